using Infra.Applications.Model;
using Infra.Components.Data.MySql;
using Infra.Components.Data.Postgres;
using Infra.Components.Data.Qdrant;
using Infra.Components.Data.Redis;
using Infra.Components.Observability;
using Infra.Settings;
using Pulumi;

namespace Infra.Components.Data;

/// <summary>The data services of a project, and nobody else's.</summary>
internal sealed record DataServices
{
    // The database of a stack that has one although its application needs none.
    private const string DefaultDatabase = "app";

    private DataServices()
    {
    }

    /// <summary>How the project reaches them.</summary>
    public required Connections Connections { get; init; }

    /// <summary>Where their metrics are.</summary>
    public required IEnumerable<ScrapeTarget> ScrapeTargets { get; init; }

    /// <summary>Declares those that the settings say are deployed.</summary>
    /// <param name="project">Whose they are.</param>
    /// <param name="settings">The settings of the stack.</param>
    /// <param name="placement">Where they are put.</param>
    /// <param name="options">The options of their components.</param>
    public static DataServices Declare(ProjectDefinition project, StackSettings settings, Placement placement, ComponentResourceOptions options)
    {
        var data = settings.Data[project.Name];
        var (postgresName, redisName, qdrantName, mysqlName) = (NameOf(DataServiceNames.Postgres), NameOf(DataServiceNames.Redis), NameOf(DataServiceNames.Qdrant), NameOf(DataServiceNames.MySql));
        var postgres = data.Postgres is null ? null : new CloudNativePg(
            postgresName,
            new()
            {
                Placement = placement,
                Settings = data.Postgres,
                ObjectStorage = settings.ObjectStorage!,
                Database = project.Needs.Postgres?.Database ?? DefaultDatabase,
                Extensions = project.Needs.Postgres?.Extensions ?? [],
                Generation = settings.Generations[postgresName],
            },
            options);
        var redis = data.Redis is null ? null : new RedisServer(redisName, new() { Placement = placement, Settings = data.Redis, Generation = settings.Generations[redisName] }, options);
        var qdrant = data.Qdrant is null ? null : new QdrantServer(qdrantName, new() { Placement = placement, Settings = data.Qdrant, Generation = settings.Generations[qdrantName] }, options);
        var mysql = data.MySql is null ? null : MySqlDatabase.Declare(
            mysqlName,
            new()
            {
                Placement = placement,
                Settings = data.MySql,
                ObjectStorage = settings.ObjectStorage!,
                Database = project.Needs.MySql?.Database ?? DefaultDatabase,
                Generation = settings.Generations[mysqlName],
            },
            options);
        return new DataServices
        {
            Connections = new() { Postgres = postgres?.Connection, Redis = redis?.Connection, Qdrant = qdrant?.Connection, MySql = mysql?.Connection },
            ScrapeTargets = new[] { postgres?.ScrapeTarget, redis?.ScrapeTarget, qdrant?.ScrapeTarget, mysql?.ScrapeTarget }.OfType<ScrapeTarget>(),
        };

        string NameOf(string service) => DataServiceNames.Of(project, service);
    }
}
