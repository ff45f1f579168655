using StackPreview.Comparison;
using StackPreview.Json;
using StackPreview.Kinds;

namespace StackPreview.Rules;

/// <summary>
/// A stack stays in its cluster. The provider compares servers, which a plan does not know: where another context leads to another server,
/// it makes everything anew there. https://www.pulumi.com/registry/packages/kubernetes/api-docs/provider/
/// </summary>
internal sealed class ClusterStays : IChangeRule
{
    private static readonly string[] Names = ["context", "cluster"];

    public IEnumerable<ChangeFinding> Run(PlanComparison comparison)
        => from change in comparison.Resources
        where change.Resource.Is(KubernetesKinds.Provider) && change.Kind is ChangeKind.Changed or ChangeKind.Replaced
        from name in Names
        let old = change.Before!.Inputs.Text(name)
        let now = change.After!.Inputs.Text(name)
        where old.Length > 0 && old != now
        select new ChangeFinding(
            change.Title,
            $"its {name} changes from {old} to {(now.Length > 0 ? now : "the current one")}; if that is another cluster, everything is "
                + "made anew there, without its data",
            "Make sure that both name the same cluster",
            IsRefused: false);
}
