using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Infra.Settings.Reading;
using Infra.Tests.Goldens;
using Infra.Tests.Support;
using StackPreview.Comparison;
using StackPreview.Json;
using StackPreview.Kinds;
using StackPreview.Plans;

namespace Infra.Tests.Deployed;

/// <summary>
/// What holds data or a generated secret in stacks that are deployed, as resources.json says: the URN without the stack's name, the
/// stacks, and of the inputs those whose change would replace it. The file is written by hand: what a release adds is added, and what is
/// meant to go is taken out.
/// </summary>
internal static class DeployedResources
{
    private static readonly string JsonFile = Repository.PathOf("infra.Tests", "Deployed", "resources.json");

    private static readonly JsonNode Json = JsonNode.Parse(File.ReadAllText(JsonFile))!;

    private static readonly StackSets Sets = new(Stacks);

    /// <summary>The stacks.</summary>
    public static IEnumerable<(string Application, string Environment)> Stacks
        => from application in Texts("applications") from environment in Texts("environments") select (application, environment);

    /// <summary>Those of a stack, as a plan of nothing else.</summary>
    /// <exception cref="InvalidOperationException">The file names a stack that is not one of <see cref="Stacks"/>.</exception>
    public static Plan PlanOf(string application, string environment)
    {
        var ns = $"{application}-{environment}";
        var stack = Resource(environment, $"pulumi:pulumi:Stack::{StackReading.ProjectName}-{environment}", null, "{}");
        var resources = from entry in Json["resources"]!.AsArray()
                        where StacksOf(entry).Contains(StackSets.NameOf((application, environment)))
                        let inputs = entry["inputs"]!.ToJsonString().Replace("{namespace}", ns, StringComparison.Ordinal)
                        select Resource(environment, entry["urn"]!.GetValue<string>(), stack.Urn, inputs);
        return new Plan
        {
            Stack = environment,
            Environment = environment,
            Application = application,
            Namespace = ns,
            Resources = [stack, .. resources],
            Outputs = ImmutableSortedDictionary<string, JsonNode?>.Empty,
        };
    }

    /// <summary>What would be lost of them, and why, if their stack became the plan; nothing where all are kept.</summary>
    /// <param name="now">The plan, of one of <see cref="Stacks"/>.</param>
    public static IReadOnlyList<string> LostIn(Plan now)
        => [.. from change in PlanComparer.Compare(PlanOf(now.Application, now.Environment), Strictly(now), []).Resources
               where change.Before is { Parent: not null } && change.Kind is ChangeKind.Deleted or ChangeKind.Replaced
               let why = change.Kind == ChangeKind.Deleted ? "deleted, or another one without an alias" : change.Replaced
               select $"{PlanNames.KeyOf(change.Before!)}: {why}"];

    // What the engine is told not to deploy would still not be what is there. Volumes grow, which a StatefulSet is not replaced for.
    private static Plan Strictly(Plan now) => now with { Resources = [.. now.Resources.Select(Strictly)] };

    private static PlannedResource Strictly(PlannedResource resource)
    {
        var inputs = resource.Inputs.DeepClone().AsObject();
        foreach (var template in inputs.Items("spec.volumeClaimTemplates"))
            template["spec"]!.AsObject().Remove("resources");
        return resource with { Inputs = inputs, Options = resource.Options with { IgnoreChanges = [] } };
    }

    private static IReadOnlySet<string> StacksOf(JsonNode? entry)
    {
        var words = entry!["stacks"]!.GetValue<string>();
        return Sets.Parse(words, Sets.All.ToHashSet())
            ?? throw new InvalidOperationException($"{JsonFile}: {entry["urn"]} is in {words}, which are no stacks.");
    }

    private static PlannedResource Resource(string stack, string urn, string? parent, string json)
    {
        var (types, name) = (urn.Split("::")[0], urn.Split("::")[1]);
        var inputs = JsonNode.Parse(json)!.AsObject();
        return new PlannedResource
        {
            Facts = FactsOf(types.Split('$')[^1]),
            Name = name,
            Urn = $"urn:pulumi:{stack}::{StackReading.ProjectName}::{urn}",
            Parent = parent,
            Inputs = inputs,
            Options = new PlannedOptions(),
            Dependencies = [],
            ObjectName = inputs.At("metadata.name")?.GetValue<string>(),
        };
    }

    private static ResourceKind FactsOf(string type) => Catalog.Default.Kinds.Find(type) ?? ResourceKind.Component(type);

    private static IEnumerable<string> Texts(string name) => Json[name]!.AsArray().Select(item => item!.GetValue<string>());
}
