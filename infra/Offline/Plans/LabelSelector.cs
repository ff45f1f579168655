using System.Text.Json.Nodes;

namespace Infra.Offline.Plans;

/// <summary>Finds out what label selectors select.</summary>
internal static class LabelSelector
{
    /// <summary>Whether a selector with <c>matchLabels</c> selects something with these labels; an empty one selects everything.</summary>
    public static bool Selects(JsonNode? selector, IReadOnlyDictionary<string, string> labels) => Matches(selector.Texts("matchLabels"), labels);

    /// <summary>Whether all the wanted labels are there.</summary>
    public static bool Matches(IReadOnlyDictionary<string, string> wanted, IReadOnlyDictionary<string, string> labels)
        => wanted.All(entry => labels.TryGetValue(entry.Key, out var value) && value == entry.Value);
}
