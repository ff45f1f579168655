using System.Text.Json.Nodes;
using StackPreview.Json;

namespace StackPreview.Comparison;

/// <summary>
/// What tells the items of a list apart, so that an item that is inserted is one change and not one in each that follows. Kubernetes
/// merges most of these lists by the same keys (<c>x-kubernetes-list-map-keys</c> in its API's schemas).
/// </summary>
internal static class ListKeys
{
    // The first that all items have, each a value of its own. Names of volumes are not unique among mounts, ports not among protocols.
    private static readonly string[][][] Candidates =
    [
        [["mountPath"]],
        [["name"]],
        [["alert"], ["record"]],
        [["configMapRef.name"], ["secretRef.name"]],
        [["key", "path"]],
        [["key"]],
        [["containerPort", "protocol"]],
        [["containerPort"]],
        [["port", "protocol"]],
        [["port"]],
        [["topologyKey"]],
        [["resource.name"]],
        [["metadata.name"]],
        [["secretName"]],
    ];

    /// <summary>The keys of both lists' items; null where nothing tells them apart.</summary>
    public static (IReadOnlyList<string> Before, IReadOnlyList<string> After)? Of(
        JsonArray before,
        PlanNames namesBefore,
        JsonArray after,
        PlanNames namesAfter)
    {
        foreach (var candidate in Candidates)
        {
            if (KeysOf(before, candidate, namesBefore) is { } first && KeysOf(after, candidate, namesAfter) is { } second)
                return (first, second);
        }

        return null;
    }

    /// <summary>Whether a field may be what an item is told apart by.</summary>
    public static bool IsKey(string field) => Candidates.Any(candidate => candidate.Any(fields => fields.Contains(field)));

    private static List<string>? KeysOf(JsonArray list, string[][] alternatives, PlanNames names)
    {
        var (keys, known) = (new List<string>(list.Count), new HashSet<string>());
        foreach (var item in list)
        {
            if (item is not JsonObject || KeyOf(item, alternatives, names) is not { } key || !known.Add(key))
                return null;
            keys.Add(key);
        }

        return keys;
    }

    private static string? KeyOf(JsonNode item, string[][] alternatives, PlanNames names)
    {
        foreach (var fields in alternatives)
        {
            var values = Array.ConvertAll(fields, field => item.At(field) is JsonValue value ? value.ToString() : null);
            if (!values.Contains(null))
            {
                return string.Join(
                    '/',
                    values.Select(value => names.Named(value!) is { } named ? named.StableName! : names.Compared(value!)));
            }
        }

        return null;
    }
}
