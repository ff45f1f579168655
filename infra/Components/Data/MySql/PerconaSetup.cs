using Infra.Kubernetes;
using Pulumi;
using Pulumi.Kubernetes.Batch.V1;
using Pulumi.Kubernetes.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Batch.V1;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;

namespace Infra.Components.Data.MySql;

/// <summary>
/// The job that makes the application's database and user in a cluster, and the exporter's user. The operator could make users too: only after
/// it has said that the cluster is ready, so that nobody can wait for them, with the right to pass their privileges on, and without ever taking
/// one away.
/// </summary>
internal static class PerconaSetup
{
    private const string CaFolder = "/etc/mysql-ca";
    private const string CaVolume = "mysql-ca";

    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(10);

    /// <summary>The name of the job of a cluster, without what Pulumi adds.</summary>
    public static string NameOf(string cluster) => $"{cluster}-setup";

    /// <summary>What the job runs.</summary>
    /// <param name="connect">The command that takes statements.</param>
    /// <param name="database">The name of the database and its user.</param>
    public static string Script(string connect, string database) => $"""
        {connect} <<SQL
        {MySqlAccounts.Application(database)}
        {MySqlAccounts.Monitor()}
        SQL
        """;

    /// <summary>Declares the job. Another password is another secret, whose name makes it another job: it runs again, unlike those of a release.</summary>
    /// <param name="cluster">The name of the cluster.</param>
    /// <param name="args">Its database.</param>
    /// <param name="accounts">The secret with the passwords.</param>
    /// <param name="parent">The component it is a part of.</param>
    /// <param name="after">The cluster.</param>
    public static Job Declare(string cluster, MySqlArgs args, Output<string> accounts, Resource parent, Resource after)
    {
        var (name, placement) = (NameOf(cluster), args.Placement);
        var account = new ServiceAccount(
            $"{name}-account",
            new ServiceAccountArgs { Metadata = placement.Metadata(name), AutomountServiceAccountToken = false },
            placement.ChildOf(parent));
        var metadata = placement.Unnamed(name);
        metadata.Annotations = new InputMap<string> { ["pulumi.com/replaceUnready"] = "true" };
        var options = placement.ChildOf(parent, account, after);
        options.CustomTimeouts = new CustomTimeouts { Create = Deadline + TimeSpan.FromMinutes(5) };
        return new Job(
            name,
            new JobArgs
            {
                Metadata = metadata,
                Spec = new JobSpecArgs
                {
                    BackoffLimit = 6,
                    ActiveDeadlineSeconds = (int)Deadline.TotalSeconds,
                    Template = new PodTemplateSpecArgs
                    {
                        Metadata = new ObjectMetaArgs { Labels = Labels.Of(name, placement.Application).Concat(Labels.ClientOf(cluster)).ToDictionary() },
                        Spec = Pod(cluster, name, args, accounts),
                    },
                },
            },
            options);
    }

    private static PodSpecArgs Pod(string cluster, string account, MySqlArgs args, Output<string> accounts)
    {
        var connect = $"mysql --host={PerconaSpec.Service(cluster)}.{args.Placement.Namespace}.svc --user={PerconaUsers.Root} --ssl-mode=VERIFY_IDENTITY --ssl-ca={CaFolder}/ca.crt";
        return new PodSpecArgs
        {
            ServiceAccountName = account,
            AutomountServiceAccountToken = false,
            EnableServiceLinks = false,
            RestartPolicy = "Never",
            SecurityContext = PerconaSpec.PodSecurity(),
            Containers =
            {
                new ContainerArgs
                {
                    Name = "setup",
                    Image = MySqlImages.PerconaServer,
                    Command = { "/bin/sh", "-euc", Script(connect, args.Database) },
                    Env =
                    {
                        MySqlSecretKeys.Variable("MYSQL_PWD", PerconaUsers.SecretOf(cluster), PerconaUsers.Root),
                        MySqlSecretKeys.Variable(MySqlAccounts.PasswordVariable, accounts, MySqlSecretKeys.Password),
                        MySqlSecretKeys.Variable(MySqlAccounts.MonitorPasswordVariable, accounts, MySqlSecretKeys.MonitorPassword),
                    },
                    Resources = PodDefaults.Resources("20m", "500m", "128Mi", "64Mi"),
                    SecurityContext = PodDefaults.ContainerSecurity(),
                    VolumeMounts =
                    {
                        new VolumeMountArgs { Name = CaVolume, MountPath = CaFolder, ReadOnly = true },
                        new VolumeMountArgs { Name = "tmp", MountPath = "/tmp" },
                    },
                },
            },
            Volumes =
            {
                new VolumeArgs
                {
                    Name = CaVolume,
                    Secret = new SecretVolumeSourceArgs { SecretName = PerconaSpec.CaSecret(cluster), Items = { new KeyToPathArgs { Key = "ca.crt", Path = "ca.crt" } } },
                },
                PodDefaults.Scratch("tmp", "16Mi"),
            },
        };
    }
}
