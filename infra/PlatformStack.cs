using System.Collections.Immutable;
using Infra.Application;
using Infra.Applications.Model;
using Infra.Aws;
using Infra.Azure;
using Infra.Backups;
using Infra.Data;
using Infra.Data.MySql;
using Infra.Data.Postgres;
using Infra.Data.Qdrant;
using Infra.Data.Redis;
using Infra.Edge;
using Infra.Images;
using Infra.Isolation;
using Infra.Kubernetes;
using Infra.Observability;
using Infra.Observability.Alerts;
using Infra.Secrets;
using Infra.Settings;
using Pulumi;

namespace Infra;

/// <summary>Everything an application needs to run in one environment. Read it from top to bottom to know the product.</summary>
internal sealed class PlatformStack : Stack
{
    public PlatformStack(StackSettings settings, Catalog catalog, StackOptions? options = null)
        : base(options)
    {
        var (own, images) = Declare(settings, catalog);

        // What people and other programs read.
        Environment = Output.Create(settings.Environment.Name);
        Namespace = Output.Create(settings.Namespace);
        ApiUrl = Output.Create(PublicUrl(settings));
        Images = Output
            .All(images.Select(image => image.Value.Reference.Apply(reference => KeyValuePair.Create(image.Key, reference))))
            .Apply(pairs => pairs.ToImmutableDictionary());
        var postgres = own.Outputs<PostgresOutputs>();
        PostgresHost = OrNull(postgres?.Host);
        PostgresPort = Output.Create(postgres?.Port);
        PostgresDatabase = Output.Create(postgres?.Database);
        PostgresUrl = OrNull(postgres?.Url);
        PostgresReadOnlyUrl = OrNull(postgres?.ReadOnlyUrl);
        PostgresPoolerUrl = OrNull(postgres?.PoolerUrl);
        PostgresCaSecret = Output.Create(postgres?.CaSecret);
        PostgresArchive = OrNull(postgres?.Archive);
        PostgresResourceId = OrNull(postgres?.ResourceId);
        var redis = own.Outputs<RedisOutputs>();
        RedisHost = OrNull(redis?.Host);
        RedisUrl = OrNull(redis?.Url);
        RedisResourceId = OrNull(redis?.ResourceId);
        var qdrant = own.Outputs<QdrantOutputs>();
        QdrantUrl = Output.Create(qdrant?.Url);
        QdrantApiKey = OrNull(qdrant?.ApiKey);
        var mysql = own.Outputs<MySqlOutputs>();
        MySqlHost = OrNull(mysql?.Host);
        MySqlPort = Output.Create(mysql?.Port);
        MySqlDatabase = Output.Create(mysql?.Database);
        MySqlUrl = OrNull(mysql?.Url);
        MySqlResourceId = OrNull(mysql?.ResourceId);
    }

    private static (ProjectData Own, ImmutableSortedDictionary<string, DeployedImage> Images) Declare(
        StackSettings settings,
        Catalog catalog)
    {
        var (application, environment) = (settings.Application, settings.Environment);
        var shared = new ComponentResourceOptions { Provider = ClusterProvider.Declare(settings.Cluster) };

        // The ground: a namespace that denies what is not allowed.
        var isolation = DeclareNamespace(settings, shared);
        var placement = new Placement(settings.Namespace, application.Name, environment, settings.Cluster, isolation);

        // The application and what runs beside it, each with the data services that it needs.
        var secrets = new ApplicationSecrets(
            "secrets",
            new()
            {
                Secrets = application.Secrets,
                Supplied = settings.SuppliedSecrets,
                Generations = settings.Generations,
                Protect = environment.ProtectsData,
            });
        var clouds = AccountsOf(settings);
        var images = DeployedImage.AllOf(settings, clouds.Aws);
        var storage = ObjectStorage.Declare(settings, clouds.Aws);
        var store = SecretStore.Declare(settings, placement, clouds.Aws, shared);
        var own = ProjectData.Declare(application, settings, catalog.DataServices, placement, clouds, storage, shared);
        var data = application.Companions.ToDictionary(
            companion => companion.Name,
            companion => ProjectData.Declare(companion, settings, catalog.DataServices, placement, clouds, storage, shared, own));
        data.Add(application.Name, own);
        store?.Push(PushedOf(application, secrets, own));
        var args = new ApplicationProjectArgs
        {
            Placement = placement,
            Settings = settings,
            Definition = application,
            Calls = new CallGraph(application),
            Images = images,
            ObjectStorage = storage,
            Store = store,
            Connections = own.Connections,
            Secrets = secrets.Values,
        };
        var projects = application.Projects
            .Select(
                project => new ApplicationProject(
                    project.Name,
                    args with { Definition = project, Connections = data[project.Name].Connections },
                    shared))
            .ToList();

        // The way in, and the eyes on it all.
        DeclareEdge(settings, projects, placement, clouds.Aws, shared);
        DeclareBackupCopy(storage, placement, shared);
        LongTermBackups.Declare(clouds.Aws, environment.ProtectsData);
        ProjectData[] all = [.. application.Projects.Select(project => data[project.Name])];
        DeclareObservability(settings, all, projects, placement, store, shared);
        return (own, images);
    }

