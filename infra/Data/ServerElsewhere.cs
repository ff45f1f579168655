using System.Collections.Immutable;
using Infra.Application;
using Infra.Isolation;
using Infra.Kubernetes;
using Infra.Secrets;
using Pulumi;
using Pulumi.Kubernetes.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Networking.V1;

namespace Infra.Data;

/// <summary>What clients in the namespace need to reach a server that runs elsewhere: the path, and what they verify it with.</summary>
/// <param name="Authority">The certificate authority that is supplied; null where clients know it.</param>
/// <param name="Resources">What it is made of: clients come after it. The path is the first one.</param>
internal sealed record ServerElsewhere(CertificateAuthority? Authority, ImmutableArray<Resource> Resources)
{
    /// <summary>
    /// The part of a name that the Secret with the certificate authority has. It is none that an operator gives to one of its own, which
    /// may still be there when a server in the cluster has gone.
    /// </summary>
    public const string AuthorityPart = "authority";

    /// <summary>The name of the Secret with the certificate authority of a server.</summary>
    public static string SecretOf(string name) => $"{name}-{AuthorityPart}";

    /// <summary>Declares it.</summary>
    /// <param name="name">The name of the data service in the namespace.</param>
    /// <param name="server">Where the server is.</param>
    /// <param name="placement">Where its clients are.</param>
    /// <param name="parent">The component that it is a part of.</param>
    public static ServerElsewhere Declare(string name, ExistingServer server, Placement placement, Resource parent)
    {
        var path = new NetworkPolicySpecArgs
        {
            PodSelector = NetworkRules.Selecting(Labels.ClientOf(name)),
            PolicyTypes = { "Egress" },
            Egress = { NetworkRules.To([.. server.Addresses.Select(NetworkRules.Addresses)], server.Port) },
        };
        // Whoever waits for the last of them waits for all.
        var policies = DataPolicies.Declare(name, [KeyValuePair.Create("clients", path)], placement, parent);
        if (server.Authority is not { } authority)
            return new ServerElsewhere(null, [.. policies]);
        var mounted = new CertificateAuthority(SecretOf(name));
        var secret = new Secret(
            mounted.Secret,
            new SecretArgs
            {
                Metadata = placement.Metadata(mounted.Secret),
                Type = "Opaque",
                StringData = { [mounted.Key] = SuppliedValue.Of(authority.Name) },
            },
            placement.ChildOf(parent, policies));
        return new ServerElsewhere(mounted, [.. policies, secret]);
    }
}
