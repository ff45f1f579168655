namespace Infra.Offline.Comparison.Refusals;

/// <summary>All rules about what may become of a live stack. They hold for changes of one stack, not for differences between two.</summary>
internal static class RefusalCatalog
{
    private static readonly IRefusalRule[] All =
    [
        new ProtectedIsKept(),
        new DataIsKept(),
        new GenerationsOnlyRise(),
        new VolumesOnlyGrow(),
        new ClustersAreBootstrappedOnce(),
        new VersionsOnlyRise(),
        new ClusterStays(),
        new NamesAreTakenOnce(),
    ];

    /// <summary>What the rules say, in their order; what is refused comes first.</summary>
    public static IEnumerable<ChangeFinding> Run(PlanComparison comparison, ResourceMatcher matcher)
        => All.SelectMany(rule => rule.Run(new RefusalContext(comparison, matcher))).OrderByDescending(finding => finding.IsRefused);
}
