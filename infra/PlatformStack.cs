using System.Collections.Immutable;
using Infra.Components;
using Infra.Components.Application;
using Infra.Components.Data;
using Infra.Components.Data.MySql;
using Infra.Components.Data.Postgres;
using Infra.Components.Data.Qdrant;
using Infra.Components.Data.Redis;
using Infra.Components.Edge;
using Infra.Components.Isolation;
using Infra.Components.Observability;
using Infra.Components.Observability.Alerts;
using Infra.Components.Secrets;
using Infra.Kubernetes;
using Infra.Settings;
using Pulumi;

namespace Infra;

/// <summary>Everything an application needs to run in one environment. Read it from top to bottom to know the product.</summary>
internal sealed class PlatformStack : Stack
{
    public PlatformStack(StackSettings settings, StackOptions? options = null)
        : base(options)
    {
        var (application, environment) = (settings.Application, settings.Environment);
        var shared = new ComponentResourceOptions { Provider = ClusterProvider.Declare(settings.Cluster) };

        // The ground: a namespace that denies what is not allowed.
        var isolation = new IsolatedNamespace(
            "namespace",
            new() { Namespace = settings.Namespace, Application = application.Name, DnsRanges = settings.Cluster.DnsRanges, Protect = environment.ProtectsData },
            shared);
        var placement = new Placement(settings.Namespace, application.Name, environment, settings.Cluster, isolation);

        // The data services that the application needs.
        var postgres = settings.Postgres is null ? null : new CloudNativePg(
            DataServiceNames.Postgres,
            new() { Placement = placement, Settings = settings.Postgres, ObjectStorage = settings.ObjectStorage!, Database = application.Needs.Postgres?.Database ?? "app" },
            shared);
        var redis = settings.Redis is null ? null : new RedisServer(DataServiceNames.Redis, new() { Placement = placement, Settings = settings.Redis }, shared);
        var qdrant = settings.Qdrant is null ? null : new QdrantServer(DataServiceNames.Qdrant, new() { Placement = placement, Settings = settings.Qdrant }, shared);
        var mysql = MySqlOf(settings, placement, shared);

        // The application.
        var secrets = new ApplicationSecrets("secrets", new() { Secrets = application.Secrets, Supplied = settings.SuppliedSecrets, Protect = environment.ProtectsData });
        var project = new ApplicationProject(
            application.Name,
            new()
            {
                Placement = placement,
                Definition = application,
                Images = settings.Images,
                Workloads = settings.Workloads,
                Connections = new() { Postgres = postgres?.Connection, Redis = redis?.Connection, Qdrant = qdrant?.Connection, MySql = mysql?.Connection },
                Secrets = secrets.Values,
                RunReleaseJobs = settings.Release.Migrate,
            },
            shared);

        // The way in, and the eyes on it all.
        _ = new TraefikEdge("edge", new() { Placement = placement, Settings = settings.Edge, Endpoints = [.. project.Endpoints.Where(endpoint => endpoint.IsPublic)] }, shared);
        var targets = new[] { postgres?.ScrapeTarget, redis?.ScrapeTarget, qdrant?.ScrapeTarget, mysql?.ScrapeTarget }.OfType<ScrapeTarget>().Concat(project.ScrapeTargets);
        _ = new Monitors("monitors", new() { Placement = placement, Targets = targets }, shared);
        _ = new AlertRules("alert-rules", new() { Placement = placement, Groups = AlertCatalog.Of(settings) }, shared);
        _ = new AlertRoutes("alert-routes", new() { Placement = placement, Settings = settings.Alerts, Supplied = settings.SuppliedSecrets }, shared);

        // What people and other programs read.
        Environment = Output.Create(environment.Name);
        Namespace = Output.Create(settings.Namespace);
        ApiUrl = Output.Create(PublicUrl(settings));
        Images = Output.Create(settings.Images.ToImmutableDictionary(image => image.Key, image => image.Value.Text));
        PostgresHost = Output.Create(postgres?.Connection.Host);
        PostgresPort = Output.Create(postgres?.Connection.Port);
        PostgresDatabase = Output.Create(postgres?.Connection.Database);
        PostgresUrl = OrNull(postgres?.Connection.Url());
        PostgresReadOnlyUrl = OrNull(postgres?.Connection.Url(host: postgres.Connection.ReadOnlyHost));
        PostgresCaSecret = Output.Create(postgres?.Connection.CaSecret);
        RedisHost = Output.Create(redis?.Connection.Host);
        RedisUrl = OrNull(redis?.Connection.Url());
        QdrantUrl = Output.Create(qdrant?.Connection.Url);
        QdrantApiKey = OrNull(qdrant?.Connection.ApiKey);
        (MySqlHost, MySqlPort) = (Output.Create(mysql?.Connection.Host), Output.Create(mysql?.Connection.Port));
        (MySqlDatabaseName, MySqlUrl) = (Output.Create(mysql?.Connection.Database), OrNull(mysql?.Connection.Url()));
    }

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

    /// <summary>The connection for reads, to a standby where there is one. Secret.</summary>
    [Output("postgresReadOnlyUrl")]
    public Output<string?> PostgresReadOnlyUrl { get; set; }

    /// <summary>The secret in the namespace whose key <c>ca.crt</c> verifies the server.</summary>
    [Output("postgresCaSecret")]
    public Output<string?> PostgresCaSecret { get; set; }

    /// <summary>The host of Redis.</summary>
    [Output("redisHost")]
    public Output<string?> RedisHost { get; set; }

    /// <summary>The connection to Redis. Secret.</summary>
    [Output("redisUrl")]
    public Output<string?> RedisUrl { get; set; }

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
    public Output<string?> MySqlDatabaseName { get; set; }

    /// <summary>The connection to MySQL. Secret.</summary>
    [Output("mysqlUrl")]
    public Output<string?> MySqlUrl { get; set; }

    private static MySqlDatabase? MySqlOf(StackSettings settings, Placement placement, ComponentResourceOptions shared) => settings.MySql is null ? null : MySqlDatabase.Declare(
        DataServiceNames.MySql,
        new() { Placement = placement, Settings = settings.MySql, ObjectStorage = settings.ObjectStorage!, Database = settings.Application.Needs.MySql?.Database ?? "app" },
        shared);

    private static string? PublicUrl(StackSettings settings)
        => settings.Application.Services.FirstOrDefault(service => service.IsPublic) is { } service ? $"https://{settings.Edge.Hosts[service.Name]}" : null;

    private static Output<string?> OrNull(Output<string>? output) => output?.Apply(value => (string?)value) ?? Output.Create((string?)null);
}
