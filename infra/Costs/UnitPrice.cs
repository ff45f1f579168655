namespace Infra.Costs;

/// <summary>A price.</summary>
/// <param name="Usd">It, in US dollars.</param>
/// <param name="Source">Who says so.</param>
/// <param name="Date">When it was read; null where whoever deploys says it.</param>
public sealed record UnitPrice(decimal Usd, string Source, DateOnly? Date);
