using System.Collections.Immutable;
using System.Globalization;
using Infra.Costs;
using Infra.Settings;
using StackPreview.Plans;
using StackPreview.Rendering;

namespace Infra.Reporting;

/// <summary>
/// What a stack costs in a month, by the prices that its file names; and what it cost before, where there is an earlier plan.
/// </summary>
internal static class CostSection
{
    private const string Total = "in all";

    private static readonly ImmutableArray<ReportColumn> Columns =
    [
        new("name", "Object") { IsCode = true, Width = 36 },
        new("amount", "Requests of each, and volumes") { Width = 50 },
        new("usd", "USD a month") { Width = 16 },
        new("before", null),
    ];

    private static readonly ImmutableArray<ReportColumn> ComparedColumns = [.. Columns[..^1], new("before", "Before")];

    /// <summary>The section; without rows where the stack file names no prices.</summary>
    /// <param name="settings">The settings of the stack.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="before">The earlier plan; null for none.</param>
    public static ReportSection Of(StackSettings settings, Plan plan, Plan? before)
    {
        if (settings.Costs is not { } costs)
            return new ReportSection(TitleOf(null), "costs", Columns, []);
        var lines = CostEstimate.Of(plan, costs.Prices);
        var former = before is null ? [] : CostEstimate.Of(before, costs.Prices);
        var formerly = former.ToLookup(line => line.Title);
        var rows = lines
            .Select(line => RowOf(line.Title, AmountOf(line), [line], before is null ? null : [.. formerly[line.Title]]))
            .Concat(
                former
                    .Where(line => lines.All(other => other.Title != line.Title))
                    .Select(line => RowOf(line.Title, "removed", [], [line])))
            .Append(RowOf(Total, LeftOut(costs.Prices, lines), lines, before is null ? null : former));
        return new ReportSection(TitleOf(costs.Region), "costs", before is null ? Columns : ComparedColumns, [.. rows])
        {
            Summary = before is null
                ? $"about {Text(lines)} USD a month"
                : $"about {Text(lines)} USD a month, {Text(former)} before",
        };
    }

    private static string TitleOf(string? region)
        => region is null ? "What a month costs" : $"What a month costs by list prices of {region}";

    private static string LeftOut(RegionPrices prices, ImmutableArray<CostLine> lines)
    {
        string[] unknown =
        [
            .. prices.Cpu is null ? ["CPU"] : Array.Empty<string>(),
            .. prices.Memory is null ? ["memory"] : Array.Empty<string>(),
            .. prices.Volume is null ? ["volumes"] : Array.Empty<string>(),
        ];
        var oldest = new[] { prices.Cpu, prices.Memory, prices.Volume }
            .Select(price => price?.Date)
            .Concat(lines.Select(line => line.Managed?.Date))
            .Min();
        return "without jobs, sidecars of operators, backups, traffic, idle room on nodes"
            + (oldest is null ? "" : $"; prices of {oldest.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)} or later")
            + (unknown.Length == 0 ? "" : $"; unknown: {string.Join(", ", unknown)}");
    }

    private static ImmutableArray<string> RowOf(
        string title,
        string amount,
        ImmutableArray<CostLine> lines,
        ImmutableArray<CostLine>? before)
        => [title, amount, Text(lines), before is { } former ? Text(former) : ""];

    private static string Text(ImmutableArray<CostLine> lines)
    {
        var sum = lines.Sum(line => line.Usd).ToString("0.00", CultureInfo.InvariantCulture);
        return lines.Any(line => line.IsMore) ? $"{sum} and more" : sum;
    }

    private static string AmountOf(CostLine line)
    {
        if (line.IsUnknown)
            return "a managed service: no price in the table";
        if (line.Managed is { } managed)
            return managed.Amount;
        string[] parts =
        [
            .. line.Cpu > 0 ? [Amount(line.Cpu, " CPU")] : Array.Empty<string>(),
            .. line.Memory > 0 ? [Amount(line.Memory, " GiB")] : Array.Empty<string>(),
            .. line.Volumes > 0 ? [$"{Amount(line.Volumes, " GiB")} of volumes"] : Array.Empty<string>(),
        ];
        return $"{line.Instances} × {string.Join(", ", parts)}";
    }

    private static string Amount(decimal amount, string unit) => amount.ToString("0.###", CultureInfo.InvariantCulture) + unit;
}
