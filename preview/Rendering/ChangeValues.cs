using System.Globalization;
using System.Text.Json.Nodes;
using StackPreview.Comparison;
using StackPreview.Json;

namespace StackPreview.Rendering;

/// <summary>How values that differ are shown: short, on one line, and never a secret.</summary>
internal static class ChangeValues
{
    private const int LongestValue = 160;

    // With the path before them, two are one line to read.
    private const int LongestPair = 120;

    // Of a text in a map that is too long.
    private const int LongestLeaf = 80;

    // Of each of two that are too long: what differs in most, with its context.
    private const int LongestPart = 90;

    // What is the same around a difference, as far as it is shown.
    private const int Context = 40;

    private const string DigestPrefix = "@sha256:";
    private const int Digits = 64;
    private const int ShownDigits = 12;

    /// <summary>What a value was and is.</summary>
    public static string Pair(JsonNode? before, JsonNode? after) => Pair(Text(before), Text(after));

    /// <summary>A value; nothing where there is none. Of what is too long, what is in it.</summary>
    public static string Shown(JsonNode? value)
    {
        var text = value is null ? "" : Text(value);
        return text.Length > LongestValue ? Cut(value is JsonObject map ? Outline(map) : Shape(value)) : text;
    }

    // Of a map that is too long to be shown, what is in it, and its short texts and numbers.
    private static string Outline(JsonObject map)
        => $"{{{string.Join(", ", map.Select(entry => Outline(entry.Key, entry.Value)))}}}";

    private static string Outline(string name, JsonNode? value)
        => value is JsonValue leaf && Text(leaf) is { Length: <= LongestLeaf } text ? $"{name}: {text}" : name;

    // Of anything else, the names of what is in it.
    private static string Shape(JsonNode? value)
        => value switch
        {
            JsonObject map => $"{{{string.Join(", ", map.Select(entry => entry.Key))}}}",
            JsonArray list => $"[{string.Join(", ", list.Select(Shape).CountBy(shape => shape).Select(Counted))}]",
            _ => Text(value),
        };

    private static string Counted(KeyValuePair<string, int> shape) => shape.Value > 1 ? $"{shape.Value} × {shape.Key}" : shape.Key;

    private static string Cut(string text, int longest = LongestValue) => text.Length > longest ? text[..longest] + "…" : text;

    // Text as it is, where nobody takes it for anything else.
    private static string Text(JsonNode? value)
    {
        if (ComparedSide.IsMasked(value))
            return "a secret";
        if (value is null)
            return "null";
        return ShortDigests(
            value is JsonValue leaf && leaf.TryGetValue<string>(out var text) && IsPlain(text) ? text : JsonText.OneLine(value));
    }

    // Nobody reads 64 digits; as many as container tools show tell images apart.
    private static string ShortDigests(string text)
    {
        for (
            var at = text.IndexOf(DigestPrefix, StringComparison.Ordinal);
            at >= 0;
            at = text.IndexOf(DigestPrefix, at + 1, StringComparison.Ordinal))
        {
            var start = at + DigestPrefix.Length + ShownDigits;
            var end = at + DigestPrefix.Length + Digits;
            if (end <= text.Length && text[(at + DigestPrefix.Length)..end].All(char.IsAsciiHexDigitLower))
                text = $"{text[..start]}…{text[end..]}";
        }

        return text;
    }

    private static bool IsPlain(string text)
        => text.Length > 0
        && text.Trim() == text
        && !text.Any(ChangeWording.IsUnseen)
        && text is not ("true" or "false" or "null")
        && text[0] is not ('"' or '{' or '[')
        && !decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    // Of two long texts, where they part.
    private static string Pair(string before, string after)
    {
        if (before.Length + after.Length <= LongestPair)
            return $"{before} → {after}";
        var shorter = Math.Min(before.Length, after.Length);
        var start = 0;
        var end = 0;
        while (start < shorter && before[start] == after[start])
            start++;
        while (end < shorter - start && before[^(end + 1)] == after[^(end + 1)])
            end++;
        return $"{Middle(before)} → {Middle(after)}";

        string Middle(string text)
        {
            var (from, to) = (
                WordFrom(text, Math.Max(0, start - Context), start),
                WordTo(text, Math.Min(text.Length, text.Length - end + Context), text.Length - end));
            var (left, right) = (from > 0 ? "…" : "", to < text.Length && to - from <= LongestPart ? "…" : "");
            return left + Cut(text[from..to], LongestPart) + right;
        }
    }

    // From the beginning of a word, where one begins before the difference.
    private static int WordFrom(string text, int from, int start)
        => from > 0 && text.IndexOf(' ', from, start - from) is >= 0 and var space ? space + 1 : from;

    // To the end of one, where one ends after it.
    private static int WordTo(string text, int to, int end)
        => to < text.Length && text.LastIndexOf(' ', to - 1, to - end) is >= 0 and var space ? space : to;
}
