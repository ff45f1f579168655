using System.Collections.Immutable;

namespace Infra.Values;

/// <summary>Quantities from one to another, in the units in which such amounts are written.</summary>
/// <param name="Lowest">The lowest.</param>
/// <param name="Highest">The highest.</param>
/// <param name="Suffixes">The units, beside the base unit.</param>
public sealed record QuantityRange(
    Quantity Lowest,
    Quantity Highest,
    ImmutableArray<string> Suffixes) : ValueRange<Quantity>(Lowest, Highest)
{
    /// <summary>Amounts of processor time, in cores.</summary>
    public static QuantityRange Cores { get; } = new("1m", "256", ["m"]);

    /// <summary>Amounts of memory or storage.</summary>
    public static QuantityRange Bytes { get; } = BytesFrom("1Mi");

    /// <inheritdoc/>
    public override string Rule => $"it takes a quantity from {Lowest} to {Highest}";

    /// <summary>Amounts of memory or storage of which less is of no use.</summary>
    public static QuantityRange BytesFrom(Quantity lowest) => new(lowest, "64Ti", ["k", "M", "G", "T", "Ki", "Mi", "Gi", "Ti"]);

    /// <inheritdoc/>
    public override bool Contains(Quantity value)
        => value.IsValid
            && (value.Suffix.Length == 0 || Suffixes.Contains(value.Suffix))
            && value.Amount >= Lowest.Amount
            && value.Amount <= Highest.Amount;

    /// <inheritdoc/>
    protected override string Format(Quantity value) => value.Text;

    /// <inheritdoc/>
    protected override bool IsAbove(Quantity value) => value.IsValid && value.Amount > Highest.Amount;
}
