using Infra.Application;
using Infra.Applications.Model;
using Infra.Isolation;
using Infra.Kubernetes;
using Infra.Kubernetes.BarmanCloud;
using Infra.Kubernetes.CloudNativePg;
using Infra.Observability;
using Infra.Secrets;
using Infra.Settings;
using Pulumi;
using Pulumi.Kubernetes.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using CustomResource = Pulumi.Kubernetes.ApiExtensions.CustomResource;

namespace Infra.Data.Postgres;

/// <summary>
/// Postgres in the cluster, run by CloudNativePG and backed up by its Barman Cloud plugin: base backups at set times, and the
/// write-ahead log between them.
/// </summary>
internal sealed class CloudNativePg : ComponentResource, IDataServer<PostgresConnection>
{
    /// <summary>The type of the component.</summary>
    public const string Type = "infra:data:CloudNativePg";

    private readonly string _name;
    private readonly Placement _placement;

    public CloudNativePg(string name, DataServiceArgs<PostgresNeed, PostgresSettings> args, ComponentResourceOptions? options = null)
        : base(Type, name, options)
    {
        _name = name;
        _placement = args.Placement;
        var storage = args.ObjectStorage!;
        var password = GeneratedValue.Of($"{name}-owner-password", SecretShape.Alphanumeric(32), args.Generation, this).Current;
        var owner = WatchedSecret(
            "owner",
            "kubernetes.io/basic-auth",
            new InputMap<string> { ["username"] = args.Need.Database, ["password"] = password });
        var credentials = DeclareCredentials(storage);
        var policies = DataPolicies.Declare(name, PostgresNetwork.Policies(name, _placement, storage), _placement, this);
        var store = new CustomResource(
            $"{name}-object-store",
            new ObjectStoreArgs
            {
                Metadata = _placement.Metadata(name),
                Spec = ObjectStoreSpec.Of(storage, args.Settings.Backup.RetentionDays, credentials: $"{name}-backup-credentials"),
            },
            Protected(_placement.ChildOf(this, credentials)));
        var cluster = DeclareCluster(args, [owner, store, .. policies]);
        _ = new CustomResource(
            $"{name}-base-backup",
            new ScheduledBackupArgs
            {
                Metadata = _placement.Metadata($"{name}-base"),
                Spec = ClusterSpec.BaseBackup(name, args.Settings.Backup),
            },
            _placement.ChildOf(this, cluster));

        var client = ClientOf(args);
        var rollout = PostgresRollout.Declare(args, client, this, cluster);
        var archive = PostgresArchive.Declare(client, _placement, this, cluster, store, credentials, rollout);
        Connection = new PostgresConnection
        {
            Host = Host("rw"),
            ReadOnlyHost = Host(ClusterSpec.ReadOnlyService(args.Settings)),
            Database = args.Need.Database,
            Username = args.Need.Database,
            Password = password,
            Authority = new CertificateAuthority(ClusterSpec.CaSecret(name)),
            ClientLabels = Labels.ClientOf(name),
            Ready = rollout,
            Backups = DeclareBackups(client, args, rollout, archive),
        };
        PostgresDump.Declare(name, args, client, this, rollout);
        var drill = new PostgresDrill { Service = name, Args = args, Client = client, Archive = Output.Create(name) };
        drill.Declare(this, rollout, archive);
        ScrapeTarget = new ScrapeTarget(name, ClusterSpec.PodLabels(name), "metrics", PostgresPorts.Metrics);
        RegisterOutputs();
    }

    /// <summary>How the database is reached.</summary>
    public PostgresConnection Connection { get; }

    /// <summary>Where its metrics are.</summary>
    public ScrapeTarget ScrapeTarget { get; }

    private Secret DeclareCredentials(ObjectStorageSettings storage) => WatchedSecret(
        "backup-credentials",
        "Opaque",
        new InputMap<string>
        {
            [ObjectStoreSpec.AccessKeyId] = SuppliedValue.Of(PlatformSecrets.BackupAccessKeyId.Name),
            [ObjectStoreSpec.SecretAccessKey] = SuppliedValue.Of(PlatformSecrets.BackupSecretAccessKey.Name),
            [ObjectStoreSpec.Region] = storage.Region,
        });

    private PostgresClient ClientOf(DataServiceArgs<PostgresNeed, PostgresSettings> args) => new()
    {
        Cluster = _name,
        Namespace = _placement.Namespace,
        Image = PostgresImages.Of(args.Settings.Version),
        Host = Host("rw"),
        Database = args.Need.Database,
        Owner = $"{_name}-owner",
    };

    /// <summary>Declares what takes further backups. They come after the proof that the database can be recovered.</summary>
    private PostgresBackups DeclareBackups(
        PostgresClient client,
        DataServiceArgs<PostgresNeed, PostgresSettings> args,
        params Resource[] after)
    {
        var backups = new PostgresBackups
        {
            Account = PostgresBackups.DeclareAccount(_name, _placement, this),
            Client = client,
            Deadline = args.Settings.Backup.Deadline,
            Placement = _placement,
            Parent = this,
            After = [.. after],
        };
        return backups with { After = [.. after, backups.TakeFirst(args.ObjectStorage!)] };
    }

    private CustomResource DeclareCluster(DataServiceArgs<PostgresNeed, PostgresSettings> args, IEnumerable<Resource> after)
    {
        var metadata = _placement.Metadata(_name);
        // The first attempt to archive comes before the cluster is ready; where none succeeds, it is made for nothing.
        metadata.Annotations = new InputMap<string>
        {
            [PulumiAnnotations.WaitFor] = """["condition=Ready","condition=ContinuousArchiving"]""",
        };
        var options = Protected(_placement.ChildOf(this, after));
        options.CustomTimeouts = new CustomTimeouts { Create = TimeSpan.FromMinutes(20), Update = TimeSpan.FromMinutes(30) };
        return new CustomResource(
            $"{_name}-cluster",
            new ClusterArgs
            {
                Metadata = metadata,
                Spec = ClusterSpec.Of(_name, args, owner: $"{_name}-owner"),
                Creates = ClusterSpec.Creates(_name, args.Settings),
            },
            options);
    }

    /// <summary>A secret that the operator reads and watches: its name is fixed, and it is changed in place.</summary>
    private Secret WatchedSecret(string part, string type, InputMap<string> data)
    {
        var metadata = _placement.Metadata($"{_name}-{part}");
        metadata.Labels["cnpg.io/reload"] = "true";
        return new Secret(
            $"{_name}-{part}",
            new SecretArgs
            {
                Metadata = metadata,
                Type = type,
                StringData = data,
            },
            _placement.ChildOf(this));
    }

    private CustomResourceOptions Protected(CustomResourceOptions options)
    {
        options.Protect = _placement.Environment.ProtectsData;
        return options;
    }

    private string Host(string service) => $"{_name}-{service}.{_placement.Namespace}.svc";
}
