using Infra.Application;
using Infra.Applications.Model;
using Infra.Isolation;
using Infra.Kubernetes;
using Infra.Observability;
using Infra.Secrets;
using Infra.Settings;
using Pulumi;

namespace Infra.Data.Postgres;

/// <summary>
/// Postgres in the cluster, run by CloudNativePG and backed up by its Barman Cloud plugin: base backups at set times, and the
/// write-ahead log between them.
/// </summary>
internal sealed class CloudNativePg : ComponentResource, IDataServer<PostgresConnection>
{
    /// <summary>The type of the component.</summary>
    public const string Type = "infra:data:CloudNativePg";

    private readonly string _cluster;
    private readonly Placement _placement;

    public CloudNativePg(string name, DataServiceArgs<PostgresNeed, PostgresSettings> args, ComponentResourceOptions? options = null)
        : base(Type, name, options)
    {
        _cluster = ClusterName.Of(name, args.Settings.Incarnation);
        _placement = args.Placement;
        var password = GeneratedValue.Of($"{name}-owner-password", SecretShape.Alphanumeric(32), args.Generation, this).Current;
        var credentials = args.ObjectStorage!.IsOpenedByRole ? null : DeclareCredentials(name, args.ObjectStorage.Settings);
        DeclareFormers(name, args, password, credentials);
        var client = ClientOf(args);
        var backups = BackupsOf(client, args);
        var (cluster, store) = PostgresCluster.Declare(
            _cluster,
            args,
            password,
            credentials,
            former: null,
            this,
            args.Settings.UpgradeFrom is null ? [] : [backups.TakeBefore(PostgresBackups.UpgradeTo(args.Settings.Version))]);

        var rollout = PostgresRollout.Declare(args, client, this, cluster);
        var archive = PostgresArchive.Declare(client, _placement, this, cluster, store, credentials?.Secret, rollout);
        var fill = new PostgresFill { Service = name, Args = args, Client = client }.Declare(this, rollout);
        var direct = new PostgresConnection
        {
            Host = Host("rw"),
            ReadOnlyHost = Host(ClusterSpec.ReadOnlyService(args.Settings)),
            Database = args.Need.Database,
            Username = args.Need.Database,
            Password = password,
            Authority = new CertificateAuthority(ClusterSpec.CaSecret(_cluster)),
            Client = client,
            ClientLabels = Labels.ClientOf(_cluster),
            Ready = fill ?? rollout,
            Backups = DeclareBackups(backups, args, [rollout, archive, .. fill is null ? [] : new Resource[] { fill }]),
            Archive = ArchiveName.Of(cluster, _cluster),
        };
        Connection = direct with { Pooled = PostgresPooler.Declare(args, direct, _cluster, this) };
        PostgresDump.Declare(name, args, client, this, rollout);
        var drill = new PostgresDrill { Service = name, Args = args, Client = client, Archive = Connection.Archive };
        drill.Declare(this, [rollout, archive, .. fill is null ? [] : new Resource[] { fill }]);
        ScrapeTargets = ScrapeTargetsOf(name, args.Settings.Pooler);
        RegisterOutputs();
    }

    /// <summary>How the database is reached.</summary>
    public PostgresConnection Connection { get; }

    /// <summary>Where its metrics are.</summary>
    public IReadOnlyList<ScrapeTarget> ScrapeTargets { get; }

    // The pods of a pooler bear the label of its cluster as well.
    private ScrapeTarget[] ScrapeTargetsOf(string name, PoolerSettings pooler)
        => pooler.IsEnabled
            ?
            [
                new ScrapeTarget(name, ClusterSpec.InstanceLabels(_cluster), "metrics", PostgresPorts.Metrics),
                PostgresPooler.ScrapeTargetOf(name, _cluster),
            ]
            : [new ScrapeTarget(name, ClusterSpec.PodLabels(_cluster), "metrics", PostgresPorts.Metrics)];

    // What is said of the making of the one that serves, its name at the destination included, is not said of them. They have no pooler;
    // the names of one stay in their certificate, since clients come through it until they are led to the one that serves.
    private void DeclareFormers(
        string name,
        DataServiceArgs<PostgresNeed, PostgresSettings> args,
        Output<string> password,
        WatchedSecret? credentials)
    {
        var theirs = args with { Settings = args.Settings with { Archive = null, Recover = null, Import = null, UpgradeFrom = null } };
        foreach (var former in args.Settings.Formers)
        {
            _ = PostgresCluster.Declare(
                ClusterName.Of(name, former.Incarnation),
                theirs,
                password,
                credentials,
                former,
                this);
        }
    }

    private WatchedSecret DeclareCredentials(string name, ObjectStorageSettings storage) => WatchedSecret.Declare(
        $"{name}-backup-credentials",
        "Opaque",
        new InputMap<string>
        {
            [ObjectStoreSpec.AccessKeyId] = SuppliedValue.Of(PlatformSecrets.BackupAccessKeyId.Name),
            [ObjectStoreSpec.SecretAccessKey] = SuppliedValue.Of(PlatformSecrets.BackupSecretAccessKey.Name),
            [ObjectStoreSpec.Region] = storage.Region,
        },
        _placement,
        this);

    private PostgresClient ClientOf(DataServiceArgs<PostgresNeed, PostgresSettings> args) => new()
    {
        Cluster = _cluster,
        Namespace = _placement.Namespace,
        Image = PostgresImages.Of(args.Settings.Version),
        Host = Output.Create(Host("rw")),
        Database = args.Need.Database,
        Owner = PostgresCluster.OwnerOf(_cluster),
    };

    /// <summary>Declares what takes further backups. They come after the proof that the database can be recovered.</summary>
    private static PostgresBackups DeclareBackups(
        PostgresBackups backups,
        DataServiceArgs<PostgresNeed, PostgresSettings> args,
        params Resource[] after)
    {
        var proven = backups with { After = [.. after] };
        proven.DeclareOnDemand();
        return proven with { After = [.. after, proven.TakeFirst(args.ObjectStorage!.Settings, args.Settings.Archive)] };
    }

    private PostgresBackups BackupsOf(PostgresClient client, DataServiceArgs<PostgresNeed, PostgresSettings> args) => new()
    {
        Account = PostgresBackups.DeclareAccount(_cluster, _placement, this),
        Client = client,
        Deadline = args.Settings.Backup.Deadline,
        Placement = _placement,
        Parent = this,
        After = [],
    };

    private string Host(string service) => $"{_cluster}-{service}.{_placement.Namespace}.svc";
}
