using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using StackPreview.Checks;
using StackPreview.Json;
using StackPreview.Plans;

namespace Infra.Tests.Support;

/// <summary>Makes plans that differ in one thing from the real one.</summary>
internal static partial class PlanEditing
{
    /// <summary>The resource with a title such as <c>Deployment api</c>; there is exactly one.</summary>
    public static PlannedResource Find(this Plan plan, string title)
        => Assert.Single(plan.Resources, resource => resource.StableTitle() == title);

    /// <summary>The plan without a resource.</summary>
    public static Plan Without(this Plan plan, PlannedResource resource) => plan with { Resources = plan.Resources.Remove(resource) };

    /// <summary>The plan as if the program had never heard of a resource: nothing waits for it either.</summary>
    public static Plan Forgetting(this Plan plan, PlannedResource forgotten)
        => plan with
        {
            Resources =
            [
                .. plan.Without(forgotten)
                    .Resources.Select(resource => resource with { Dependencies = resource.Dependencies.Remove(forgotten.Urn) }),
            ],
        };

    /// <summary>
    /// The plan with another value at a path of a resource's inputs, such as <c>spec.containers[0].image</c>,
    /// <c>spec.containers[name=api].image</c> or <c>metadata.labels['app.kubernetes.io/name']</c>; null removes what stands there.
    /// </summary>
    public static Plan With(this Plan plan, string title, string path, JsonNode? value)
    {
        var resource = plan.Find(title);
        var inputs = resource.Inputs.DeepClone().AsObject();
        Set(inputs, path, value?.DeepClone());
        return plan.With(resource, resource with { Inputs = inputs });
    }

    /// <summary>The plan with a resource replaced by another version of it.</summary>
    public static Plan With(this Plan plan, string title, Func<PlannedResource, PlannedResource> edit)
    {
        var resource = plan.Find(title);
        return plan.With(resource, edit(resource));
    }

    /// <summary>The plan with an output that says something else.</summary>
    public static Plan WithOutput(this Plan plan, string name, string value)
    {
        Assert.Contains(name, plan.Outputs.Keys);
        return plan with { Outputs = plan.Outputs.SetItem(name, value) };
    }

    /// <summary>The checks that fail for a plan, in the order in which they run.</summary>
    public static IReadOnlyList<CheckResult> Failing(this Preview preview, Plan plan)
        => [.. Preview.Of(preview.Settings, plan, preview.Catalog).Checks.Where(result => !result.IsPassed)];

    private static Plan With(this Plan plan, PlannedResource before, PlannedResource after)
        => plan with
        {
            Resources = plan.Resources.Replace(before, after),
        };

    private static void Set(JsonNode root, string path, JsonNode? value)
    {
        var steps = StepPattern().Matches(path);
        var node = root;
        foreach (var step in steps.SkipLast(1))
            node = Child(node, StepIn(node, step)) ?? throw new InvalidOperationException($"{path} leads nowhere at {step}.");

        switch (node, StepIn(node, steps[^1]))
        {
            case (JsonObject map, string name) when value is null:
                Assert.True(map.Remove(name), $"{path} is not there.");
                break;
            case (JsonObject map, string name):
                map[name] = value;
                break;
            case (JsonArray list, int index) when value is null:
                list.RemoveAt(index);
                break;
            case (JsonArray list, int index):
                list[index] = value;
                break;
            default:
                throw new InvalidOperationException($"{path} leads nowhere.");
        }
    }

    // The name of an entry, or the index of an item.
    private static object StepIn(JsonNode node, Match step)
    {
        if (step.Groups["index"].Success)
            return int.Parse(step.Groups["index"].Value);
        if (!step.Groups["key"].Success)
            return step.Groups["name"].Value;
        return Assert
            .Single(node.AsArray().Index(), entry => entry.Item.Text(step.Groups["key"].Value) == step.Groups["value"].Value)
            .Index;
    }

    private static JsonNode? Child(JsonNode node, object step) => step is int index ? node.AsArray()[index] : node[(string)step];

    [GeneratedRegex(
        @"\[(?<index>\d+)\]|\[(?<key>\w+)=(?<value>[^\]]+)\]|\['(?<name>[^']+)'\]|(?<name>[^.\[\]']+)",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex StepPattern();
}
