using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Infra.Tests.Live;

/// <summary>Vouches for servers, as CloudNativePG does for its own: with a certificate for every name that they are called by.</summary>
internal sealed class CertificateAuthority : IDisposable
{
    private static readonly DateTimeOffset Since = DateTimeOffset.UtcNow.AddHours(-1);
    private static readonly DateTimeOffset Until = Since.AddDays(1);

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly X509Certificate2 _certificate;

    /// <summary>Makes an authority.</summary>
    /// <param name="name">What it calls itself.</param>
    public CertificateAuthority(string name)
    {
        var request = new CertificateRequest($"CN={name}", _key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(
            new X509BasicConstraintsExtension(
                certificateAuthority: true,
                hasPathLengthConstraint: false,
                pathLengthConstraint: 0,
                critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, critical: true));
        _certificate = request.CreateSelfSigned(Since, Until);
    }

    /// <summary>The certificate that its servers are verified with.</summary>
    public string Certificate => _certificate.ExportCertificatePem();

    /// <summary>A server's certificate, and its key.</summary>
    /// <param name="hosts">The names that it is valid for.</param>
    public (string Certificate, string Key) Issue(params IReadOnlyCollection<string> hosts)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var names = new SubjectAlternativeNameBuilder();
        foreach (var host in hosts)
            names.AddDnsName(host);
        var request = new CertificateRequest("CN=server of a test", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.Create(_certificate, Since, Until, RandomNumberGenerator.GetBytes(8));
        return (certificate.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem());
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _certificate.Dispose();
        _key.Dispose();
    }
}
