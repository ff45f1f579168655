using Pulumi.Kubernetes.Types.Inputs.Core.V1;

namespace Infra.Application;

/// <summary>A certificate authority that pods mount.</summary>
/// <param name="Secret">The secret that it is in.</param>
/// <param name="Key">Its key in there. Nothing else of that secret may be mounted.</param>
internal sealed record CertificateAuthority(string Secret, string Key = "ca.crt")
{
    /// <summary>The volume with the certificate, and nothing else.</summary>
    /// <param name="name">What the volume is called.</param>
    public VolumeArgs Volume(string name) => new()
    {
        Name = name,
        Secret = new SecretVolumeSourceArgs { SecretName = Secret, Items = { new KeyToPathArgs { Key = Key, Path = Key } } },
    };
}
