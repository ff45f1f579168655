using Infra.Applications.Model;
using Infra.Secrets;
using Infra.Kubernetes;
using Pulumi;
using Pulumi.Kubernetes.Batch.V1;
using Pulumi.Kubernetes.Core.V1;
using Pulumi.Kubernetes.Networking.V1;
using Pulumi.Kubernetes.Types.Inputs.Batch.V1;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;
using Pulumi.Kubernetes.Types.Inputs.Networking.V1;

namespace Infra.Data.MySql;

/// <summary>
/// Dumps the database of one server at set times, brings the dump to the object storage, and removes those that are too old.
/// </summary>
internal static class MySqlDump
{
    /// <summary>
    /// What dumps the database as it is at one moment, without locking anybody out. What breaks off is a failure of the job.
    /// </summary>
    internal const string DumpCommand =
        """mysqldump --host="$MYSQL_SERVER" --user="$MYSQL_ACCOUNT" --single-transaction --routines --triggers --events --no-tablespaces"""
        + " \"$MYSQL_DATABASE\" | gzip > \"/dump/$MYSQL_DATABASE-$(date -u +%Y%m%dT%H%M%SZ).sql.gz\"";

    /// <summary>What brings the dump to the object storage and removes those that are too old.</summary>
    internal const string UploadScript = """
        rclone copy /dump "store:$DESTINATION" --s3-no-check-bucket
        rclone delete "store:$DESTINATION" --min-age "$RETENTION"
        """;

    private const int UserId = 999;
    private const string Folder = "/dump";
    private const string Volume = "dump";
    private const string Remote = "STORE";

    /// <summary>The name of the job that dumps a server.</summary>
    public static string NameOf(string server) => $"{server}-dump";

    /// <summary>Declares the job and what it needs.</summary>
    /// <param name="server">The name of the server.</param>
    /// <param name="args">Its size, its backups and its database.</param>
    /// <param name="connection">How it is reached.</param>
    /// <param name="accounts">The secret with the password of the application's user, who may read the whole database.</param>
    /// <param name="parent">The component it is a part of.</param>
    public static void Declare(
        string server,
        DataServiceArgs<MySqlNeed, MySqlSettings> args,
        MySqlConnection connection,
        Output<string> accounts,
        Resource parent)
    {
        var name = NameOf(server);
        var placement = args.Placement;
        var credentials = new Secret(
            $"{name}-credentials",
            new SecretArgs
            {
                Metadata = placement.Unnamed(name),
                Immutable = true,
                StringData = new InputMap<string>
                {
                    [PerconaBackups.AccessKeyId] = SuppliedValue.Of(PlatformSecrets.BackupAccessKeyId.Name),
                    [PerconaBackups.SecretAccessKey] = SuppliedValue.Of(PlatformSecrets.BackupSecretAccessKey.Name),
                },
            },
            placement.ChildOf(parent));
        var policy = new NetworkPolicy(
            $"{name}-network",
            new NetworkPolicyArgs
            {
                Metadata = placement.Metadata(name),
                Spec = new NetworkPolicySpecArgs
                {
                    PodSelector = NetworkRules.Selecting(Labels.Selecting(name)),
                    PolicyTypes = { "Ingress", "Egress" },
                    Egress = { NetworkRules.To([NetworkRules.Anywhere()], MySqlBucket.Port(args.ObjectStorage!)) },
                },
            },
            placement.ChildOf(parent));
        var pod = new PodSpecArgs
        {
            RestartPolicy = "Never",
            InitContainers = { Dump(args, connection, accounts) },
            Containers = { Upload(server, args, credentials.Metadata.Apply(metadata => metadata.Name)) },
            Volumes = { PodDefaults.Scratch(Volume, args.Settings.Storage), PodDefaults.Scratch("tmp", "64Mi") },
        };
        PodDefaults.Hardened(pod, server, PodDefaults.PodSecurity(UserId), placement.Cluster.PriorityClass);
        _ = new CronJob(
            $"{name}-job",
            new CronJobArgs { Metadata = placement.Metadata(name), Spec = Spec(name, args, connection, pod) },
            placement.ChildOf(parent, connection.Ready, policy));
    }

