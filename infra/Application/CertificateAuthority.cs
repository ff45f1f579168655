namespace Infra.Application;

/// <summary>A certificate authority that pods mount.</summary>
/// <param name="Secret">The secret that it is in.</param>
/// <param name="Key">Its key in there. Nothing else of that secret may be mounted.</param>
internal sealed record CertificateAuthority(string Secret, string Key = "ca.crt");
