using Infra.Applications.Model;

namespace Infra.Data.Flexible;

/// <summary>What flexible servers of Postgres and MySQL have in common.</summary>
internal static class FlexibleServers
{
    /// <summary>The parameter that refuses connections without TLS.</summary>
    public const string TlsParameter = "require_secure_transport";

    /// <summary>The key under which the certificate authorities of Azure are supplied.</summary>
    public static readonly SuppliedSecret AuthorityBundle = new("AZURE_CA_BUNDLE", IsOptional: false);

    /// <summary>The name of the server of an incarnation.</summary>
    /// <param name="service">The name of the data service.</param>
    /// <param name="incarnation">The incarnation, from 1 on.</param>
    public static string NameOf(string service, int incarnation) => Incarnations.NameOf(service, incarnation);
}
