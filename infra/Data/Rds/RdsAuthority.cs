using Infra.Applications.Model;

namespace Infra.Data.Rds;

/// <summary>The certificate authorities of RDS, which no image knows.</summary>
internal static class RdsAuthority
{
    /// <summary>The key under which they are supplied, those of the region.</summary>
    public static readonly SuppliedSecret Bundle = new("RDS_CA_BUNDLE", IsOptional: false);
}
