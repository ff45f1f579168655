using Infra.Tests.Support;

namespace Infra.Tests.Platform.Application;

/// <summary>
/// A rollback is the previous images without migrations: nothing of an older version is run against the newer database, and nothing waits
/// for it.
/// </summary>
public sealed class RollbackTests
{
    public static TheoryData<string, string> Deployments => Repository.MigratedDeploymentData;

    [Theory]
    [MemberData(nameof(Deployments))]
    public async Task A_rollback_has_no_job_and_no_backup_and_nothing_waits_for_one(string application, string stack)
    {
        var settings = Previews.SettingsOf(stack, application);
        var release = (await Previews.OfAsync(stack, application)).Plan;

        var rollback = await Infra.Preview.RunAsync(
            settings with
            {
                Release = settings.Release with { Migrate = false },
            },
            stack,
            Catalog.Default);

        Assert.NotEmpty(release.OfKind("Job"));
        // The steps that look after a database are no part of the release.
        Assert.All(rollback.Plan.OfKind("Job"), job => Assert.Contains("::infra:data:", job.Parent, StringComparison.Ordinal));
        var declared = rollback.Plan.Resources.Select(resource => resource.Urn).ToHashSet();
        Assert.All(rollback.Plan.Resources, resource => Assert.Subset(declared, resource.Dependencies.ToHashSet()));
        Assert.Equal(
            release
                .OfKind("Deployment", "StatefulSet", "Cluster")
                .Select(resource => resource.StableTitle())
                .Order(StringComparer.Ordinal),
            rollback
                .Plan.OfKind("Deployment", "StatefulSet", "Cluster")
                .Select(resource => resource.StableTitle())
                .Order(StringComparer.Ordinal));
        Assert.True(rollback.IsPassed);
    }
}
