using System.Text.Json.Nodes;
using StackPreview.Json;
using StackPreview.Plans;

namespace Infra.Tests.Platform.Observability;

/// <summary>Finds the alerting rules of a plan.</summary>
internal static class PlannedRules
{
    /// <summary>The alerts of all PrometheusRules.</summary>
    public static IEnumerable<JsonNode> In(Plan plan) => AllIn(plan).Where(rule => rule["alert"] is not null);

    /// <summary>The names of the series that they keep.</summary>
    public static IEnumerable<string> RecordsIn(Plan plan) => AllIn(plan).Select(rule => rule["record"]?.ToString()).OfType<string>();

    /// <summary>The names of their alerts.</summary>
    public static IEnumerable<string> NamesIn(Plan plan) => In(plan).Select(rule => rule.Text("alert"));

    private static IEnumerable<JsonNode> AllIn(Plan plan)
        => plan.OfKind("PrometheusRule")
            .SelectMany(resource => resource.Inputs.Items("spec.groups"))
            .SelectMany(group => group.Items("rules"));
}
