using System.Collections.Immutable;
using Infra.Application;
using Infra.Applications.Model;
using Infra.Kubernetes;
using Infra.Secrets;
using Pulumi;
using Pulumi.Kubernetes.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Networking.V1;

namespace Infra.Data.Postgres;

/// <summary>A server that a cloud runs.</summary>
/// <param name="Identifier">What it is called there: another one gets the application's role anew.</param>
/// <param name="Host">The name of its host.</param>
/// <param name="ResourceId">What the cloud calls it, for all the world.</param>
/// <param name="Administrator">The role that it is made with.</param>
/// <param name="Authorities">The key under which what it is verified with is supplied.</param>
/// <param name="Ranges">The address ranges that it is in.</param>
internal sealed record ManagedServer(
    string Identifier,
    Output<string> Host,
    Output<string> ResourceId,
    string Administrator,
    SuppliedSecret Authorities,
    ImmutableArray<string> Ranges);

/// <summary>
/// What a cluster has of a server that a cloud runs: its passwords, the way to it, and the step that makes the application's role.
/// </summary>
/// <param name="name">The name of the data service.</param>
/// <param name="args">What the application needs.</param>
/// <param name="administrator">What the cloud takes for an administrator's password.</param>
/// <param name="parent">The component that it is a part of.</param>
internal sealed class ManagedAccess(
    string name,
    DataServiceArgs<PostgresNeed, PostgresSettings> args,
    SecretShape administrator,
    Resource parent)
{
    /// <summary>The length of its passwords: letters and digits alone, which need no escaping.</summary>
    public const int PasswordLength = 32;

    private const string Owner = "owner";

    /// <summary>The password of the administrator, which the server is made with.</summary>
    public Output<string> AdministratorPassword => field ??= PasswordOf(DatabaseRole.Master, administrator);

    /// <summary>Declares the way to it, and says how it is reached.</summary>
    /// <param name="server">The server.</param>
    /// <param name="after">What it is there after.</param>
    public PostgresConnection Connect(ManagedServer server, params IEnumerable<Resource> after)
    {
        var password = PasswordOf(Owner, SecretShape.Alphanumeric(PasswordLength));
        Resource[] secrets =
        [
            DeclareSecret(
                ServerElsewhere.AuthorityPart,
                "Opaque",
                new() { [ClusterSpec.CaCertificate] = SuppliedValue.Of(server.Authorities.Name) }),
            DeclareCredentials(Owner, args.Need.Database, password),
            DeclareCredentials(DatabaseRole.Master, server.Administrator, AdministratorPassword),
        ];
        var policies = DataPolicies.Declare(
            name,
            [KeyValuePair.Create("clients", ClientPolicy(server.Ranges))],
            args.Placement,
            parent);
        var client = new PostgresClient
        {
            Cluster = name,
            Namespace = args.Placement.Namespace,
            Image = PostgresImages.Of(args.Settings.Version),
            Host = server.Host,
            Database = args.Need.Database,
            Owner = PostgresCluster.OwnerOf(name),
            AuthoritySecret = ServerElsewhere.SecretOf(name),
        };
        var ready = DatabaseRole.Declare(server, client, args, parent, [.. after, .. secrets, .. policies]);
        if (args.ObjectStorage is not null)
            PostgresDump.Declare(name, args, client, parent, ready);
        var host = HostName.MadeWith(server.Host);
        return new PostgresConnection
        {
            Host = host,
            // A standby takes no connections.
            ReadOnlyHost = host,
            Database = args.Need.Database,
            Username = args.Need.Database,
            Password = password,
            Authority = new CertificateAuthority(client.AuthoritySecret),
            Location = server.Identifier,
            Client = client,
            ClientLabels = client.Labels,
            Ready = ready,
            ResourceId = server.ResourceId,
        };
    }

    private Output<string> PasswordOf(string part, SecretShape shape)
        => GeneratedValue.Of($"{name}-{part}-password", shape, args.Generation, parent).Current;

    private Secret DeclareCredentials(string part, string user, Output<string> password)
        => DeclareSecret(part, "kubernetes.io/basic-auth", new() { ["username"] = user, ["password"] = password });

    private Secret DeclareSecret(string part, string type, InputMap<string> data) => new(
        $"{name}-{part}",
        new SecretArgs { Metadata = args.Placement.Metadata($"{name}-{part}"), Type = type, StringData = data },
        args.Placement.ChildOf(parent));

    private NetworkPolicySpecArgs ClientPolicy(ImmutableArray<string> ranges) => new()
    {
        PodSelector = NetworkRules.Selecting(Labels.ClientOf(name)),
        PolicyTypes = { "Egress" },
        Egress = { NetworkRules.To([.. ranges.Select(NetworkRules.Addresses)], PostgresPorts.Postgres) },
    };
}