    private static void DeclareEdge(
        StackSettings settings,
        IReadOnlyCollection<ApplicationProject> projects,
        Placement placement,
        AwsAccount? aws,
        ComponentResourceOptions shared)
    {
        if (settings.Edge.Route53 is { } records)
            _ = new DnsRecords("dns", settings.Edge, records, aws!);
        _ = new TraefikEdge(
            "edge",
            new()
            {
                Placement = placement,
                Settings = settings.Edge,
                RateLimitRedisPassword = settings.Edge.RateLimitRedis is null
                    ? null
                    : SuppliedValue.Of(PlatformSecrets.RateLimitRedisPassword.Name),
                CanaryPercent = settings.Release.Canary?.Percent ?? 0,
                Endpoints = [.. projects.SelectMany(project => project.Endpoints)],
            },
            shared);
    }

    // What others outside the cluster connect with.
    private static ImmutableSortedDictionary<string, Output<string>> PushedOf(
        ApplicationDefinition application,
        ApplicationSecrets secrets,
        ProjectData own)
    {
        var pushed = application.Secrets
            .OfType<GeneratedSecret>()
            .ToImmutableSortedDictionary(secret => secret.Name, secret => secrets.Values[secret.Name].Current, StringComparer.Ordinal);
        Add("POSTGRES_URL", own.Outputs<PostgresOutputs>()?.Url);
        Add("MYSQL_URL", own.Outputs<MySqlOutputs>()?.Url);
        Add("REDIS_URL", own.Outputs<RedisOutputs>()?.Url);
        Add("QDRANT_API_KEY", own.Outputs<QdrantOutputs>()?.ApiKey);
        return pushed;

        void Add(string name, Output<string>? value)
        {
            if (value is not null)
                pushed = pushed.SetItem(name, value);
        }
    }

    private static CloudAccounts AccountsOf(StackSettings settings)
    {
        var (environment, application, ns) = (settings.Environment, settings.Application.Name, settings.Namespace);
        return new CloudAccounts(
            settings.Aws is { } aws ? new AwsAccount(aws, environment, application, ns) : null,
            settings.Azure is { } azure ? new AzureAccount(azure, environment, application, ns) : null);
    }

    private static IsolatedNamespace DeclareNamespace(StackSettings settings, ComponentResourceOptions shared) => new(
        "namespace",
        new()
        {
            Namespace = settings.Namespace,
            Application = settings.Application,
            DnsRanges = settings.Cluster.DnsRanges,
            MostPods = NamespaceLimits.MostPods(settings),
            Protect = settings.Environment.ProtectsData,
        },
        shared);

    private static void DeclareBackupCopy(ObjectStorage? source, Placement placement, ComponentResourceOptions shared)
    {
        if (source?.Settings.CopyTo is not { } copy)
            return;
        _ = new BackupCopy("backup-copy", new() { Placement = placement, Source = source, Copy = copy }, shared);
    }

    private static void DeclareObservability(
        StackSettings settings,
        IReadOnlyCollection<ProjectData> data,
        IReadOnlyCollection<ApplicationProject> projects,
        Placement placement,
        SecretStore? store,
        ComponentResourceOptions shared)
    {
        var targets = data.SelectMany(services => services.ScrapeTargets).Concat(projects.SelectMany(project => project.ScrapeTargets));
        _ = new Monitors("monitors", new() { Placement = placement, Targets = targets }, shared);
        var groups = data.SelectMany(services => services.Alerts)
            .Concat(AlertCatalog.Of(settings))
            .Concat(VolumeRecovery.AlertsOn(settings))
            .Concat(BackupCopyAlerts(settings))
            .Concat(settings.Alerts.HasDeadMansSwitch ? [DeadMansSwitch.Alerts] : []);
        _ = new AlertRules("alert-rules", new() { Placement = placement, Groups = groups, Runbooks = settings.Alerts.Runbooks }, shared);
        _ = new AlertRoutes(
            "alert-routes",
            new() { Placement = placement, Settings = settings.Alerts, Store = store, Supplied = settings.SuppliedSecrets },
            shared);
    }

