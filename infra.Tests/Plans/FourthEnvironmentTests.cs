using Infra.Environments;
using Infra.Tests.Support;

namespace Infra.Tests.Plans;

/// <summary>An environment is one file of traits and one row: what follows from them is known.</summary>
public sealed class FourthEnvironmentTests
{
    private static readonly EnvironmentTraits LoadTest = new()
    {
        Name = "test",
        LongName = "testing",
        Size = EnvironmentSize.Medium,
        SurvivesNodeLoss = false,
        ProtectsData = false,
        RecoveryPoint = TimeSpan.FromHours(6),
        RecoveryTime = TimeSpan.FromHours(8),
        RecoveryWindowDays = 3,
        BaseBackupInterval = TimeSpan.FromDays(1),
        BaseBackupSchedule = "0 4 * * *",
        Exposure = HostExposure.Team,
        SeparatesCriticalAlerts = false,
        RequiresImageDigests = false,
        BuildsImages = true,
        RequiresClusterContext = false,
        HasExampleData = true,
    };

    public static TheoryData<string> Applications => [.. Catalog.Default.Applications.Select(application => application.Name)];

    [Theory]
    [MemberData(nameof(Applications))]
    public async Task An_application_previews_in_it_and_passes_every_check(string application)
    {
        var catalog = Catalog.Default with
        {
            Environments = [.. EnvironmentCatalog.All, LoadTest],
            Applications = [Catalog.Default.Applications.Single(known => known.Name == application)],
        };
        var settings = CustomStack.SettingsOf(
            catalog,
            "test",
            ("objectStorage", """{ "destination": "s3://backups/test" }"""),
            ("edge", """{ "domain": "test.example.com" }"""));
        var preview = await Preview.RunAsync(settings, "test", catalog);

        Assert.Equal($"{application}-test", settings.Namespace);
        Assert.Empty(preview.Checks.SelectMany(check => check.Findings.Select(finding => $"{check.Check.Id}: {finding.Text}")));
    }

    [Fact]
    public void Its_values_follow_from_its_traits()
    {
        var catalog = Catalog.Default with { Environments = [.. EnvironmentCatalog.All, LoadTest] };
        var settings = CustomStack.SettingsOf(
            catalog,
            "test",
            ("objectStorage", """{ "destination": "s3://backups/test" }"""),
            ("edge", """{ "domain": "test.example.com" }"""));
        var postgres = settings.OwnData.Postgres!;
        Assert.Equal((1, "20Gi", 3), (postgres.Instances, postgres.Storage.Text, postgres.Backup.RetentionDays));
        Assert.InRange(postgres.Backup.ArchiveTimeout, TimeSpan.FromMinutes(1), LoadTest.RecoveryPoint);
        Assert.Equal("0 4 * * *", postgres.Backup.Schedule.Text);
        Assert.Equal((50, "#alerts-test"), (settings.Edge.RateLimits.Api.Average, settings.Alerts.CriticalChannel));
    }
}
