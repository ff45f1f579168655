using Infra.Faults;
using Infra.Values;

namespace Infra.Applications.Model.Rules;

/// <summary>The rules for jobs: when they run, how long, how often again, and what is backed up first.</summary>
internal static class JobRules
{
    private static readonly DurationRange Times = new(TimeSpan.FromSeconds(1), TimeSpan.FromDays(1));
    private static readonly NumberRange RetryCounts = new(0, 20);

    /// <summary>What is wrong with a job of a project.</summary>
    /// <param name="project">Whose it is.</param>
    /// <param name="job">The job.</param>
    /// <param name="services">The data services that the project may have.</param>
    public static IEnumerable<Fault> FaultsOf(
        ProjectDefinition project,
        JobDefinition job,
        IReadOnlyList<IDataServiceDefinition> services) =>
    [
        .. ScheduleFaults(job),
        .. BackupFaults(project, job, services),
        .. RetryCounts.FaultsOf($"{job.Name}.{nameof(job.Retries)}", job.Retries),
        .. Times.FaultsOf($"{job.Name}.{nameof(job.Deadline)}", job.Deadline),
    ];

    private static IEnumerable<Fault> ScheduleFaults(JobDefinition job)
    {
        var path = $"{job.Name}.{nameof(job.Schedule)}";
        var isScheduled = job.Purpose == JobPurpose.Scheduled;
        if (isScheduled && job.Schedule is not { IsValid: true })
        {
            yield return new Fault(
                path,
                job.Schedule is null ? "missing" : $"\"{job.Schedule}\"",
                CronSchedule.Rule,
                $"Use a value such as {CronSchedule.Example}");
        }

        if (!isScheduled && job.Schedule is not null)
        {
            yield return new Fault(
                path,
                $"\"{job.Schedule}\"",
                $"only a job of the purpose {nameof(JobPurpose.Scheduled)} runs at set times",
                "Remove it, or change the purpose");
        }
    }

    private static IEnumerable<Fault> BackupFaults(
        ProjectDefinition project,
        JobDefinition job,
        IReadOnlyList<IDataServiceDefinition> services)
    {
        if (!job.BacksUpFirst)
            yield break;

        var path = $"{job.Name}.{nameof(job.BacksUpFirst)}";
        if (job.Purpose != JobPurpose.Migration)
            yield return new Fault(path, "true", "a backup precedes a migration alone", "Remove it, or make the job a migration");

        var backedUp = services.Where(service => service.IsBackedUpOnDemand).ToList();
        if (!project.Needs.Any(need => backedUp.Exists(service => service.Name == need.Service)))
        {
            var titles = string.Join(" or ", backedUp.Select(service => service.Title));
            yield return new Fault(
                path,
                "true",
                $"a backup is of a {titles} database that the project needs",
                $"Remove it, or add {titles} to its needs");
        }
    }
}
