using Pulumi;

namespace Infra.Components.Data.Qdrant;

/// <summary>How a Qdrant is reached, wherever it runs.</summary>
internal sealed record QdrantConnection
{
    /// <summary>The address of the REST API.</summary>
    public required string Url { get; init; }

    /// <summary>The key that may read and write.</summary>
    public required Output<string> ApiKey { get; init; }

    /// <summary>The label of pods that may connect.</summary>
    public required Dictionary<string, string> ClientLabels { get; init; }

    /// <summary>What is there once the server can be used.</summary>
    public required Resource Ready { get; init; }
}
