using System.Text.RegularExpressions;

namespace Infra.Tests.Platform.Observability;

/// <summary>
/// Gives each case neighbours: the same thing once well and once ailing, in other namespaces and under other names beside it. An alert
/// must not take them for its own.
/// </summary>
internal static class Neighbours
{
    /// <summary>The cases of an alert, each with all neighbours.</summary>
    /// <param name="cases">The cases.</param>
    /// <param name="component">What the alert watches.</param>
    public static IEnumerable<AlertCase> AddTo(IReadOnlyCollection<AlertCase> cases, string component)
    {
        var neighbours = cases.Where(one => one.Series.Count > 0)
            .GroupBy(one => one.Fires)
            .Select(group => group.First())
            .SelectMany(one => Elsewhere(one).Concat(Beside(one, component)))
            .ToList();
        return cases.Select(one => one with { Series = [.. one.Series, .. neighbours] });
    }

    // What is of the whole cluster has no neighbours.
    private static IEnumerable<(string, string)> Elsewhere(AlertCase one)
        => from series in one.Series
        let name = series.Name.Replace(Exporter.Namespace, $"{NameOf(one)}-prod", StringComparison.Ordinal)
        where name != series.Name
        select (name, series.Samples);

    // Names begin with the component's or hold it between other parts: postgres-1, reference-prod/redis, data-redis-0.
    private static IEnumerable<(string, string)> Beside(AlertCase one, string component)
        => from series in one.Series
        let name = Regex.Replace(series.Name, $"(?<=[\"/-]){component}(?=[\"-])", NameOf(one), RegexOptions.None, TimeSpan.FromSeconds(1))
        where name != series.Name
        select (name, series.Samples);

    private static string NameOf(AlertCase one) => one.Fires ? "ailing" : "well";
}
