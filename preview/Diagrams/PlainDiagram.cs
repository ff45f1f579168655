using StackPreview.Json;
using StackPreview.Kinds;
using StackPreview.Plans;

namespace StackPreview.Diagrams;

/// <summary>The diagram of a program that says nothing about it: pods by workload, and hosts of Ingresses.</summary>
public sealed class PlainDiagram : IDiagramHints
{
    /// <inheritdoc/>
    public IReadOnlyList<string> Groups => [];

    /// <inheritdoc/>
    public IReadOnlyList<int> ApiServerPorts => [];

    /// <inheritdoc/>
    public string OutsideOfDataServices => "internet";

    /// <inheritdoc/>
    public string? DataServiceOf(PlannedResource component) => null;

    /// <inheritdoc/>
    public bool IsDrawn(Pods pods) => true;

    /// <inheritdoc/>
    public string? GroupOf(string name) => null;

    /// <inheritdoc/>
    public IEnumerable<DiagramRoute> RoutesIn(Plan plan)
        => (from ingress in plan.OfKind(KubernetesKinds.Ingress)
            from rule in ingress.Inputs.Items("spec.rules")
            from path in rule.Items("http.paths")
            select new DiagramRoute(rule.Text("host") is { Length: > 0 } host ? host : "any host", path.Text("backend.service.name"), null)
        ).Distinct();
}
