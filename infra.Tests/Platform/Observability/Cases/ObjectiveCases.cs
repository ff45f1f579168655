using System.Collections.Immutable;
using System.Globalization;
using static Infra.Tests.Platform.Observability.AlertCase;

namespace Infra.Tests.Platform.Observability.Cases;

/// <summary>The alerts on the error budgets of a service, from the series that are kept of them.</summary>
internal static class ObjectiveCases
{
    /// <summary>The cases of one objective.</summary>
    /// <param name="prefix">What its alerts' names begin with.</param>
    /// <param name="objective">The value of its label.</param>
    /// <param name="budget">The share that may be bad.</param>
    public static IEnumerable<AlertCase> Of(string prefix, string objective, double budget) =>
    [
        Bad($"{prefix}BudgetBurning", "a budget of three days is bad for an hour", objective, 15 * budget, hours: 1) with { Fires = true },
        Bad($"{prefix}BudgetBurning", "less than that", objective, 5.9 * budget, hours: 8),
        Bad($"{prefix}BudgetBurning", "it was bad, and is well again", objective, 15 * budget, hours: 1, wellHours: 1),
        Bad($"{prefix}BudgetBurning", "all fails, and hardly anybody asks", objective, 1, hours: 1, perSecond: 5 / 3600.0),
        Bad($"{prefix}BudgetBurningSlowly", "a tenth is bad in a day", objective, 3.1 * budget, hours: 26) with { Fires = true },
        Bad($"{prefix}BudgetBurningSlowly", "less than the budget", objective, 0.9 * budget, hours: 30),
        Bad($"{prefix}BudgetBurningSlowly", "it was bad, and is well again", objective, 3.1 * budget, hours: 26, wellHours: 8),
    ];

    private static AlertCase Bad(
        string alert,
        string title,
        string objective,
        double share,
        int hours,
        int wellHours = 0,
        double perSecond = 2)
    {
        var labels = ImmutableDictionary<string, string>.Empty.Add("objective", objective);
        return Quiet(
            alert,
            title,
            (Series("slo:events:rate2m"), Samples(perSecond, perSecond)),
            (Series("slo:bad_events:rate2m"), Samples(share * perSecond, 0))) with
        {
            Since = null,
            // A look at every minute of a day takes long.
            From = TimeSpan.FromMinutes((60 * (hours + wellHours)) - 20),
            At = TimeSpan.FromHours(hours + wellHours),
            Labels = labels,
        };

        string Series(string name) => $"{name}{{namespace=\"{Exporter.Namespace}\",component=\"api\",objective=\"{objective}\"}}";

        string Samples(double bad, double well) => wellHours == 0
            ? Text(bad, hours)
            : $"{Text(bad, hours)} {Text(well, wellHours)}";

        static string Text(double value, int hours) => string.Create(CultureInfo.InvariantCulture, $"{value}x{(hours * 60) - 1}");
    }
}
