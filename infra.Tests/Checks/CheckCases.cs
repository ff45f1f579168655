using System.Collections.Immutable;
using Infra.Tests.Checks.Cases;

namespace Infra.Tests.Checks;

/// <summary>At least one case for whatever a check can find.</summary>
internal static class CheckCases
{
    /// <summary>All of them.</summary>
    public static ImmutableArray<CheckCase> All { get; } =
    [
        .. ReferenceCases.All,
        .. TargetCases.All,
        .. DataCases.All,
        .. PodCases.All,
        .. RolloutCases.All,
        .. NetworkCases.All,
        .. EdgeCases.All,
        .. AlertCases.All,
        .. MySqlCases.All,
        .. RdsCases.All,
        .. RdsMySqlCases.All,
        .. ElastiCacheCases.All,
        .. AzureCases.All,
        .. BucketCases.All,
        .. StoredCases.All,
        .. SumCases.All,
    ];

    /// <summary>The one that is described by these words.</summary>
    public static CheckCase Find(string check, string target, string change)
        => Assert.Single(All, one => (one.Check, one.Target, one.Change) == (check, target, change));
}
