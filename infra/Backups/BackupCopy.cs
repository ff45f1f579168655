using Infra.Applications.Model;
using Infra.Aws;
using Infra.Observability;
using Infra.Observability.Alerts;
using Infra.Settings;
using Infra.Steps;
using Pulumi;

namespace Infra.Backups;

/// <summary>
/// Copies what is new among the backups of a stack to another bucket, at set times. It only adds: what is gone from the first bucket stays
/// in the second, and what has become another in the first is a failure and no copy.
/// </summary>
internal sealed class BackupCopy : ComponentResource
{
    /// <summary>The name of what copies.</summary>
    public const string JobName = "backup-copy";

    private const string Remote = "copy";

    // The first time, all that there is.
    private static readonly TimeSpan Deadline = TimeSpan.FromHours(12);

    public BackupCopy(string name, BackupCopyArgs args, ComponentResourceOptions? options = null)
        : base("infra:backups:BackupCopy", name, options)
    {
        var placement = args.Placement;
        var account = args.Source.DeclareAccount(JobName, placement, this);
        var source = args.Source.IsOpenedByRole
            ? RemoteStorage.OpenedByRole(
                BackupStore.Remote,
                args.Source.Settings,
                args.Source.Let(JobName, BucketUse.Reads, path: "", this))
            : RemoteStorage.Declare(
                BackupStore.Remote,
                args.Source.Settings,
                PlatformSecrets.OfBackups,
                $"{name}-source-keys",
                account,
                placement,
                this);
        var target = RemoteStorage.Declare(
            Remote,
            args.Copy.Storage,
            PlatformSecrets.OfBackupCopies,
            $"{name}-target-keys",
            account,
            placement,
            this);
        var supplied = new ObjectStorage(target.Storage, Bucket: null);
        var path = RemoteStorage.DeclarePath(JobName, account, placement, this, args.Source, supplied);
        var copy = new StepContainer("copy", BackupImages.Rclone, "copy.sh")
        {
            Library = RemoteStorage.Library,
            Variables =
            [
                RemoteStorage.NoFile,
                .. source.Variables,
                .. target.Variables,
                StepContainer.Told("SOURCE", source.Storage.Location),
                StepContainer.Told("DESTINATION", target.Storage.Location),
            ],
            Memory = "512Mi",
            CpuLimit = "1",
        };
        var scheduled = new ScheduledStep
        {
            Step = new PlatformStep { Account = account, Containers = [copy], Deadline = Deadline },
            Schedule = args.Copy.Schedule,
        };
        scheduled.Declare($"{name}-job", placement, this, [.. source.Resources, .. target.Resources, path]);
        RegisterOutputs();
    }

    /// <summary>The alerts on it.</summary>
    /// <param name="settings">When it copies.</param>
    /// <param name="ns">The namespace that it is in.</param>
    public static AlertGroup AlertsOn(BackupCopySettings settings, string ns) => new(
        JobName,
        [
            BackupAlerts.Overaged(
                "BackupCopyStale",
                ns,
                JobName,
                Overdue.After(settings.Schedule),
                "The second copy of the backups is too old, or there is none.",
                "backup-copy-stale"),
        ]);
}
