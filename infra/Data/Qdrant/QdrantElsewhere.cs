using Infra.Kubernetes;
using Infra.Observability;
using Infra.Secrets;
using Pulumi;

namespace Infra.Data.Qdrant;

/// <summary>A Qdrant that runs elsewhere, over HTTPS. Its size, its backups and its alerts are those of whoever runs it.</summary>
internal sealed class QdrantElsewhere : ComponentResource, IDataServer<QdrantConnection>
{
    /// <summary>The type of the component.</summary>
    public const string Type = "infra:data:QdrantElsewhere";

    public QdrantElsewhere(string name, DataServiceArgs<QdrantNeed, QdrantSettings> args, ComponentResourceOptions? options = null)
        : base(Type, name, options)
    {
        var server = args.Settings.Existing!;
        var way = ServerElsewhere.Declare(name, server, args.Placement, this);
        Connection = new QdrantConnection
        {
            Url = $"https://{server.Host}:{server.Port}",
            ApiKey = SuppliedValue.Of(server.Password.Name),
            Authority = way.Authority,
            Location = $"{server.Host}:{server.Port}",
            ClientLabels = Labels.ClientOf(name),
            Ready = way.Resources[^1],
        };
        RegisterOutputs();
    }

    /// <inheritdoc/>
    public QdrantConnection Connection { get; }

    /// <summary>Nothing: whoever runs it watches it.</summary>
    public IReadOnlyList<ScrapeTarget> ScrapeTargets => [];
}
