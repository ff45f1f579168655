using System.Globalization;
using System.Text.RegularExpressions;

namespace StackPreview.Comparison;

/// <summary>
/// Amounts as the API server reads them, whoever wrote them.
/// https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
/// </summary>
internal static partial class QuantityAmount
{
    private static readonly Dictionary<string, decimal> Factors = new()
    {
        ["n"] = 1e-9m,
        ["u"] = 1e-6m,
        ["m"] = 1e-3m,
        [""] = 1,
        ["k"] = 1e3m,
        ["M"] = 1e6m,
        ["G"] = 1e9m,
        ["T"] = 1e12m,
        ["P"] = 1e15m,
        ["E"] = 1e18m,
        ["Ki"] = 1L << 10,
        ["Mi"] = 1L << 20,
        ["Gi"] = 1L << 30,
        ["Ti"] = 1L << 40,
        ["Pi"] = 1L << 50,
        ["Ei"] = 1L << 60,
    };

    /// <summary>The amount in bytes; null where the text is none, or one beyond all volumes.</summary>
    public static decimal? TryParse(string text)
    {
        var match = Pattern().Match(text);
        return
            match.Success
            && decimal.TryParse(match.Groups["number"].ValueSpan, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && Math.Abs(number) < 1e9m
            ? number * Factors[match.Groups["suffix"].Value]
            : null;
    }

    [GeneratedRegex(
        @"^(?<number>[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]{1,2})?)(?<suffix>[numkMGTPE]|[KMGTPE]i)?$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Pattern();
}
