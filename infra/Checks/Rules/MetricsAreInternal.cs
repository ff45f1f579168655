using Infra.Edge;
using StackPreview.Checks;
using StackPreview.Json;

namespace Infra.Checks.Rules;

/// <summary>Metrics tell much of a system, and are not shown to everybody.</summary>
internal sealed class MetricsAreInternal : ICheck<CheckContext>
{
    public string Id => "metrics-internal";

    public string Sentence => "No route with TLS leads to metrics; the others only redirect";

    public IEnumerable<Finding> Run(CheckContext context)
    {
        var rules = (from route in context.Plan.OfKind(EdgeKinds.IngressRoute)
                     where route.Inputs.At("spec.tls") is not null
                     from rule in route.Inputs.Items("spec.routes")
                     from target in rule.Items("services")
                     select (Service: target.Text("name"), Route: route, Rule: rule)).ToLookup(one => one.Service, one => (one.Route, one.Rule));
        return from service in context.Settings.Application.AllServices
               where service.InternalPath is not null
               from found in rules[service.Name]
               let route = found.Route
               let rule = found.Rule
               where !rule.Text("match").Contains($"!Path(`{service.InternalPath}`)", StringComparison.Ordinal)
               select new Finding(route, $"it shows the metrics of {service.Name} at {service.InternalPath} to everybody", "Exclude the path from the rule");
    }
}
