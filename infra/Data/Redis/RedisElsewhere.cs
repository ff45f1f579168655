using Infra.Kubernetes;
using Infra.Observability;
using Infra.Secrets;
using Pulumi;

namespace Infra.Data.Redis;

/// <summary>A Redis that runs elsewhere, over TLS. Its size, its backups and its alerts are those of whoever runs it.</summary>
internal sealed class RedisElsewhere : ComponentResource, IDataServer<RedisConnection>
{
    /// <summary>The type of the component.</summary>
    public const string Type = "infra:data:RedisElsewhere";

    public RedisElsewhere(string name, DataServiceArgs<RedisNeed, RedisSettings> args, ComponentResourceOptions? options = null)
        : base(Type, name, options)
    {
        var existing = args.Settings.Existing!;
        var way = ServerElsewhere.Declare(name, existing.Server, args.Placement, this);
        Connection = new RedisConnection
        {
            Host = existing.Server.Host,
            Port = existing.Server.Port,
            Username = existing.Username,
            Password = SuppliedValue.Of(existing.Server.Password.Name),
            HasTls = true,
            Authority = way.Authority,
            Location = $"{existing.Server.Host}:{existing.Server.Port}",
            CaParameter = args.Need.CaParameter,
            ClientLabels = Labels.ClientOf(name),
            Ready = way.Resources[^1],
        };
        RegisterOutputs();
    }

    /// <inheritdoc/>
    public RedisConnection Connection { get; }

    /// <summary>Nothing: whoever runs it watches it.</summary>
    public IReadOnlyList<ScrapeTarget> ScrapeTargets => [];
}
