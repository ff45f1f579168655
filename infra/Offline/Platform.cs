using Infra.Components.Data.MySql;
using Infra.Components.Data.Postgres;
using Infra.Components.Edge;
using Infra.Components.Observability;
using Infra.Components.Secrets;
using StackPreview.Comparison;
using StackPreview.Kinds;
using StackPreview.Rules;

namespace Infra.Offline;

/// <summary>What a preview and a comparison must know of this platform, gathered from where it stands.</summary>
internal static class Platform
{
    /// <summary>The facts of all that a stack may declare: of Kubernetes and Pulumi, and of what operators bring, each beside what declares it.</summary>
    public static KindCatalog Kinds { get; } = new(
        [.. KindCatalog.BuiltIn, .. PostgresKinds.All, .. MySqlKinds.All, .. EdgeKinds.All, .. MonitoringKinds.All],
        "the kinds beside what declares it, such as those in infra/Components/Edge/EdgeKinds.cs");

    /// <summary>What may become of a live stack.</summary>
    public static IReadOnlyList<IChangeRule> Rules { get; } = [.. ChangeRules.BuiltIn, new GenerationsOnlyRise(), new ClustersAreBootstrappedOnce()];
}