    private static IEnumerable<AlertGroup> BackupCopyAlerts(StackSettings settings)
        => settings.ObjectStorage?.CopyTo is { } copy ? [BackupCopy.AlertsOn(copy, settings.Namespace)] : [];

    /// <summary>The name of the environment.</summary>
    [Output("environment")]
    public Output<string> Environment { get; set; }

    /// <summary>The namespace that everything is in.</summary>
    [Output("namespace")]
    public Output<string> Namespace { get; set; }

    /// <summary>The address of the first public service; null where none is public.</summary>
    [Output("apiUrl")]
    public Output<string?> ApiUrl { get; set; }

    /// <summary>The images that run, by name.</summary>
    [Output("images")]
    public Output<ImmutableDictionary<string, string>> Images { get; set; }

    /// <summary>The host of the Postgres primary.</summary>
    [Output("postgresHost")]
    public Output<string?> PostgresHost { get; set; }

    /// <summary>The port of Postgres.</summary>
    [Output("postgresPort")]
    public Output<int?> PostgresPort { get; set; }

    /// <summary>The name of the database.</summary>
    [Output("postgresDatabase")]
    public Output<string?> PostgresDatabase { get; set; }

    /// <summary>The connection to the primary. Secret.</summary>
    [Output("postgresUrl")]
    public Output<string?> PostgresUrl { get; set; }

    /// <summary>The connection for reads, to a replica where there is one. Secret.</summary>
    [Output("postgresReadOnlyUrl")]
    public Output<string?> PostgresReadOnlyUrl { get; set; }

    /// <summary>The connection through the pooler, for transactions; null where there is none. Secret.</summary>
    [Output("postgresPoolerUrl")]
    public Output<string?> PostgresPoolerUrl { get; set; }

    /// <summary>The secret in the namespace whose key <c>ca.crt</c> verifies the server.</summary>
    [Output("postgresCaSecret")]
    public Output<string?> PostgresCaSecret { get; set; }

    /// <summary>
    /// The name that Postgres archives under: <c>infra:postgres.recover.from</c>; null where its provider backs it up.
    /// </summary>
    [Output("postgresArchive")]
    public Output<string?> PostgresArchive { get; set; }

    /// <summary>What a cloud that runs Postgres calls it: its ARN or resource id; null where it is in the cluster.</summary>
    [Output("postgresResourceId")]
    public Output<string?> PostgresResourceId { get; set; }

    /// <summary>The host of Redis.</summary>
    [Output("redisHost")]
    public Output<string?> RedisHost { get; set; }

    /// <summary>The connection to Redis. Secret.</summary>
    [Output("redisUrl")]
    public Output<string?> RedisUrl { get; set; }

    /// <summary>What its provider calls Redis, for all the world: its ARN; null where it is in the cluster.</summary>
    [Output("redisResourceId")]
    public Output<string?> RedisResourceId { get; set; }

    /// <summary>The address of Qdrant's REST API.</summary>
    [Output("qdrantUrl")]
    public Output<string?> QdrantUrl { get; set; }

    /// <summary>The key that may read and write in Qdrant. Secret.</summary>
    [Output("qdrantApiKey")]
    public Output<string?> QdrantApiKey { get; set; }

    /// <summary>The host of MySQL, which leads to the primary.</summary>
    [Output("mysqlHost")]
    public Output<string?> MySqlHost { get; set; }

    /// <summary>The port of MySQL.</summary>
    [Output("mysqlPort")]
    public Output<int?> MySqlPort { get; set; }

    /// <summary>The name of the MySQL database.</summary>
    [Output("mysqlDatabase")]
    public Output<string?> MySqlDatabase { get; set; }

    /// <summary>The connection to MySQL. Secret.</summary>
    [Output("mysqlUrl")]
    public Output<string?> MySqlUrl { get; set; }

    /// <summary>What its provider calls MySQL, for all the world: its ARN; null where it is in the cluster.</summary>
    [Output("mysqlResourceId")]
    public Output<string?> MySqlResourceId { get; set; }

    private static string? PublicUrl(StackSettings settings)
        => settings.Application.AllServices.FirstOrDefault(service => service.IsPublic) is { } service
            ? $"https://{settings.Edge.Hosts[service.Name]}"
            : null;

    private static Output<string?> OrNull(Output<string>? output)
        => output?.Apply(value => (string?)value) ?? Output.Create((string?)null);
}
