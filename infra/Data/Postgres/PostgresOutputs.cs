using System.Collections.Immutable;
using Pulumi;

namespace Infra.Data.Postgres;

/// <summary>The stack outputs that lead to Postgres.</summary>
internal sealed record PostgresOutputs : DataServiceOutputs
{
    /// <summary>Their names.</summary>
    public static ImmutableArray<DataServiceOutput> All { get; } =
    [
        new("postgresHost"),
        new("postgresPort"),
        new("postgresDatabase"),
        new("postgresUrl", IsSecret: true),
        new("postgresReadOnlyUrl", IsSecret: true),
        new("postgresPoolerUrl", IsSecret: true),
        new("postgresCaSecret"),
        new("postgresArchive"),
        new("postgresResourceId"),
    ];

    /// <summary>The host of the primary.</summary>
    public required Output<string> Host { get; init; }

    /// <summary>The port.</summary>
    public required int Port { get; init; }

    /// <summary>The name of the database.</summary>
    public required string Database { get; init; }

    /// <summary>The connection to the primary.</summary>
    public required Output<string> Url { get; init; }

    /// <summary>The connection for reads, to a replica where there is one.</summary>
    public required Output<string> ReadOnlyUrl { get; init; }

    /// <summary>The connection through the pooler, for transactions; null where there is none.</summary>
    public required Output<string>? PoolerUrl { get; init; }

    /// <summary>The secret in the namespace whose key <c>ca.crt</c> verifies the server.</summary>
    public required string CaSecret { get; init; }

    /// <summary>
    /// The name that it archives under: what a recovery from it begins with; null where its provider backs it up.
    /// </summary>
    public required Output<string>? Archive { get; init; }

    /// <summary>What its provider calls it, for all the world: its ARN or resource id; null where it is in the cluster.</summary>
    public required Output<string>? ResourceId { get; init; }

    /// <summary>Those of a connection.</summary>
    public static PostgresOutputs Of(PostgresConnection connection) => new()
    {
        Host = connection.Host.Name,
        Port = connection.Port,
        Database = connection.Database,
        Url = connection.Url(),
        ReadOnlyUrl = connection.Url(host: connection.ReadOnlyHost),
        PoolerUrl = connection.Pooled?.Url(),
        CaSecret = connection.Authority!.Secret,
        Archive = connection.Archive,
        ResourceId = connection.ResourceId,
    };
}
