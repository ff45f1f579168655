using Infra.Tests.Support;

namespace Infra.Tests.Checks;

/// <summary>What checks say to set for a data service: of a companion's, in the companion's own section.</summary>
public sealed class CompanionSettingTests
{
    [Theory]
    [InlineData("nica", "postgres", """{"backup": {"retentionDays": 7}}""", "Set infra:postgres.backup.retentionDays to 30 or more.")]
    [InlineData(
        "julia",
        "companions",
        """{"chatwoot": {"postgres": {"backup": {"retentionDays": 7}}}}""",
        "Set infra:companions.chatwoot.postgres.backup.retentionDays to 30 or more.")]
    [InlineData(
        "julia",
        "companions",
        """{"chatwoot": {"postgres": {"memory": "1Gi", "maxConnections": 400}}}""",
        "or lower infra:companions.chatwoot.postgres.maxConnections to 256.")]
    [InlineData(
        "julia",
        "companions",
        """{"chatwoot": {"postgres": {"maxConnections": 20}}}""",
        "Raise infra:companions.chatwoot.postgres.maxConnections to ")]
    [InlineData(
        "julia",
        "companions",
        """{"chatwoot": {"redis": {"memory": "1Gi", "storage": "2Gi"}}}""",
        "Raise infra:companions.chatwoot.redis.storage to 3072Mi, or lower infra:companions.chatwoot.redis.memory to 682Mi.")]
    public async Task A_fix_names_the_section_of_the_project(string application, string key, string value, string fix)
    {
        var settings = CustomStack.SettingsOf(
            Catalog.Default.Applications.Single(known => known.Name == application),
            "prod",
            (key, value),
            ("edge", """{"domain": "example.com"}"""),
            ("objectStorage", """{"destination": "s3://example-backups/any"}"""));
        var preview = await Infra.Preview.RunAsync(settings, "prod", Catalog.Default);
        Assert.Contains(
            preview.Checks.SelectMany(check => check.Findings),
            finding => finding.Text.Contains(fix, StringComparison.Ordinal));
    }
}
