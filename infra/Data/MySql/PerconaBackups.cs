using Infra.Backups;
using Infra.Kubernetes;
using Infra.Kubernetes.Percona;
using Infra.Steps;
using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;

namespace Infra.Data.MySql;

/// <summary>
/// The backups of a cluster: whole ones, at set times, in a bucket. The operator's own schedule is not used: what it makes is deleted with
/// its data where a stack is destroyed, and keeps the namespace where the credentials are gone before
/// (https://github.com/percona/percona-server-mysql-operator/issues/1211).
/// </summary>
internal static class PerconaBackups
{
    /// <summary>The script by which what takes backups is told from other jobs.</summary>
    public const string Script = "percona-backup.sh";

    /// <summary>The script that deletes the objects of backups, and takes finalizers off.</summary>
    public const string RemovingObjects = "percona-outdated-objects.sh";

    /// <summary>The variable of its container that says for how many days a backup is kept.</summary>
    public const string RetentionVariable = "RETENTION_DAYS";

    /// <summary>The key of the access key in the credentials.</summary>
    public const string AccessKeyId = "AWS_ACCESS_KEY_ID";

    /// <summary>The key of the secret key in the credentials.</summary>
    public const string SecretAccessKey = "AWS_SECRET_ACCESS_KEY";

    /// <summary>The name of the storage.</summary>
    public const string Storage = "s3";

    private const string Volume = "outdated";
    private const string Folder = "/outdated";

    /// <summary>The longest that a backup may take.</summary>
    public static readonly TimeSpan LongestBackup = TimeSpan.FromHours(6);

    private static readonly TimeSpan LongestRemoval = TimeSpan.FromMinutes(30);

    // For an API server that does not answer.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static readonly EnvVarArgs OutdatedFile = StepContainer.Told("OUTDATED", $"{Folder}/backups");

    private static readonly VolumeMountArgs Mount = new() { Name = Volume, MountPath = Folder };

    /// <summary>The volume in which it is written down which backups are too old.</summary>
    public static VolumeArgs Outdated => PodDefaults.Scratch(Volume, "1Mi");

    /// <summary>The name of what takes the backups of a cluster.</summary>
    public static string NameOf(string cluster) => $"{cluster}-backup";

    /// <summary>The name of the secret that the bucket is opened with.</summary>
    public static string CredentialsOf(string cluster) => $"{cluster}-backup-credentials";

    /// <summary>Where the operator puts backups, and how.</summary>
    /// <param name="name">The cluster.</param>
    /// <param name="args">Where its backups go.</param>
    public static BackupSpecArgs Of(string name, DataServiceArgs<MySqlNeed, MySqlSettings> args)
    {
        var storage = args.ObjectStorage!.Settings;
        return new BackupSpecArgs
        {
            Enabled = true,
            Image = MySqlImages.Xtrabackup,
            ContainerSecurityContext = PerconaSpec.ContainerSecurity(),
            Resources = Resources(),
            Storages =
            {
                [Storage] = new BackupStorageSpecArgs
                {
                    Type = "s3",
                    S3 = new BackupStorageS3SpecArgs
                    {
                        Bucket = storage.Bucket,
                        Prefix = MySqlBucket.Prefix(storage, name),
                        Region = storage.Region,
                        EndpointUrl = storage.Endpoint?.OriginalString!,
                        CredentialsSecret = CredentialsOf(name),
                    },
                    Labels = PerconaSpec.PodLabels(name, PerconaSpec.BackupRole),
                    PodSecurityContext = PerconaSpec.PodSecurity(),
                    ContainerSecurityContext = PerconaSpec.ContainerSecurity(),
                    Resources = Resources(),
                },
            },
        };
    }

    /// <summary>
    /// Declares what takes backups, and removes old ones: also what the operator's schedule has left, whose data stays where an object is
    /// deleted from now on.
    /// </summary>
    /// <param name="cluster">The name of the cluster.</param>
    /// <param name="args">Its backups, and where they go.</param>
    /// <param name="parent">The component that they are a part of.</param>
    /// <param name="after">The cluster.</param>
    public static void Declare(string cluster, DataServiceArgs<MySqlNeed, MySqlSettings> args, Resource parent, Resource after)
    {
        var name = NameOf(cluster);
        var placement = args.Placement;
        var backups = new ApiRule("ps.percona.com", "perconaservermysqlbackups", "create", "delete", "get", "list", "patch");
        var account = args.ObjectStorage!.DeclareAccount(name, placement, parent, backups);
        var path = MySqlBucket.Path(args.ObjectStorage!.Settings, cluster);
        var store = BackupStore.Declare(account, name, args.ObjectStorage!, placement, parent, path);
        var step = new PlatformStep
        {
            Account = account,
            Containers =
            [
                Taking(cluster, args.Settings.Backup),
                store.Container("data", "percona-outdated-data.sh", OutdatedFile) with { Mounts = [Mount] },
                Removing(cluster) with { Mounts = [Mount], Variables = [.. Removing(cluster).Variables, OutdatedFile] },
            ],
            Deadline = LongestBackup + LongestRemoval,
            Volumes = [Outdated],
        };
        new ScheduledStep { Step = step, Schedule = args.Settings.Backup.Schedule }
            .Declare($"{name}-job", placement, parent, [after, .. store.Resources]);
        // Whoever destroys the stack before the first backup of its own shall find none with the operator's finalizer either.
        var keeping = new PlatformStep { Account = account, Containers = [Removing(cluster)], Deadline = Patience };
        var once = $"{name}-kept-{ContentHash.Of(RemovingObjects, cluster)}";
        keeping.Declare(once, once, placement, parent, after);
    }

    /// <summary>Has a backup taken now; its pod has the volume <see cref="Outdated"/>.</summary>
    /// <param name="cluster">The name of the cluster.</param>
    /// <param name="settings">Its backups.</param>
    public static StepContainer Taking(string cluster, MySqlBackupSettings settings)
        => new("backup", StepImages.Kubectl, Script)
        {
            CallsApiServer = true,
            Variables =
            [
                StepContainer.Told("CLUSTER", cluster),
                StepContainer.Told("STORAGE", Storage),
                // A Job that is made anew is another run; a pod that takes the place of a lost one is the same.
                OfPod("RUN", "batch.kubernetes.io/job-name"),
                OfPod("ATTEMPT", "batch.kubernetes.io/controller-uid"),
                StepContainer.Told(RetentionVariable, $"{settings.RetentionDays}"),
                StepContainer.Told("DEADLINE", $"{LongestBackup.TotalSeconds}"),
                OutdatedFile,
            ],
            Mounts = [Mount],
        };

    private static StepContainer Removing(string cluster) => new("objects", StepImages.Kubectl, RemovingObjects)
    {
        CallsApiServer = true,
        Variables = [StepContainer.Told("CLUSTER", cluster), StepContainer.Told("DEADLINE", $"{Patience.TotalSeconds}")],
    };

    private static EnvVarArgs OfPod(string variable, string label) => new()
    {
        Name = variable,
        ValueFrom = new EnvVarSourceArgs { FieldRef = new ObjectFieldSelectorArgs { FieldPath = $"metadata.labels['{label}']" } },
    };

    // Half a gibibyte is what it takes to prepare a backup for its restoration.
    private static ResourceRequirementsArgs Resources() => PodDefaults.Resources("50m", "1", "512Mi", "1Gi");
}
