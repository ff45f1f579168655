using Infra.Isolation;
using Infra.Kubernetes;
using Infra.Kubernetes.CloudNativePg;
using Infra.Values;
using Pulumi;
using StackPreview.Plans;

namespace Infra.Data.Postgres;

/// <summary>What a CloudNativePG cluster is made of, and what the operator makes of it.</summary>
internal static class ClusterSpec
{
    /// <summary>The plugin that takes base backups and archives the write-ahead log.</summary>
    public const string BarmanPlugin = "barman-cloud.cloudnative-pg.io";

    /// <summary>The plugin's parameter with the name of the object store.</summary>
    public const string ObjectStoreParameter = "barmanObjectName";

    /// <summary>The key of the certificate in <see cref="CaSecret"/>.</summary>
    public const string CaCertificate = "ca.crt";

    /// <summary>
    /// The line of pg_hba that turns away who does not encrypt, before the operator's own lets everybody with a password in.
    /// </summary>
    public const string OnlyEncrypted = "hostnossl all all all reject";

    private const string ClusterLabel = "cnpg.io/cluster";
    private const string RoleLabel = "cnpg.io/podRole";

    /// <summary>The labels of the instances.</summary>
    public static Dictionary<string, string> PodLabels(string name) => new() { [ClusterLabel] = name };

    /// <summary>The labels of the instances alone: jobs of the operator and poolers bear <see cref="PodLabels"/> as well.</summary>
    public static Dictionary<string, string> InstanceLabels(string name) => new(PodLabels(name)) { [RoleLabel] = "instance" };

    /// <summary>The secret with the certificate authority of the servers.</summary>
    public static string CaSecret(string name) => $"{name}-ca";

    /// <summary>The service that reads go to. Where there is no replica, the service of the replicas leads nowhere.</summary>
    public static string ReadOnlyService(PostgresSettings settings) => settings.Instances > 1 ? "ro" : "r";

    /// <summary>The cluster.</summary>
    /// <param name="name">Its name; its object store bears the same.</param>
    /// <param name="args">Its size and its database.</param>
    /// <param name="archive">The name that it archives under.</param>
    public static ClusterSpecArgs Of(string name, DataServiceArgs<PostgresNeed, PostgresSettings> args, Output<string> archive)
    {
        var settings = args.Settings;
        var placement = args.Placement;
        var spec = new ClusterSpecArgs
        {
            Instances = settings.Instances,
            ImageName = settings.ImageName,
            PrimaryUpdateStrategy = "unsupervised",
            PrimaryUpdateMethod = settings.SwitchesOver ? "switchover" : "restart",
            SmartShutdownTimeout = (int)settings.SmartShutdownTimeout.TotalSeconds,
            SwitchoverDelay = (int)settings.SwitchoverDelay.TotalSeconds,
            // With one instance, a budget would only keep its node from being drained.
            EnablePDB = placement.Environment.SurvivesNodeLoss && settings.Instances > 1,
            Storage = Volume(settings.Storage, placement),
            WalStorage = Volume(settings.WalStorage, placement),
            Bootstrap = ClusterBootstrap.Of(name, args.Need, settings),
            Postgresql = Server(args),
            Resources = PodDefaults.Resources(settings.Cpu, PodDefaults.DatabaseCpuLimit(settings.Cpu), settings.Memory, "1Gi"),
            PriorityClassName = placement.Cluster.PriorityClass!,
            Affinity = new AffinityConfigurationArgs
            {
                EnablePodAntiAffinity = true,
                PodAntiAffinityType = placement.Environment.SurvivesNodeLoss ? "required" : "preferred",
                TopologyKey = "kubernetes.io/hostname",
            },
            Managed = new ManagedConfigurationArgs
            {
                Services = new ManagedServicesArgs { DisabledDefaultServices = { settings.Instances > 1 ? "r" : "ro" } },
            },
            Plugins =
            {
                new PluginConfigurationArgs
                {
                    Name = BarmanPlugin,
                    IsWALArchiver = true,
                    Parameters = { [ObjectStoreParameter] = name, [ArchiveName.Parameter] = archive },
                },
            },
        };
        var annotations = args.ObjectStorage!.AnnotationsOf(name);
        if (!annotations.IsEmpty)
        {
            spec.ServiceAccountTemplate = new ServiceAccountTemplateArgs
            {
                Metadata = new MetadataArgs { Annotations = annotations.ToDictionary() },
            };
        }

        // Clients verify the name that they connect to. The operator makes another certificate, and the servers read it without a restart.
        if (settings.Pooler.IsInCertificate)
        {
            spec.Certificates = new CertificatesConfigurationArgs
            {
                ServerAltDNSNames = PostgresPooler.HostsOf(name, placement.Namespace),
            };
        }

        foreach (var source in ClusterBootstrap.SourcesOf(name, settings))
            spec.ExternalClusters.Add(source);
        return spec;
    }

    /// <summary>The base backups of a cluster.</summary>
    public static ScheduledBackupSpecArgs BaseBackup(string name, PostgresBackupSettings settings) => new()
    {
        Schedule = settings.Schedule.WithSeconds,
        Cluster = new LocalObjectReferenceArgs { Name = name },
        Method = "plugin",
        PluginConfiguration = new BackupPluginConfigurationArgs { Name = BarmanPlugin },
        Target = "prefer-standby",
        BackupOwnerReference = "self",
    };

    /// <summary>The objects that the operator creates, as far as others refer to them.</summary>
    public static IReadOnlyList<OperatorObject> Creates(string name, PostgresSettings settings) =>
        [
            new OperatorObject("Secret", CaSecret(name)) { Keys = [CaCertificate, "ca.key"] },
            new OperatorObject("Service", $"{name}-rw") { Ports = [new OperatorPort("postgres", PostgresPorts.Postgres)] },
            new OperatorObject("Service", $"{name}-{ReadOnlyService(settings)}")
            {
                Ports = [new OperatorPort("postgres", PostgresPorts.Postgres)],
            },
            .. Enumerable
                .Range(1, settings.Instances)
                .Select(number => new OperatorObject("Pod", $"{name}-{number}")
                {
                    Labels = InstanceLabels(name),
                    Ports =
                    [
                        new OperatorPort("postgresql", PostgresPorts.Postgres),
                        new OperatorPort("metrics", PostgresPorts.Metrics),
                        new OperatorPort("status", PostgresPorts.Status),
                    ],
                }),
        ];

    private static PostgresConfigurationArgs Server(DataServiceArgs<PostgresNeed, PostgresSettings> args)
    {
        var server = new PostgresConfigurationArgs
        {
            Parameters = ClusterParameters.Of(args.Need, args.Settings),
            // Who does not encrypt is turned away before the operator's own line lets everybody with a password in.
            PgHba = { OnlyEncrypted },
        };
        if (args.Settings.Synchronous is { } durability)
        {
            server.Synchronous = new SynchronousReplicaConfigurationArgs
            {
                Method = "any",
                Number = 1,
                DataDurability = durability,
            };
        }

        return server;
    }

    private static StorageConfigurationArgs Volume(Quantity size, Placement placement) => new()
    {
        Size = size.Canonical,
        StorageClass = placement.Cluster.StorageClass!,
    };
}
