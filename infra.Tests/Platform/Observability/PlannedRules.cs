using System.Text.Json.Nodes;
using StackPreview.Json;
using StackPreview.Plans;

namespace Infra.Tests.Platform.Observability;

/// <summary>Finds the alerting rules of a plan.</summary>
internal static class PlannedRules
{
    /// <summary>The rules of all PrometheusRules.</summary>
    public static IEnumerable<JsonNode> In(Plan plan)
        => plan.OfKind("PrometheusRule")
            .SelectMany(resource => resource.Inputs.Items("spec.groups"))
            .SelectMany(group => group.Items("rules"))
            .Where(rule => rule["alert"] is not null);

    /// <summary>The names of their alerts.</summary>
    public static IEnumerable<string> NamesIn(Plan plan) => In(plan).Select(rule => rule.Text("alert"));
}
