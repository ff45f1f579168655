using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Infra.Faults;

namespace Infra.Settings.Reading;

/// <summary>
/// Text without quotes in a stack file, as the Pulumi CLI reads it. The CLI reads the numbers and dates of YAML 1.1, too, and hands the
/// results on as JSON; what it, or another reader, takes for something else than it looks like is in doubt.
/// </summary>
internal static partial class PlainScalar
{
    // Whoever reads JSON numbers as doubles knows all integers up to here (RFC 8259, section 6).
    private const long LargestInteger = 1L << 53;

    /// <summary>Whether it stands for nothing.</summary>
    public static bool IsNull(string text) => text is "" or "~" or "null" or "Null" or "NULL";

    /// <summary>What is wrong with it where it is in doubt; null where all read it alike. It is not quoted: it may be a secret.</summary>
    /// <param name="path">Where it stands.</param>
    /// <param name="text">The text.</param>
    public static Fault? Doubt(string path, string text)
    {
        if (TruthPattern().IsMatch(text))
        {
            const string Rule = "some readers of YAML take it for true or false";
            return new Fault(path, "an unquoted word", Rule, "Quote it, or write true or false");
        }

        if (TimePattern().IsMatch(text))
            return new Fault(path, "an unquoted date", "some readers of YAML take it for a time", "Quote it");
        if (IntegerPattern().IsMatch(text))
        {
            return IsExact(text)
                ? null
                : new Fault(path, "an unquoted integer", "readers of YAML lose digits of integers beyond 2^53", "Quote it");
        }

        return !DecimalPattern().IsMatch(text) && NumberPattern().IsMatch(text)
            ? new Fault(
                path,
                "an unquoted number",
                "readers of YAML take its notation for different values",
                "Quote it, or write the number in decimal digits")
            : null;
    }

    /// <summary>Whether all take it for text.</summary>
    public static bool IsText(string text) => Doubt("", text) is null && ToJson(text)?.GetValueKind() == JsonValueKind.String;

    /// <summary>Its value; text where it is in doubt.</summary>
    public static JsonValue? ToJson(string text)
    {
        if (IsNull(text))
            return null;
        if (text is "true" or "True" or "TRUE" or "false" or "False" or "FALSE")
            return JsonValue.Create(text[0] is 't' or 'T');
        if (IntegerPattern().IsMatch(text) && IsExact(text))
            return JsonValue.Create(long.Parse(text, CultureInfo.InvariantCulture));
        return DecimalPattern().IsMatch(text)
            ? JsonValue.Create(WithoutTrailingZeros(decimal.Parse(text, CultureInfo.InvariantCulture)))
            : JsonValue.Create(text);
    }

    private static bool IsExact(string text)
        => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var integer)
            && integer is >= -LargestInteger and <= LargestInteger;

    private static decimal WithoutTrailingZeros(decimal number) => number / 1.0000000000000000000000000000m;

    [GeneratedRegex("^(0|-?[1-9][0-9]*)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex IntegerPattern();

    // Short enough that no reader rounds it, or writes it with an exponent.
    [GeneratedRegex(@"^(?!-0\.0*$)-?(0|[1-9][0-9]{0,8})\.[0-9]{1,6}$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex DecimalPattern();

    // Numbers of YAML 1.1 and 1.2, and those of Go, which the CLI reads.
    // https://yaml.org/type/int.html, https://yaml.org/type/float.html
    [GeneratedRegex(
        "^[-+]?(0[bB][01_]+|0[oO][0-7_]+|0[xX][0-9a-fA-F_]+|[0-9][0-9_]*(:[0-9_]+)*(\\.[0-9_]*)?([eE][-+]?[0-9]+)?"
            + "|\\.[0-9][0-9_]*([eE][-+]?[0-9]+)?|\\.([iI][nN][fF]|[nN][aA][nN]))$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex NumberPattern();

    // https://yaml.org/type/bool.html, without what YAML 1.2 keeps.
    [GeneratedRegex(
        "^(y|Y|yes|Yes|YES|n|N|no|No|NO|on|On|ON|off|Off|OFF)$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex TruthPattern();

    // https://yaml.org/type/timestamp.html
    [GeneratedRegex("^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([Tt \t].*)?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TimePattern();
}
