using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using StackPreview.Plans;

namespace StackPreview.Comparison;

/// <summary>One of two values that are compared, with what is known about it.</summary>
/// <param name="Names">The names in its plan.</param>
/// <param name="Fingerprints">The fingerprints of the secrets in it, by where they stand.</param>
internal sealed record ComparedSide(PlanNames Names, ImmutableSortedDictionary<string, string> Fingerprints)
{
    /// <summary>Whether a value is a secret.</summary>
    public static bool IsMasked(JsonNode? value)
        => value is JsonValue text && text.TryGetValue<string>(out var mask) && mask == PlannedResource.Masked;

    /// <summary>The fingerprint of a secret; null where the plan has none.</summary>
    public string? FingerprintOf(JsonNode mask) => Fingerprints.GetValueOrDefault(mask.GetPath()[1..].TrimStart('.'));

    /// <summary>A value as text that is the same for the same value.</summary>
    public string TextOf(JsonNode? value)
    {
        var text = new StringBuilder();
        Append(value);
        return text.ToString();

        void Append(JsonNode? node)
        {
            switch (node)
            {
                case JsonObject map:
                    text.Append('{');
                    foreach (var (key, item) in map.OrderBy(entry => entry.Key, StringComparer.Ordinal))
                    {
                        text.Append(JsonValue.Create(key).ToJsonString()).Append(':');
                        Append(item);
                    }

                    text.Append('}');
                    break;
                case JsonArray list:
                    text.Append('[');
                    foreach (var item in list)
                    {
                        Append(item);
                        text.Append(',');
                    }

                    text.Append(']');
                    break;
                case JsonValue leaf when leaf.TryGetValue<string>(out var value):
                    text.Append(
                        JsonValue.Create(IsMasked(leaf) ? $"{value} {FingerprintOf(leaf)}" : Names.Compared(value)).ToJsonString());
                    break;
                default:
                    text.Append(node?.ToJsonString() ?? "null");
                    break;
            }
        }
    }
}
