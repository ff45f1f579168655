using Infra.Applications.Model;
using Infra.Kubernetes;
using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Apps.V1;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;
using Deployment = Pulumi.Kubernetes.Apps.V1.Deployment;

namespace Infra.Data.MySql;

/// <summary>
/// The Deployment that makes the application's database and user in a cluster, and the exporter's user. The operator could make users too:
/// only after it has said that the cluster is ready, so that nobody can wait for them, with the right to pass their privileges on, and
/// without ever taking one away.
/// </summary>
internal static class PerconaAccounts
{
    private static readonly string CaFolder = DataServiceNames.CaFolderOf(MySqlService.ServiceName);
    private static readonly string CaVolume = DataServiceNames.CaVolumeOf(MySqlService.ServiceName);

    private static readonly TimeSpan ProgressDeadline = TimeSpan.FromMinutes(10);

    /// <summary>The name of the Deployment of a cluster.</summary>
    public static string NameOf(string cluster) => $"{cluster}-accounts";

    /// <summary>
    /// Declares the Deployment and what it needs. It is ready when the accounts have the passwords of the secret: another secret rolls it.
    /// </summary>
    /// <param name="cluster">The name of the cluster.</param>
    /// <param name="args">Its database.</param>
    /// <param name="accounts">The secret with the passwords.</param>
    /// <param name="parent">The component it is a part of.</param>
    /// <param name="after">The cluster.</param>
    public static Deployment Declare(
        string cluster,
        DataServiceArgs<MySqlNeed, MySqlSettings> args,
        Output<string> accounts,
        Resource parent,
        Resource after)
    {
        var name = NameOf(cluster);
        var placement = args.Placement;
        var account = StatefulWorkload.Account(name, placement, parent);
        StatefulWorkload.DisruptionBudget(name, placement, parent);
        var options = placement.ChildOf(parent, account, after);
        // Longer than the progress deadline, so that its reason is the one that is shown.
        options.CustomTimeouts = new CustomTimeouts
        {
            Create = ProgressDeadline + TimeSpan.FromMinutes(5),
            Update = ProgressDeadline + TimeSpan.FromMinutes(5),
        };
        return new Deployment(
            $"{name}-deployment",
            new DeploymentArgs
            {
                Metadata = placement.Metadata(name),
                Spec = new DeploymentSpecArgs
                {
                    Replicas = 1,
                    Selector = NetworkRules.Selecting(Labels.Selecting(name)),
                    Strategy = new DeploymentStrategyArgs
                    {
                        Type = "RollingUpdate",
                        RollingUpdate = new RollingUpdateDeploymentArgs { MaxUnavailable = 0, MaxSurge = 1 },
                    },
                    ProgressDeadlineSeconds = (int)ProgressDeadline.TotalSeconds,
                    RevisionHistoryLimit = 5,
                    Template = new PodTemplateSpecArgs
                    {
                        Metadata = new ObjectMetaArgs
                        {
                            Labels = Labels.Of(name, placement.Application).Concat(Labels.ClientOf(cluster)).ToDictionary(),
                        },
                        Spec = Pod(cluster, args, accounts),
                    },
                },
            },
            options);
    }

    private static PodSpecArgs Pod(string cluster, DataServiceArgs<MySqlNeed, MySqlSettings> args, Output<string> accounts)
    {
        var connect =
            $"mysql --host={PerconaSpec.Service(cluster)}.{args.Placement.Namespace}.svc --ssl-mode=VERIFY_IDENTITY "
                + $"--ssl-ca={CaFolder}/ca.crt";
        var container = MySqlAccountsContainer.Of(
            MySqlImages.PerconaServer,
            MySqlAccountsContainer.Script(connect, args.Need.Database, requiresTls: true),
            MySqlSecretKeys.Variable("MYSQL_PWD", PerconaUsers.SecretOf(cluster), PerconaUsers.Root),
            accounts,
            new VolumeMountArgs { Name = CaVolume, MountPath = CaFolder, ReadOnly = true },
            new VolumeMountArgs { Name = "tmp", MountPath = "/tmp" });
        // It gets no requests that it could drain.
        container.Lifecycle = new LifecycleArgs { PreStop = new LifecycleHandlerArgs { Sleep = new SleepActionArgs { Seconds = 1 } } };
        var pod = new PodSpecArgs
        {
            TerminationGracePeriodSeconds = 30,
            Containers = { container },
            Volumes =
            {
                new VolumeArgs
                {
                    Name = CaVolume,
                    Secret = new SecretVolumeSourceArgs
                    {
                        SecretName = PerconaSpec.CaSecret(cluster),
                        Items =
                        {
                            new KeyToPathArgs { Key = "ca.crt", Path = "ca.crt" },
                        },
                    },
                },
                PodDefaults.Scratch("tmp", "16Mi"),
            },
        };
        return PodDefaults.Hardened(pod, NameOf(cluster), PerconaSpec.PodSecurity(), args.Placement.Cluster.PriorityClass);
    }
}
