using System.Text.Json.Nodes;
using Infra.Values;
using StackPreview.Checks;
using StackPreview.Json;
using StackPreview.Plans;

namespace Infra.Checks.Rules;

/// <summary>Every container has requests and limits.</summary>
internal sealed class ResourcesAreBounded : ICheck<CheckContext>
{
    private static readonly string[] Amounts = ["cpu", "memory", "ephemeral-storage"];

    public string Id => "resources-bounded";

    public string Sentence => "Every container has requests and limits, and the limits are not below the requests";

    public IEnumerable<Finding> Run(CheckContext context)
    {
        var containers = context
            .Templates.SelectMany(template =>
                template.Containers.Select(container => new Bounded(
                    template.Owner,
                    $"container {container.Text("name")}",
                    container.At("resources"))))
            .Concat(
                from resource in context.Plan.Objects
                from fact in resource.Facts.ContainerResources
                from found in resource.Inputs.All(fact.Path)
                select new Bounded(resource, fact.What.Replace("*", found.Item, StringComparison.Ordinal), found.Value));
        foreach (var (owner, name, resources) in containers)
        {
            foreach (var amount in Amounts)
            {
                var request = AmountOf(resources, "requests", amount);
                var limit = AmountOf(resources, "limits", amount);
                if (request is null || limit is null)
                {
                    yield return new Finding(owner, $"{name} has no {(request is null ? "request" : "limit")} for {amount}", "Set both");
                }
                else if (limit.Amount < request.Amount)
                {
                    yield return new Finding(
                        owner,
                        $"{name} requests {request} of {amount}, above its limit of {limit}",
                        "Raise the limit");
                }
            }
        }
    }

    private static Quantity? AmountOf(JsonNode? resources, string side, string amount)
        => Quantity.TryParse(resources.At(side)?[amount]?.ToString() ?? "");

    /// <summary>What has resources of its own.</summary>
    /// <param name="Owner">The resource that declares it.</param>
    /// <param name="Name">What it is, as it is told to people.</param>
    /// <param name="Resources">Its requests and limits; null where there are none.</param>
    private sealed record Bounded(PlannedResource Owner, string Name, JsonNode? Resources);
}
