using System.Collections.Immutable;
using System.Text.Json.Nodes;
using StackPreview.Plans;

namespace StackPreview.Comparison;

/// <summary>
/// Names in a plan, as a comparison takes them: without the digits that change with what is declared and, between two stacks, without the
/// stack's own name and namespace.
/// </summary>
internal sealed class PlanNames
{
    /// <summary>What stands for the namespace in what differs between two stacks.</summary>
    public const string NamespaceWord = "{namespace}";

    private readonly Plan _plan;
    private readonly bool _hidesStack;
    private readonly IReadOnlyDictionary<string, PlannedResource> _renamed;
    private readonly Dictionary<string, PlannedResource> _hashed = [];
    private readonly Dictionary<string, PlannedResource> _byUrn = [];

    /// <summary>The names of a plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="hidesStack">Whether it is compared with the plan of another stack.</param>
    /// <param name="renamed">
    /// What resources are called in the other plan, by their URN in this one, where aliases say so. Default: none is called anything else.
    /// </param>
    public PlanNames(Plan plan, bool hidesStack, IReadOnlyDictionary<string, PlannedResource>? renamed = null)
    {
        (_plan, _hidesStack, _renamed) = (plan, hidesStack, renamed ?? ImmutableDictionary<string, PlannedResource>.Empty);
        foreach (var resource in plan.Resources)
        {
            _byUrn.Add(resource.Urn, resource);
            if (resource.ObjectName is { } name && resource.StableName != name)
                _hashed.TryAdd(name, resource);
        }
    }

    /// <summary>The title of a resource by its URN.</summary>
    public string TitleOf(string urn) => _byUrn.TryGetValue(urn, out var resource) ? AsInTheOther(resource).StableTitle : urn;

    /// <summary>Which resource it is, whatever the stack is called: the types from the top, and the name.</summary>
    public static string KeyOf(PlannedResource resource) => resource.Parent is null ? "" : KeyOf(resource.Urn);

    /// <summary>Which resource a URN is of, whatever the stack is called.</summary>
    public static string KeyOf(string urn)
    {
        var afterStack = urn.IndexOf("::", StringComparison.Ordinal) + 2;
        return urn[(urn.IndexOf("::", afterStack, StringComparison.Ordinal) + 2)..];
    }

    /// <summary>The same without the hash that the name ends in; null where there is none.</summary>
    public static string? StableKeyOf(PlannedResource resource)
        => resource.StableName is { } stable
        && resource.ObjectName is { } name
        && stable != name
        && PlannedResource.HashOf(resource.Name) is { } hash
        && name.EndsWith(hash, StringComparison.Ordinal)
            ? KeyOf(resource)[..^hash.Length]
            : null;

    /// <summary>The object that a text names, of those whose names change with what is declared; null for any other text.</summary>
    public PlannedResource? Named(string text) => _hashed.TryGetValue(text, out var resource) ? AsInTheOther(resource) : null;

    /// <summary>A text as it is compared.</summary>
    public string Compared(string text)
    {
        if (Named(text) is { } named)
            return named.StableTitle;
        return _hidesStack && _plan.Namespace.Length > 0 ? WithoutNamespace(text, _plan.Namespace) : text;
    }

    /// <summary>A value as it is shown: a copy with the names as they are compared.</summary>
    public JsonNode? Shown(JsonNode? value) => value switch
    {
        JsonObject map => new JsonObject(map.Select(entry => KeyValuePair.Create(entry.Key, Shown(entry.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Shown)]),
        JsonValue text when text.TryGetValue<string>(out var name) => Named(name) is { } named ? named.StableName : Compared(name),
        _ => value?.DeepClone(),
    };

    private PlannedResource AsInTheOther(PlannedResource resource) => _renamed.GetValueOrDefault(resource.Urn, resource);

    // Where it stands for itself: what only begins like it is another name.
    private static string WithoutNamespace(string text, string ns)
    {
        for (var at = text.IndexOf(ns, StringComparison.Ordinal); at >= 0; at = text.IndexOf(ns, at, StringComparison.Ordinal))
        {
            var end = at + ns.Length;
            var isWhole =
                (at == 0 || !(char.IsAsciiLetterOrDigit(text[at - 1]) || text[at - 1] == '-'))
                && (end == text.Length || !char.IsAsciiLetterOrDigit(text[end]));
            if (isWhole)
                text = string.Concat(text.AsSpan(0, at), NamespaceWord, text.AsSpan(end));
            at += isWhole ? NamespaceWord.Length : ns.Length;
        }

        return text;
    }
}
