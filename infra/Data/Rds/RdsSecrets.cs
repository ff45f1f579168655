using Infra.Application;
using Infra.Isolation;
using Infra.Secrets;
using Pulumi;
using Pulumi.Kubernetes.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;

namespace Infra.Data.Rds;

/// <summary>What pods are given of an instance: who they are there, and what they verify it with.</summary>
internal static class RdsSecrets
{
    /// <summary>Declares the Secret with a name and a password.</summary>
    /// <param name="name">The name of the Secret.</param>
    /// <param name="user">The name.</param>
    /// <param name="password">The password.</param>
    /// <param name="placement">Where it is put.</param>
    /// <param name="parent">The component that it is a part of.</param>
    public static Secret Credentials(string name, string user, Output<string> password, Placement placement, Resource parent)
        => Declare(name, "kubernetes.io/basic-auth", new() { ["username"] = user, ["password"] = password }, placement, parent);

    /// <summary>Declares the Secret with the certificate authorities of RDS.</summary>
    /// <param name="authority">Where clients look for them.</param>
    /// <param name="placement">Where it is put.</param>
    /// <param name="parent">The component that it is a part of.</param>
    public static Secret Authority(CertificateAuthority authority, Placement placement, Resource parent)
        => Declare(authority.Secret, "Opaque", new() { [authority.Key] = SuppliedValue.Of(RdsAuthority.Bundle.Name) }, placement, parent);

    private static Secret Declare(string name, string type, InputMap<string> data, Placement placement, Resource parent)
        => new(name, new SecretArgs { Metadata = placement.Metadata(name), Type = type, StringData = data }, placement.ChildOf(parent));
}
