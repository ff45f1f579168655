using Infra.Kubernetes;
using Infra.Observability;
using Infra.Secrets;
using Infra.Steps;
using Pulumi;
using Pulumi.Kubernetes.Batch.V1;
using Pulumi.Kubernetes.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;

namespace Infra.Data.Postgres;

/// <summary>
/// A Postgres that runs elsewhere, such as one of Supabase: what its clients need to reach it, and dumps of it. Its size, its backups and
/// its alerts are those of whoever runs it.
/// </summary>
internal sealed class PostgresElsewhere : ComponentResource, IDataServer<PostgresConnection>
{
    /// <summary>The type of the component.</summary>
    public const string Type = "infra:data:PostgresElsewhere";

    /// <summary>The script that waits for the server.</summary>
    public const string Script = "await-database.sh";

    public PostgresElsewhere(string name, DataServiceArgs<PostgresNeed, PostgresSettings> args, ComponentResourceOptions? options = null)
        : base(Type, name, options)
    {
        var existing = args.Settings.Existing!;
        var server = existing.Server;
        var placement = args.Placement;
        var way = ServerElsewhere.Declare(name, server, placement, this);
        var owner = new Secret(
            PostgresCluster.OwnerOf(name),
            new SecretArgs
            {
                Metadata = placement.Metadata(PostgresCluster.OwnerOf(name)),
                Type = "kubernetes.io/basic-auth",
                StringData = { ["username"] = existing.Username, ["password"] = SuppliedValue.Of(server.Password.Name) },
            },
            placement.ChildOf(this));
        var client = new PostgresClient
        {
            Cluster = name,
            Namespace = placement.Namespace,
            Image = PostgresImages.Of(args.Settings.Version),
            Host = Output.Create(server.Host),
            Port = server.Port,
            SslMode = existing.SslMode,
            User = existing.Username,
            Database = existing.Database,
            Owner = PostgresCluster.OwnerOf(name),
            AuthoritySecret = ServerElsewhere.SecretOf(name),
        };
        var ready = Await(name, client, args, [owner, .. way.Resources]);
        Connection = new PostgresConnection
        {
            Host = server.Host,
            ReadOnlyHost = server.Host,
            Port = server.Port,
            SslMode = existing.SslMode,
            Database = existing.Database,
            Username = existing.Username,
            Password = SuppliedValue.Of(server.Password.Name),
            Authority = way.Authority,
            Location = $"{server.Host}:{server.Port}/{existing.Database}",
            ClientLabels = Labels.ClientOf(name),
            Client = client,
            Ready = ready,
            Dumps = args.Settings.IsBackedUp ? PostgresDump.Declare(name, args, client, this, ready) : null,
        };
        RegisterOutputs();
    }

    /// <inheritdoc/>
    public PostgresConnection Connection { get; }

    /// <summary>Nothing: whoever runs it watches it.</summary>
    public IReadOnlyList<ScrapeTarget> ScrapeTargets => [];

    // Another server, role or version is waited for anew.
    private Job Await(
        string name,
        PostgresClient client,
        DataServiceArgs<PostgresNeed, PostgresSettings> args,
        IEnumerable<Resource> after)
    {
        var account = PostgresRollout.AccountOf(name);
        var step = new PlatformStep
        {
            Account = StepAccount.Declare(account, args.Placement, this),
            Containers =
            [
                client.Asking(
                    "server",
                    Script,
                    StepContainer.Told("VERSION", $"{args.Settings.Version}"),
                    StepContainer.Told("DEADLINE", $"{PostgresClient.Timeout.TotalSeconds}")),
            ],
            Volumes = [client.Authority],
            ClientLabels = client.Labels,
            Deadline = PostgresClient.Timeout,
        };
        string[] place =
        [
            args.Settings.Existing!.Server.Host,
            $"{client.Port}",
            client.Database,
            client.User,
            $"{args.Settings.Version}",
        ];
        var job = $"{account}-{ContentHash.Of(place)}";
        return step.Declare(job, job, args.Placement, this, after);
    }
}
