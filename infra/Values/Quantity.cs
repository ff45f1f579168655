using System.Globalization;
using System.Text.RegularExpressions;

namespace Infra.Values;

/// <summary>An amount of memory, storage or processor time as Kubernetes writes it: <c>512Mi</c>, <c>10Gi</c>, <c>250m</c>, <c>2</c>.</summary>
public sealed partial record Quantity
{
    private static readonly Dictionary<string, decimal> Factors = new()
    {
        ["m"] = 0.001m,
        [""] = 1,
        ["k"] = 1e3m,
        ["M"] = 1e6m,
        ["G"] = 1e9m,
        ["T"] = 1e12m,
        ["Ki"] = 1024m,
        ["Mi"] = 1024m * 1024,
        ["Gi"] = 1024m * 1024 * 1024,
        ["Ti"] = 1024m * 1024 * 1024 * 1024,
    };

    private Quantity(string text, string suffix, decimal amount) => (Text, Suffix, Amount) = (text, suffix, amount);

    /// <summary>The quantity as it was written.</summary>
    public string Text { get; }

    /// <summary>The unit as it was written; empty for the base unit.</summary>
    public string Suffix { get; }

    /// <summary>The quantity in its base unit: bytes, or processor cores.</summary>
    public decimal Amount { get; }

    /// <summary>The quantity in whole mebibytes, rounded down.</summary>
    public long Mebibytes => (long)(Amount / (1024 * 1024));

    /// <summary>Reads a quantity, or gives null where the text is none or not above zero.</summary>
    public static Quantity? TryParse(string text)
    {
        var match = Pattern().Match(text);
        if (!match.Success || !decimal.TryParse(match.Groups["number"].Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
            return null;
        var suffix = match.Groups["suffix"].Value;
        return number > 0 ? new Quantity(text, suffix, number * Factors[suffix]) : null;
    }

    /// <summary>Reads a quantity that the program itself wrote.</summary>
    /// <exception cref="FormatException">The text is none.</exception>
    public static Quantity Parse(string text) => TryParse(text) ?? throw new FormatException($"'{text}' is no quantity.");

    /// <inheritdoc/>
    public override string ToString() => Text;

    [GeneratedRegex(@"^(?<number>[0-9]{1,15}(\.[0-9]{1,6})?)(?<suffix>m|k|M|G|T|Ki|Mi|Gi|Ti)?\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Pattern();
}
