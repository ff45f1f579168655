using Infra.Costs;

namespace Infra.Reporting;

/// <summary>A part of what a managed service costs.</summary>
/// <param name="Amount">It, in words.</param>
/// <param name="Units">How many units of the price there are in a month.</param>
/// <param name="Price">The price of one; null where the table does not know it.</param>
internal sealed record CostItem(string Amount, decimal Units, UnitPrice? Price);
