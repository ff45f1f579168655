using System.Text.Json.Nodes;
using StackPreview.Plans;

namespace Infra.Tests.Engine;

/// <summary>
/// Compares values of a plan, in which secrets are masked, with those of a request, in which they are marked. Neither may have a secret
/// where the other has none.
/// </summary>
/// <param name="hasJsonTexts">Whether structured values are sent as JSON text, as those of providers are.</param>
internal sealed class ValueDifferences(bool hasJsonTexts = false)
{
    private readonly List<string> _found = [];

    /// <summary>The differences, one line each, which tell no secret.</summary>
    /// <param name="path">Where the values are.</param>
    /// <param name="planned">The plan's.</param>
    /// <param name="sent">The request's.</param>
    public IReadOnlyList<string> Of(string path, JsonNode? planned, JsonNode? sent)
    {
        Compare(path, planned, sent);
        return _found;
    }

    private void Compare(string path, JsonNode? planned, JsonNode? sent)
    {
        if (WireValue.IsSecret(sent, out var content))
        {
            if (!IsMasked(planned, content))
                _found.Add($"{path} is secret on the wire; the plan shows {planned?.ToJsonString() ?? "nothing"}");
            return;
        }

        switch (planned, sent)
        {
            case (JsonObject map, JsonObject other):
                foreach (var key in map.Concat(other).Select(entry => entry.Key).Distinct().Order(StringComparer.Ordinal))
                    Compare($"{path}.{key}", map[key], other[key]);
                break;
            case (JsonArray list, JsonArray other) when list.Count == other.Count:
                foreach (var (index, (item, otherItem)) in list.Zip(other).Index())
                    Compare($"{path}[{index}]", item, otherItem);
                break;
            default:
                if (IsMask(planned) || !AreEqual(planned, sent))
                    _found.Add($"{path} is {Shown(sent)} on the wire, {Shown(planned)} in the plan");
                break;
        }
    }

    // A map that is secret as a whole is masked value by value in the plan: its keys are not secret.
    private static bool IsMasked(JsonNode? planned, JsonNode? content)
        => IsMask(planned)
        || (
            planned is JsonObject { Count: > 0 } map
            && content is JsonObject other
            && map.All(entry => IsMask(entry.Value))
            && map.Select(entry => entry.Key).ToHashSet().SetEquals(other.Select(entry => entry.Key)));

    private static bool IsMask(JsonNode? planned)
        => planned is JsonValue value && value.TryGetValue<string>(out var text) && text == PlannedResource.Masked;

    private static string Shown(JsonNode? value) => value?.ToJsonString() ?? "nothing";

    private bool AreEqual(JsonNode? planned, JsonNode? sent)
        => JsonNode.DeepEquals(planned, sent)
        || (
            hasJsonTexts
            && sent is JsonValue text
            && text.TryGetValue<string>(out var json)
            && JsonNode.DeepEquals(planned, JsonNode.Parse(json)));
}
