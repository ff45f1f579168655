using System.Collections.Immutable;
using System.Text.Json.Nodes;
using StackPreview.Plans;

namespace StackPreview.Comparison;

/// <summary>Compares a resource with itself in another plan.</summary>
/// <param name="before">The names in the first plan.</param>
/// <param name="after">The names in the second plan.</param>
/// <param name="isRenewed">Whether an object of the second plan gets another name.</param>
internal sealed class ResourceComparer(PlanNames before, PlanNames after, Func<PlannedResource, bool> isRenewed)
{
    /// <summary>The fields of the options begin with this.</summary>
    public const string Options = "options";

    /// <summary>The option with what is deployed before it.</summary>
    public const string DependsOn = "dependsOn";

    /// <summary>What differs: the inputs, then the options.</summary>
    public ImmutableArray<FieldChange> Compare(PlannedResource old, PlannedResource now)
    {
        var comparer = new ValueComparer(new ComparedSide(before, old.Fingerprints), new ComparedSide(after, now.Fingerprints), isRenewed);
        if (!JsonNode.DeepEquals(old.Inputs, now.Inputs) || !old.Fingerprints.SequenceEqual(now.Fingerprints))
            comparer.Compare(InputPath.Root, old.Inputs, now.Inputs);
        comparer.Compare(InputPath.Root.Field(Options), OptionsOf(old, before), OptionsOf(now, after));
        return [.. comparer.Changes];
    }

    private static JsonObject OptionsOf(PlannedResource resource, PlanNames names)
    {
        var options = resource.Options;
        var json = new JsonObject { ["protect"] = options.Protect, ["retainOnDelete"] = options.RetainOnDelete };
        if (options.Provider is { } provider)
            json["provider"] = names.TitleOf(provider);
        Add("ignoreChanges", options.IgnoreChanges);
        Add("replaceOnChanges", options.ReplaceOnChanges);
        Add("additionalSecretOutputs", options.AdditionalSecretOutputs);
        Add(DependsOn, resource.Dependencies.Select(names.TitleOf).Order(StringComparer.Ordinal));
        foreach (var (operation, seconds) in options.TimeoutSeconds)
            json[$"{operation}TimeoutSeconds"] = seconds;
        return json;

        void Add(string name, IEnumerable<string> texts) => json[name] = new JsonArray([.. texts.Select(text => (JsonNode?)text)]);
    }
}
