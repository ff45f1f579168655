using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Infra.Data;

namespace Infra.Tests.Data;

/// <summary>
/// A certificate authority that signs servers' certificates, into files that are called as the keys of cert-manager's Secret.
/// </summary>
internal sealed class TestAuthority : IDisposable
{
    private readonly X509Certificate2 _certificate;

    /// <summary>Makes an authority with a key of its own.</summary>
    public TestAuthority()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=redis-ca", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        _certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }

    /// <summary>Its certificate.</summary>
    public string Pem => _certificate.ExportCertificatePem();

    /// <summary>Writes a new certificate for localhost and 127.0.0.1, with a new key, as a renewal does.</summary>
    /// <param name="folder">The folder.</param>
    /// <returns>Its serial number, in hexadecimal digits.</returns>
    public string SignInto(string folder)
    {
        using var certificate = Sign();
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, ServerCertificate.CertificateFile), certificate.ExportCertificatePem());
        File.WriteAllText(
            Path.Combine(folder, ServerCertificate.KeyFile),
            certificate.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
        File.WriteAllText(Path.Combine(folder, ServerCertificate.AuthorityFile), Pem);
        return certificate.SerialNumber;
    }

    /// <summary>A new certificate for localhost and 127.0.0.1, with its key.</summary>
    public X509Certificate2 Sign()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=redis", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        var serial = RandomNumberGenerator.GetBytes(16);
        // Positive, and no digit is lost.
        serial[0] = (byte)((serial[0] & 0x3f) | 0x40);
        using var signed = request.Create(_certificate, DateTimeOffset.UtcNow.AddHours(-1), DateTimeOffset.UtcNow.AddHours(12), serial);
        return signed.CopyWithPrivateKey(key);
    }

    /// <inheritdoc/>
    public void Dispose() => _certificate.Dispose();
}
