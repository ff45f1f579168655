using Infra.Tests.Support;

namespace Infra.Tests.Checks;

/// <summary>What checks say to set for a data service: of a companion's, in the companion's own section.</summary>
public sealed class CompanionSettingTests
{
    [Theory]
    [InlineData("nica", "postgres", """{"backup": {"retentionDays": 7}}""", "infra:postgres.backup.retentionDays")]
    [InlineData(
        "julia",
        "companions",
        """{"chatwoot": {"postgres": {"backup": {"retentionDays": 7}}}}""",
        "infra:companions.chatwoot.postgres.backup.retentionDays")]
    public async Task A_fix_names_the_section_of_the_project(string application, string key, string value, string setting)
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
            finding => finding.Text.EndsWith($"Set {setting} to 30 or more.", StringComparison.Ordinal));
    }
}
