using StackPreview.Comparison;

namespace StackPreview.Rules;

/// <summary>The rules about what may become of a live stack that follow from the facts of kinds and the options of resources.</summary>
public static class ChangeRules
{
    /// <summary>All of them, to be handed to a comparison with those of a program's own.</summary>
    public static IReadOnlyList<IChangeRule> BuiltIn { get; } =
    [
        new ProtectedIsKept(),
        new DataIsKept(),
        new VolumesOnlyGrow(),
        new VersionsOnlyRise(),
        new ClusterStays(),
        new NamesAreTakenOnce(),
    ];
}
