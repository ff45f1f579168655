using Infra.Kubernetes;
using Infra.Kubernetes.Percona;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;

namespace Infra.Data.MySql;

/// <summary>The backups of a cluster: whole ones, at set times, in a bucket.</summary>
internal static class PerconaBackups
{
    /// <summary>The key of the access key in the credentials.</summary>
    public const string AccessKeyId = "AWS_ACCESS_KEY_ID";

    /// <summary>The key of the secret key in the credentials.</summary>
    public const string SecretAccessKey = "AWS_SECRET_ACCESS_KEY";

    /// <summary>The name of the storage.</summary>
    public const string Storage = "s3";

    // Names of backups begin with this much of the cluster's name.
    private const int LongestPrefix = 16;

    /// <summary>The name of the secret that the bucket is opened with.</summary>
    public static string CredentialsOf(string cluster) => $"{cluster}-backup-credentials";

    /// <summary>
    /// A regular expression of the names of the jobs of scheduled backups
    /// (https://docs.percona.com/percona-operator-for-mysql/ps/backups-scheduled.html).
    /// </summary>
    public static string JobsOf(string cluster)
        => $"xb-cron-{(cluster.Length > LongestPrefix ? cluster[..LongestPrefix] : cluster)}-{Storage}-[0-9]+-.+";

    /// <summary>The backups.</summary>
    /// <param name="name">The cluster.</param>
    /// <param name="args">Its backups, and where they go.</param>
    public static BackupSpecArgs Of(string name, DataServiceArgs<MySqlNeed, MySqlSettings> args)
    {
        var backup = args.Settings.Backup;
        var storage = args.ObjectStorage!;
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
                        Bucket = MySqlBucket.Name(storage),
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
            Schedule =
            {
                new BackupScheduleArgs
                {
                    Name = "full",
                    Schedule = backup.Schedule.WithSundayAsZero,
                    StorageName = Storage,
                    Type = "full",
                    Keep = backup.Count,
                },
            },
        };
    }

    // Half a gibibyte is what it takes to prepare a backup for its restoration.
    private static ResourceRequirementsArgs Resources() => PodDefaults.Resources("50m", "1", "512Mi", "1Gi");
}
