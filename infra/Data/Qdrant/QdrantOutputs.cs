using System.Collections.Immutable;
using Pulumi;

namespace Infra.Data.Qdrant;

/// <summary>The stack outputs that lead to Qdrant.</summary>
internal sealed record QdrantOutputs : DataServiceOutputs
{
    /// <summary>Their names.</summary>
    public static ImmutableArray<DataServiceOutput> All { get; } =
    [
        new("qdrantUrl"),
        new("qdrantApiKey", IsSecret: true),
    ];

    /// <summary>The address of the REST API.</summary>
    public required string Url { get; init; }

    /// <summary>The key that may read and write.</summary>
    public required Output<string> ApiKey { get; init; }

    /// <summary>Those of a connection.</summary>
    public static QdrantOutputs Of(QdrantConnection connection) => new()
    {
        Url = connection.Url,
        ApiKey = connection.ApiKey,
    };
}
