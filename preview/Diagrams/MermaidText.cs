using System.Text;

namespace StackPreview.Diagrams;

/// <summary>
/// Text in a quoted label of a Mermaid diagram (https://mermaid.js.org/syntax/flowchart.html#entity-codes-to-escape-characters).
/// </summary>
internal static class MermaidText
{
    // A label may not be empty.
    private const string Nothing = "–";

    // Harmless wherever they stand in a label; everything else is written as its number.
    private const string Plain = " -_.,:/";

    /// <summary>The text, which stands for itself whatever it is.</summary>
    /// <param name="text">The text.</param>
    /// <param name="maxLength">The most characters of the diagram that it takes; a longer one ends in an ellipsis.</param>
    public static string Of(string text, int maxLength)
    {
        var label = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            var written = Of(rune);
            if (label.Length + written.Length > maxLength - 1)
                return label.Append('…').ToString();
            label.Append(written);
        }

        return label.Length == 0 ? Nothing : label.ToString();
    }

    private static string Of(Rune rune)
    {
        if (Rune.IsLetterOrDigit(rune) || (rune.IsAscii && Plain.Contains((char)rune.Value)))
            return rune.ToString();
        return
            Rune.IsControl(rune) || Rune.IsWhiteSpace(rune) || Rune.GetUnicodeCategory(rune) == System.Globalization.UnicodeCategory.Format
            ? " "
            : $"#{rune.Value};";
    }
}
