namespace Infra.Values;

/// <summary>Lengths of time from one to another.</summary>
/// <param name="Lowest">The shortest.</param>
/// <param name="Highest">The longest.</param>
public sealed record DurationRange(TimeSpan Lowest, TimeSpan Highest) : ValueRange<TimeSpan>(Lowest, Highest)
{
    /// <inheritdoc/>
    public override string Rule => $"it takes a duration from {Format(Lowest)} to {Format(Highest)}";

    /// <inheritdoc/>
    public override bool Contains(TimeSpan value) => value >= Lowest && value <= Highest;

    /// <inheritdoc/>
    protected override string Format(TimeSpan value) => Duration.Format(value);

    /// <inheritdoc/>
    protected override bool IsAbove(TimeSpan value) => value > Highest;
}
