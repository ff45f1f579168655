using System.Collections.Immutable;
using Infra.Applications.Model;

namespace Infra.Data.Flexible;

/// <summary>What flexible servers of Postgres and MySQL have in common.</summary>
internal static class FlexibleServers
{
    /// <summary>The parameter that refuses connections without TLS.</summary>
    public const string TlsParameter = "require_secure_transport";

    /// <summary>The key under which the certificate authorities of Azure are supplied.</summary>
    public static readonly SuppliedSecret AuthorityBundle = new("AZURE_CA_BUNDLE", IsOptional: false);

    /// <summary>What says where a server is made from: it is read when the server is made, and never again.</summary>
    public static readonly ImmutableArray<string> OriginInputs =
        ["createMode", "pointInTimeUTC", "restorePointInTime", "sourceServerResourceId"];
}
