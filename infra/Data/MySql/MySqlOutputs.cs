using System.Collections.Immutable;
using Pulumi;

namespace Infra.Data.MySql;

/// <summary>The stack outputs that lead to MySQL.</summary>
internal sealed record MySqlOutputs : DataServiceOutputs
{
    /// <summary>Their names.</summary>
    public static ImmutableArray<DataServiceOutput> All { get; } =
    [
        new("mysqlHost"),
        new("mysqlPort"),
        new("mysqlDatabase"),
        new("mysqlUrl", IsSecret: true),
        new("mysqlResourceId"),
    ];

    /// <summary>The host, which leads to the primary.</summary>
    public required Output<string> Host { get; init; }

    /// <summary>The port.</summary>
    public required int Port { get; init; }

    /// <summary>The name of the database.</summary>
    public required string Database { get; init; }

    /// <summary>The connection.</summary>
    public required Output<string> Url { get; init; }

    /// <summary>What its provider calls it, for all the world: its ARN; null where it is in the cluster.</summary>
    public required Output<string>? ResourceId { get; init; }

    /// <summary>Those of a connection.</summary>
    public static MySqlOutputs Of(MySqlConnection connection) => new()
    {
        Host = connection.Host.Name,
        Port = connection.Port,
        Database = connection.Database,
        Url = connection.Url(),
        ResourceId = connection.ResourceId,
    };
}
