using Infra.Applications.Model;
using Infra.Kubernetes;
using Infra.Kubernetes.CloudNativePg;
using Infra.Observability;
using Infra.Secrets;
using Infra.Steps;
using Pulumi;
using CustomResource = Pulumi.Kubernetes.ApiExtensions.CustomResource;

namespace Infra.Data.Postgres;

/// <summary>
/// A companion's database in the cluster of the application that it runs beside, with a role of its own: each of the two connects to its
/// own database alone. It is backed up and recovered with the cluster; its dumps are its own.
/// </summary>
internal sealed class SharedDatabase : ComponentResource, IDataServer<PostgresConnection>
{
    /// <summary>The type of the component.</summary>
    public const string Type = "infra:data:SharedDatabase";

    /// <summary>The script by which the step is told that keeps others out.</summary>
    public const string Script = "own-database.sh";

    private const string Applied = "jsonpath={.status.applied}=true";

    public SharedDatabase(string name, DataServiceArgs<PostgresNeed, PostgresSettings> args, ComponentResourceOptions? options = null)
        : base(Type, name, options)
    {
        var host = (PostgresConnection)args.Host!;
        var server = host.Client!;
        // What is in another cluster are other objects: the operator moves none of them.
        var own = ClusterName.Of(name, ClusterName.IncarnationOf(server.Cluster));
        var password = GeneratedValue.Of($"{name}-owner-password", SecretShape.Alphanumeric(32), args.Generation, this).Current;
        var owner = WatchedSecret.Declare(
            PostgresCluster.OwnerOf(own),
            "kubernetes.io/basic-auth",
            new InputMap<string> { ["username"] = args.Need.Database, ["password"] = password },
            args.Placement,
            this);
        var database = Declare(own, server.Cluster, args, owner, host);
        var pooler = args.Need.AllowsTransactionPooling ? host.Pooled : null;
        var client = server with { Database = args.Need.Database, Owner = owner.Name };
        Connection = host with
        {
            Database = args.Need.Database,
            Username = args.Need.Database,
            Password = password,
            Location = server.Cluster,
            Client = client,
            Ready = KeepToItself(own, client, server, args, database, pooler),
            Pooled = null,
        };
        if (pooler is not null)
            Connection = Connection with { Pooled = Connection with { Host = pooler.Host, ClientLabels = pooler.ClientLabels } };

        PostgresDump.Declare(name, args, client, this, Connection.Ready);
        RegisterOutputs();
    }

    /// <inheritdoc/>
    public PostgresConnection Connection { get; }

    /// <summary>Nothing: its metrics are those of the cluster.</summary>
    public IReadOnlyList<ScrapeTarget> ScrapeTargets => [];

    private CustomResource Declare(
        string name,
        string cluster,
        DataServiceArgs<PostgresNeed, PostgresSettings> args,
        WatchedSecret owner,
        PostgresConnection host)
    {
        var placement = args.Placement;
        var waiting = placement.Metadata(name);
        waiting.Annotations = new InputMap<string> { [PulumiAnnotations.WaitFor] = Applied };
        var role = new CustomResource(
            $"{name}-role",
            new DatabaseRoleArgs
            {
                Metadata = waiting,
                Spec = new DatabaseRoleSpecArgs
                {
                    Cluster = new LocalObjectReferenceArgs { Name = cluster },
                    Name = args.Need.Database,
                    Login = true,
                    PasswordSecret = new LocalObjectReferenceArgs { Name = owner.Name },
                    DatabaseRoleReclaimPolicy = "retain",
                },
            },
            placement.ChildOf(this, owner.Secret, host.Ready));
        var extensions = args.Need.Extensions.Select(extension => new DatabaseExtensionArgs { Name = extension }).ToArray();
        return new CustomResource(
            $"{name}-database",
            new DatabaseArgs
            {
                Metadata = waiting,
                Spec = new DatabaseSpecArgs
                {
                    Cluster = new LocalObjectReferenceArgs { Name = cluster },
                    Name = args.Need.Database,
                    Owner = args.Need.Database,
                    DatabaseReclaimPolicy = "retain",
                    Extensions = extensions,
                },
            },
            placement.ChildOf(this, role));
    }

    // Every role may connect to every database unless the owner of one says otherwise. Who comes through the pooler waits for it as well.
    private Pulumi.Kubernetes.Batch.V1.Job KeepToItself(
        string name,
        PostgresClient client,
        PostgresClient server,
        DataServiceArgs<PostgresNeed, PostgresSettings> args,
        Resource database,
        PostgresConnection? pooler)
    {
        var deadline = StepContainer.Told("DEADLINE", $"{PostgresClient.Timeout.TotalSeconds}");
        var step = new PlatformStep
        {
            Account = StepAccount.Declare(PostgresRollout.AccountOf(name), args.Placement, this),
            Containers = [client.Asking("own", Script, deadline), server.Asking("application", Script, deadline)],
            Volumes = [client.Authority],
            ClientLabels = client.Labels,
            Deadline = PostgresClient.Timeout * 2,
        };
        var job = $"{PostgresRollout.AccountOf(name)}-{ContentHash.Of([client.Database, server.Database, server.Cluster])}";
        Resource[] before = pooler is null ? [database, args.Host!.Ready] : [database, args.Host!.Ready, pooler.Ready];
        return step.Declare(job, job, args.Placement, this, before);
    }
}
