using Infra.Applications.Model;
using Infra.Tests.Support;

namespace Infra.Tests.Platform.Application;

/// <summary>
/// A rollback is the previous images without migrations: nothing of an older version changes the newer database, and nothing waits for
/// that. It is judged as any release is.
/// </summary>
public sealed class RollbackTests
{
    public static TheoryData<string, string> Deployments => Repository.MigratedDeploymentData;

    [Theory]
    [MemberData(nameof(Deployments))]
    public async Task A_rollback_has_no_backup_and_no_job_but_those_that_judge_it(string application, string stack)
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
        var judges = settings.Application.AllWorkloads
            .OfType<JobDefinition>()
            .Where(job => job.Purpose == JobPurpose.Verification)
            .Select(job => job.Name)
            .Concat(settings.Application.Projects.Select(project => $"{project.Name}-rollout"));
        Assert.Equal(
            judges.Order(StringComparer.Ordinal),
            rollback.Plan
                .OfKind("Job", "Backup")
                // The steps that look after a database are no part of the release.
                .Where(job => !job.Parent!.Contains("::infra:data:", StringComparison.Ordinal))
                .Select(job => job.Inputs["metadata"]!["labels"]!["app.kubernetes.io/name"]!.ToString())
                .Order(StringComparer.Ordinal));
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
