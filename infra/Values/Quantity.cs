using System.Globalization;
using System.Text.RegularExpressions;

namespace Infra.Values;

/// <summary>
/// An amount of memory, storage or CPU time as Kubernetes writes it: <c>512Mi</c>, <c>10Gi</c>, <c>250m</c>, <c>2</c>. Text converts to
/// it, so that definitions read like manifests; text that is none keeps, so that whoever holds it to the rules can quote it.
/// </summary>
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

    // From the largest.
    private static readonly (string Suffix, decimal Factor)[] DecimalUnits =
    [
        ("P", 1e15m),
        ("T", 1e12m),
        ("G", 1e9m),
        ("M", 1e6m),
        ("k", 1e3m),
        ("", 1),
        ("m", 0.001m),
    ];

    private static readonly (string Suffix, decimal Factor)[] BinaryUnits =
    [
        ("Pi", 1024m * 1024 * 1024 * 1024 * 1024),
        ("Ti", 1024m * 1024 * 1024 * 1024),
        ("Gi", 1024m * 1024 * 1024),
        ("Mi", 1024m * 1024),
        ("Ki", 1024m),
        ("", 1),
    ];

    private readonly decimal? _amount;

    private Quantity(string text)
    {
        Text = text;
        var match = Pattern().Match(text);
        Suffix = match.Groups["suffix"].Value;
        if (match.Success && decimal.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture) is > 0 and var number)
            _amount = number * Factors[Suffix];
    }

    /// <summary>The quantity as it was written.</summary>
    public string Text { get; }

    /// <summary>Whether the text is a quantity, and above zero.</summary>
    public bool IsValid => _amount is not null;

    /// <summary>The unit as it was written; empty for the base unit.</summary>
    public string Suffix { get; }

    /// <summary>The quantity in its base unit: bytes, or CPU cores.</summary>
    /// <exception cref="FormatException">It is not valid.</exception>
    public decimal Amount => _amount ?? throw new FormatException($"'{Text}' is no quantity.");

    /// <summary>The quantity in whole mebibytes, rounded down.</summary>
    /// <exception cref="FormatException">It is not valid.</exception>
    public long Mebibytes => (long)(Amount / (1024 * 1024));

    /// <summary>
    /// The quantity as Kubernetes writes it back: whole, in the largest unit that allows it, rounded up where there is none. Operators
    /// rewrite their objects like that, and what was written otherwise differs for ever
    /// (https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/).
    /// </summary>
    /// <exception cref="FormatException">It is not valid.</exception>
    public string Canonical
    {
        get
        {
            var units = Suffix.EndsWith('i') && Amount >= 1024 ? BinaryUnits : DecimalUnits;
            var smallest = units[^1].Factor;
            var amount = decimal.Ceiling(Amount / smallest) * smallest;
            var (suffix, factor) = units.First(unit => amount % unit.Factor == 0);
            return string.Create(CultureInfo.InvariantCulture, $"{amount / factor:0}{suffix}");
        }
    }

    /// <summary>Reads a quantity that the program itself writes; what is none is not valid.</summary>
    public static implicit operator Quantity(string text) => new(text);

    /// <summary>Reads a quantity, or gives null where the text is none or not above zero.</summary>
    public static Quantity? TryParse(string text) => new Quantity(text) is { IsValid: true } quantity ? quantity : null;

    /// <inheritdoc/>
    public override string ToString() => Text;

    [GeneratedRegex(
        @"^(?<number>[0-9]{1,15}(\.[0-9]{1,6})?)(?<suffix>m|k|M|G|T|Ki|Mi|Gi|Ti)?\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex Pattern();
}
