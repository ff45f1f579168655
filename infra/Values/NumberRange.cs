using System.Globalization;

namespace Infra.Values;

/// <summary>Whole numbers from one to another.</summary>
/// <param name="Lowest">The lowest.</param>
/// <param name="Highest">The highest.</param>
public sealed record NumberRange(int Lowest, int Highest) : ValueRange<int>(Lowest, Highest)
{
    /// <inheritdoc/>
    public override string Rule => $"it takes a whole number from {Lowest} to {Highest}";

    /// <inheritdoc/>
    public override bool Contains(int value) => value >= Lowest && value <= Highest;

    /// <inheritdoc/>
    protected override string Format(int value) => value.ToString(CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    protected override bool IsAbove(int value) => value > Highest;
}
