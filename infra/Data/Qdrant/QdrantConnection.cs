using Infra.Application;
using Infra.Applications.Model;
using Pulumi;

namespace Infra.Data.Qdrant;

/// <summary>How a Qdrant is reached, wherever it runs.</summary>
internal sealed record QdrantConnection : DataConnection
{
    /// <inheritdoc/>
    public override string Service => QdrantService.ServiceName;

    /// <inheritdoc/>
    public override Output<string> Address
    {
        get
        {
            var address = new Uri(Url);
            return Output.Create($"{address.Host}:{address.Port}");
        }
    }

    /// <summary>The address of the REST API.</summary>
    public required string Url { get; init; }

    /// <summary>The key that may read and write.</summary>
    public required Output<string> ApiKey { get; init; }

    /// <inheritdoc/>
    public override ConnectionValue? ValueOf(ConnectionVariable variable) => (variable as QdrantVariable)?.Part switch
    {
        QdrantPart.Url => ConnectionValue.Of(Url),
        QdrantPart.ApiKey => ConnectionValue.Of(ApiKey),
        QdrantPart.CaFile when AuthorityFile is { } file => ConnectionValue.Of(file),
        _ => null,
    };
}
