using System.Text.Json.Nodes;
using Infra.Offline;
using Infra.Offline.Checks;
using Infra.Offline.Plans;

namespace Infra.Tests.Support;

/// <summary>Makes plans that differ in one thing from the real one.</summary>
internal static class PlanEditing
{
    /// <summary>The resource with a title such as <c>Deployment api</c>; there is exactly one.</summary>
    public static PlannedResource Find(this Plan plan, string title)
        => Assert.Single(plan.Resources, resource => resource.Title == title || TitleWithoutSuffix(resource) == title);

    /// <summary>The plan without a resource.</summary>
    public static Plan Without(this Plan plan, PlannedResource resource) => plan with { Resources = plan.Resources.Remove(resource) };

    /// <summary>The plan with another value at a path of a resource's inputs, such as <c>spec.containers[0].image</c>; null removes what stands there.</summary>
    public static Plan With(this Plan plan, string title, string path, JsonNode? value)
    {
        var resource = plan.Find(title);
        var inputs = resource.Inputs.DeepClone().AsObject();
        Set(inputs, path, value);
        return plan.With(resource, resource with { Inputs = inputs });
    }

    /// <summary>The plan with a resource replaced by another version of it.</summary>
    public static Plan With(this Plan plan, string title, Func<PlannedResource, PlannedResource> edit)
    {
        var resource = plan.Find(title);
        return plan.With(resource, edit(resource));
    }

    /// <summary>The checks that fail for a plan, in the order in which they run.</summary>
    public static IReadOnlyList<CheckResult> Failing(this Preview preview, Plan plan)
        => [.. CheckCatalog.Run(new CheckContext(plan, preview.Settings)).Where(result => !result.IsPassed)];

    private static Plan With(this Plan plan, PlannedResource before, PlannedResource after) => plan with { Resources = plan.Resources.Replace(before, after) };

    // A name that Pulumi makes ends in digits that change with the content.
    private static string TitleWithoutSuffix(PlannedResource resource)
        => resource.ObjectName?.StartsWith($"{resource.Name}-", StringComparison.Ordinal) == true ? $"{resource.Kind} {resource.Name}" : resource.Title;

    private static void Set(JsonNode root, string path, JsonNode? value)
    {
        var steps = path.Replace("[", ".[").Split('.');
        var node = root;
        foreach (var step in steps[..^1])
            node = Child(node, step) ?? throw new InvalidOperationException($"{path} leads nowhere at {step}.");

        switch (node, Index(steps[^1]))
        {
            case (JsonObject map, null) when value is null:
                Assert.True(map.Remove(steps[^1]), $"{path} is not there.");
                break;
            case (JsonObject map, null):
                map[steps[^1]] = value;
                break;
            case (JsonArray list, { } index) when value is null:
                list.RemoveAt(index);
                break;
            case (JsonArray list, { } index):
                list[index] = value;
                break;
            default:
                throw new InvalidOperationException($"{path} leads nowhere.");
        }
    }

    private static JsonNode? Child(JsonNode node, string step) => Index(step) is { } index ? node.AsArray()[index] : node[step];

    private static int? Index(string step) => step.StartsWith('[') ? int.Parse(step[1..^1]) : null;
}
