using Infra.Kubernetes;
using Infra.Observability;
using Infra.Secrets;
using Pulumi;

namespace Infra.Data.MySql;

/// <summary>A MySQL that runs elsewhere, over TLS. Its size, its backups and its alerts are those of whoever runs it.</summary>
internal sealed class MySqlElsewhere : ComponentResource, IDataServer<MySqlConnection>
{
    /// <summary>The type of the component.</summary>
    public const string Type = "infra:data:MySqlElsewhere";

    public MySqlElsewhere(string name, DataServiceArgs<MySqlNeed, MySqlSettings> args, ComponentResourceOptions? options = null)
        : base(Type, name, options)
    {
        var existing = args.Settings.Existing!;
        var way = ServerElsewhere.Declare(name, existing.Server, args.Placement, this);
        Connection = new MySqlConnection
        {
            Host = existing.Server.Host,
            Port = existing.Server.Port,
            Database = existing.Database,
            Username = existing.Username,
            Password = SuppliedValue.Of(existing.Server.Password.Name),
            HasTls = true,
            Authority = way.Authority,
            Location = $"{existing.Server.Host}:{existing.Server.Port}/{existing.Database}",
            ClientLabels = Labels.ClientOf(name),
            Ready = way.Resources[^1],
        };
        RegisterOutputs();
    }

    /// <inheritdoc/>
    public MySqlConnection Connection { get; }

    /// <summary>Nothing: whoever runs it watches it.</summary>
    public IReadOnlyList<ScrapeTarget> ScrapeTargets => [];
}
