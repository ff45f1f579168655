namespace Infra.Reporting;

/// <summary>What a managed service costs in a month.</summary>
/// <param name="Amount">What is counted.</param>
/// <param name="Usd">The sum, in USD.</param>
/// <param name="Date">When the oldest of its prices was read.</param>
internal sealed record ManagedCost(string Amount, decimal Usd, DateOnly? Date)
{
    /// <summary>Whether there is no price of a part of it. Default: there are all.</summary>
    public bool IsMore { get; init; }
}
