using System.Collections.Immutable;
using StackPreview.Json;
using StackPreview.Kinds;
using StackPreview.Plans;

namespace StackPreview.Comparison;

/// <summary>Which changes replace a resource: those that the facts of its kind name, and those that the program does.</summary>
internal static class ReplacementRules
{
    private const string Immutable = "immutable";

    /// <summary>Marks the changes that are not deployed, and those that replace the resource.</summary>
    /// <param name="before">The resource as it is.</param>
    /// <param name="after">The resource as it becomes.</param>
    /// <param name="fields">What differs.</param>
    /// <param name="providers">The providers as they become, by their URN.</param>
    public static ImmutableArray<FieldChange> Mark(
        PlannedResource before,
        PlannedResource after,
        ImmutableArray<FieldChange> fields,
        IReadOnlyDictionary<string, PlannedResource> providers)
    {
        var ignored = after.Options.IgnoreChanges.Select(PathPattern.Parse).ToList();
        var provider = after.Options.Provider is { } urn ? providers.GetValueOrDefault(urn) : null;
        var forcing = PathsOf(before, provider).Concat(after.Options.ReplaceOnChanges).Select(PathPattern.Parse).ToList();
        return [.. fields.Select(Marked)];

        FieldChange Marked(FieldChange field)
        {
            if (field.Path.Steps is [ResourceComparer.Options, ..])
                return field;
            if (ignored.Exists(pattern => pattern.Covers(field.Path)))
                return field with { IsIgnored = true };
            return field with { ForcesReplacement = forcing.Exists(pattern => pattern.Touches(field.Path)) };
        }
    }

    private static IEnumerable<string> PathsOf(PlannedResource before, PlannedResource? provider)
        => (before.IsObject ? KubernetesKinds.Identity : []).Concat(before.Facts.ReplacedBy).Concat(ContentOf(before, provider));

    // What is immutable by its own word cannot take that back either.
    private static IEnumerable<string> ContentOf(PlannedResource before, PlannedResource? provider)
    {
        if (before.Facts.Content is not { } content)
            return [];
        if (before.Inputs.IsTrue(Immutable))
            return content.Fields.Append(Immutable);
        return provider?.Inputs.IsTrue(content.MutableSwitch) == true ? [] : content.Fields;
    }
}
