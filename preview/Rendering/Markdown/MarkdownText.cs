using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace StackPreview.Rendering.Markdown;

/// <summary>
/// Text in GitHub's markdown (https://github.github.com/gfm/) that stands for itself, whatever it is: it formats nothing, ends no table
/// cell, links nowhere, and mentions nobody. What is too long ends in an ellipsis; all is on one line.
/// </summary>
internal static partial class MarkdownText
{
    /// <summary>The most characters of a text that are shown.</summary>
    public const int MaxLength = 400;

    // Between the sign and the name, it keeps GitHub from seeing a mention or a reference.
    private const string ZeroWidthSpace = "&#8203;";

    /// <summary>A text among others.</summary>
    public static string Plain(string text)
    {
        var shown = OneLine(text);
        var written = new StringBuilder();
        for (var index = 0; index < shown.Length; index++)
            written.Append(Plain(shown.AsSpan(0, index), shown[index], shown.AsSpan(index + 1)));
        return written.ToString();
    }

    /// <summary>A name or a value, as code.</summary>
    public static string Code(string text)
    {
        var shown = OneLine(text);
        return SimplePattern().IsMatch(shown) ? $"`{shown}`" : $"<code>{string.Concat(shown.EnumerateRunes().Select(Encoded))}</code>";
    }

    /// <summary>Lines in a block of code that nothing in them can end.</summary>
    /// <param name="language">The language of the lines; empty for none.</param>
    /// <param name="lines">The lines.</param>
    public static string Block(string language, IEnumerable<string> lines)
    {
        var code = string.Join('\n', lines.Select(line => OneLine(line, int.MaxValue).TrimEnd()));
        var fence = new string('`', Math.Max(3, FencePattern().Matches(code).Select(match => match.Length + 1).DefaultIfEmpty(0).Max()));
        return $"{fence}{language}\n{code}\n{fence}";
    }

    private static string OneLine(string text, int maxLength = MaxLength)
    {
        var line = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (line.Length + rune.Utf16SequenceLength > maxLength)
                return line.Append('…').ToString();
            line.Append(IsInvisible(rune) ? " " : rune.ToString());
        }

        return line.ToString();
    }

    // Marks that turn the direction of writing around can make a line say something else.
    private static bool IsInvisible(Rune rune)
        => Rune.IsControl(rune)
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    private static string Encoded(Rune rune) => Rune.IsLetterOrDigit(rune) || rune.Value == ' ' ? rune.ToString() : $"&#{rune.Value};";

    private static string Plain(ReadOnlySpan<char> before, char character, ReadOnlySpan<char> after) => character switch
    {
        '<' => "&lt;",
        '>' => "&gt;",
        '&' => "&amp;",
        '|' => "&#124;",
        // GitHub takes what stands between two of them for a formula.
        '$' => "<span>$</span>",
        '@' => $"@{ZeroWidthSpace}",
        '#' => $"\\#{ZeroWidthSpace}",
        '\\' or '`' or '*' or '_' or '[' or ']' or '~' => $"\\{character}",
        '-' when before.EndsWith("GH", StringComparison.OrdinalIgnoreCase) => $"-{ZeroWidthSpace}",
        '.' when before.EndsWith("www", StringComparison.OrdinalIgnoreCase) => $"{ZeroWidthSpace}.",
        // Addresses become links, names between two of them pictures.
        ':' when after is not ([] or [' ', ..]) => $":{ZeroWidthSpace}",
        _ => character.ToString(),
    };

    [GeneratedRegex(@"^[^\s`|\\]([^`|\\]*[^\s`|\\])?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SimplePattern();

    [GeneratedRegex("`{3,}", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex FencePattern();
}
