using Infra.Backups;
using Infra.Values;
using StackPreview.Checks;
using StackPreview.Json;
using StackPreview.Kinds;
using StackPreview.Plans;

namespace Infra.Checks;

/// <summary>What is checked of something that a CronJob backs up, and another one restores for proof.</summary>
/// <param name="Holder">What holds the data.</param>
/// <param name="Backup">The name of the CronJob that takes backups.</param>
/// <param name="Drill">The name of the one that restores the newest.</param>
/// <param name="Section">The section of the stack file with what is set of the backups.</param>
internal sealed record BackupJobs(PlannedResource Holder, string Backup, string Drill, string Section)
{
    /// <summary>The variable of a container that says for how many days backups are kept.</summary>
    public const string RetentionVariable = "RETENTION_DAYS";

    /// <summary>Those of the volumes of the application that are to be backed up.</summary>
    public static IEnumerable<BackupJobs> OfVolumes(CheckContext context)
        => from project in context.Settings.Application.Projects
           from volume in VolumeRecovery.BackedUp(project, context.Settings)
           from claim in context.Plan.OfKind(KubernetesKinds.PersistentVolumeClaim)
           where claim.ObjectName == volume.Name
           select new BackupJobs(
               claim,
               SnapshotJobs.BackupOf(volume.Name),
               SnapshotJobs.DrillOf(volume.Name),
               $"infra:volumeBackups.{volume.Name}");

    /// <summary>Where backups are not taken as often, kept as long, or proved as the environment demands.</summary>
    public IEnumerable<Finding> Policy(CheckContext context)
    {
        var environment = context.Environment;
        if (Find(context, Backup) is not { } backup)
        {
            yield return new Finding(Holder, "it is not backed up", $"Declare CronJob {Backup}, or set {Section}.enabled to false");
            yield break;
        }

        var isOften = CronSchedule.TryParse(backup.Inputs.Text("spec.schedule"))?.LongestInterval is { } interval
            && interval <= environment.BaseBackupInterval;
        if (!isOften || backup.Inputs.IsTrue("spec.suspend"))
        {
            yield return new Finding(
                backup,
                $"backups are further apart than {Duration.Format(environment.BaseBackupInterval)}",
                $"Correct {Section}.schedule, and do not suspend it");
        }

        var retention = RetentionOf(backup);
        if (!int.TryParse(retention, out var days) || days < environment.RecoveryWindowDays)
        {
            yield return new Finding(
                backup,
                $"backups are kept for {retention ?? "an unlimited number of"} days; {environment.Name} demands "
                    + $"{environment.RecoveryWindowDays}",
                $"Set {Section}.retentionDays to {environment.RecoveryWindowDays} or more");
        }

        if (Find(context, Drill) is not { } drill)
            yield return new Finding(Holder, "nothing proves that its backups can be restored", $"Declare CronJob {Drill}");
        else if (environment.ProtectsData && drill.Inputs.IsTrue("spec.suspend"))
            yield return new Finding(drill, "nobody restores a backup for proof unless a person does", "Do not suspend it");
    }

    /// <summary>Which of the jobs do not reach the object storage.</summary>
    public IEnumerable<Finding> Paths(PathSurvey survey)
        => from name in new[] { Backup, Drill }
           let job = Find(survey.Context, name)
           where job is not null && !survey.ReachObjectStorage(PodTemplate.Of(job)!.Labels)
           select PathSurvey.Closed(job, "it does not reach the object storage");

    private static PlannedResource? Find(CheckContext context, string name)
        => context.Plan.OfKind(KubernetesKinds.CronJob).FirstOrDefault(job => job.ObjectName == name);

    private static string? RetentionOf(PlannedResource job)
        => PodTemplate.Of(job)!.Containers
            .SelectMany(container => container.Items("env"))
            .FirstOrDefault(variable => variable.Text("name") == RetentionVariable)
            ?.Text("value");
}
