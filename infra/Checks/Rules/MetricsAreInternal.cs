using System.Text.Json.Nodes;
using Infra.Edge;
using StackPreview.Checks;
using StackPreview.Json;
using StackPreview.Plans;

namespace Infra.Checks.Rules;

/// <summary>Metrics tell much of a system, and are not shown to everybody.</summary>
internal sealed class MetricsAreInternal : ICheck<CheckContext>
{
    public string Id => "metrics-internal";

    public string Sentence => "No route leads to metrics";

    public IEnumerable<Finding> Run(CheckContext context)
    {
        var rules = (from route in context.Plan.OfKind(EdgeKinds.IngressRoute)
                     from rule in route.Inputs.Items("spec.routes")
                     from target in rule.Items("services")
                     select new ServedRule(target.Text("name"), route, rule)).ToLookup(served => served.Service);
        return from service in context.Settings.Application.AllServices
            from path in service.InternalPaths
            from served in rules[service.Name]
            where !served.Rule.Text("match").Contains($"!Path(`{path}`)", StringComparison.Ordinal)
            select new Finding(
                served.Route,
                $"it shows {path} of {service.Name}, which is for the inside, to everybody",
                "Exclude the path from the rule");
    }

    /// <summary>A rule of a route, and a service that it leads to.</summary>
    private sealed record ServedRule(string Service, PlannedResource Route, JsonNode Rule);
}