    private static CronJobSpecArgs Spec(
        string name,
        DataServiceArgs<MySqlNeed, MySqlSettings> args,
        MySqlConnection connection,
        PodSpecArgs pod) => new()
    {
        Schedule = args.Settings.Backup.Schedule.WithSundayAsZero,
        TimeZone = "Etc/UTC",
        ConcurrencyPolicy = "Forbid",
        StartingDeadlineSeconds = 3600,
        SuccessfulJobsHistoryLimit = 1,
        FailedJobsHistoryLimit = 3,
        JobTemplate = new JobTemplateSpecArgs
        {
            Spec = new JobSpecArgs
            {
                BackoffLimit = 2,
                ActiveDeadlineSeconds = 3 * 3600,
                Template = new PodTemplateSpecArgs
                {
                    Metadata = new ObjectMetaArgs
                    {
                        Labels = Labels.Of(name, args.Placement.Application).Concat(connection.ClientLabels).ToDictionary(),
                    },
                    Spec = pod,
                },
            },
        },
    };

    private static ContainerArgs Dump(
        DataServiceArgs<MySqlNeed, MySqlSettings> args,
        MySqlConnection connection,
        Output<string> accounts) => new()
    {
        Name = "dump",
        Image = MySqlImages.Server,
        Command = { "/bin/bash", "-euo", "pipefail", "-c", DumpCommand },
        Env =
        {
            new EnvVarArgs { Name = "MYSQL_SERVER", Value = connection.Host },
            new EnvVarArgs { Name = "MYSQL_ACCOUNT", Value = connection.Username },
            new EnvVarArgs { Name = "MYSQL_DATABASE", Value = connection.Database },
            MySqlSecretKeys.Variable("MYSQL_PWD", accounts, MySqlSecretKeys.Password),
        },
        Resources = PodDefaults.Resources("50m", "1", "256Mi", args.Settings.Storage),
        SecurityContext = PodDefaults.ContainerSecurity(),
        VolumeMounts = { Mount(), new VolumeMountArgs { Name = "tmp", MountPath = "/tmp" } },
    };

    private static ContainerArgs Upload(string server, DataServiceArgs<MySqlNeed, MySqlSettings> args, Output<string> credentials)
    {
        var storage = args.ObjectStorage!;
        var container = new ContainerArgs
        {
            Name = "upload",
            Image = MySqlImages.Uploader,
            Command = { "/bin/sh", "-euc", UploadScript },
            Env =
            {
                Plain(DumpJob.DestinationVariable, $"{MySqlBucket.Name(storage)}/{MySqlBucket.Prefix(storage, server)}"),
                Plain(DumpJob.RetentionVariable, $"{args.Settings.Backup.RetentionDays}d"),
                // There is no such file: all that it would say is said here (https://rclone.org/docs/#config-file).
                Plain("RCLONE_CONFIG", "/tmp/rclone.conf"),
                Plain($"RCLONE_CONFIG_{Remote}_TYPE", "s3"),
                Plain($"RCLONE_CONFIG_{Remote}_PROVIDER", storage.Endpoint is null ? "AWS" : "Other"),
                Plain($"RCLONE_CONFIG_{Remote}_ENV_AUTH", "true"),
                Plain($"RCLONE_CONFIG_{Remote}_REGION", storage.Region),
                MySqlSecretKeys.Variable("AWS_ACCESS_KEY_ID", credentials, PerconaBackups.AccessKeyId),
                MySqlSecretKeys.Variable("AWS_SECRET_ACCESS_KEY", credentials, PerconaBackups.SecretAccessKey),
            },
            Resources = PodDefaults.Resources("50m", "1", "256Mi", args.Settings.Storage),
            SecurityContext = PodDefaults.ContainerSecurity(),
            VolumeMounts = { Mount(), new VolumeMountArgs { Name = "tmp", MountPath = "/tmp" } },
        };
        if (storage.Endpoint is { } endpoint)
            container.Env.Add(Plain($"RCLONE_CONFIG_{Remote}_ENDPOINT", endpoint.OriginalString));
        return container;

        static EnvVarArgs Plain(string variable, string value) => new() { Name = variable, Value = value };
    }

    private static VolumeMountArgs Mount() => new() { Name = Volume, MountPath = Folder };
}
