using System.Collections.Immutable;
using Infra.Faults;
using Infra.Settings.Reading;

namespace Infra.Data;

/// <summary>A cluster that stays beside the one that serves.</summary>
/// <param name="Incarnation">The number of its incarnation.</param>
/// <param name="IsProtected">Whether it is protected against deletion, in whatever environment.</param>
public sealed record FormerCluster(int Incarnation, bool IsProtected)
{
    private const string Key = "formers";
    private const string Keep = "keep";
    private const string Release = "release";
    private const string Remove = "remove";

    /// <summary>
    /// Reads which clusters stay: unless something else is said, those of all incarnations before the one that serves, so that none is
    /// lost because a line is missing.
    /// </summary>
    /// <param name="section">The section of the data service.</param>
    /// <param name="service">The name of the data service in the namespace.</param>
    /// <param name="serving">The incarnation that serves.</param>
    internal static ImmutableArray<FormerCluster> Read(Section section, string service, int serving)
    {
        var said = section.Map(
            Key,
            SettingTypes.ObjectName,
            SettingTypes.OneOf(Keep, Release, Remove),
            ImmutableSortedDictionary<string, string>.Empty,
            "What becomes of the clusters of other incarnations, by name: keep, release (no longer protected, to be removed next) or "
                + "remove. Unless said, those before the one that serves are kept.");
        var names = Enumerable.Range(1, Incarnations.Highest).ToDictionary(number => Incarnations.NameOf(service, number));
        foreach (var name in said.Keys)
            Hold(section, name, said[name], names, serving);
        return
        [
            .. names
                .Where(entry => entry.Value != serving)
                .Select(entry => (Number: entry.Value, Fate: said.GetValueOrDefault(entry.Key, entry.Value < serving ? Keep : Remove)))
                .Where(former => former.Fate != Remove)
                .OrderBy(former => former.Number)
                .Select(former => new FormerCluster(former.Number, former.Fate == Keep)),
        ];
    }

    private static void Hold(Section section, string name, string fate, Dictionary<string, int> names, int serving)
    {
        var path = $"{section.Path}.{Key}.{name}";
        if (!names.TryGetValue(name, out var number))
        {
            section.Report(
                path,
                $"\"{fate}\"",
                "no cluster of this service has such a name",
                NearestName.Suggest(name, names.Keys, key => $"{section.Path}.{Key}.{key}"));
        }
        else if (number == serving)
        {
            section.Report(
                path,
                $"\"{fate}\"",
                "it is the cluster that serves",
                $"Remove the line, or set another {section.Path}.incarnation");
        }
    }
}
