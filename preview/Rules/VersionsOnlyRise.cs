using System.Globalization;
using System.Text.RegularExpressions;
using StackPreview.Comparison;
using StackPreview.Json;
using StackPreview.Kinds;
using StackPreview.Plans;

namespace StackPreview.Rules;

/// <summary>
/// What holds data is not given to an older major version: none can read the files of a newer one. What holds none may go back.
/// </summary>
internal sealed partial class VersionsOnlyRise : IChangeRule
{
    public IEnumerable<ChangeFinding> Run(PlanComparison comparison)
        => from pair in comparison.Kept
           where pair.Before.HoldsData
           from fact in pair.After.Facts.Versions
           from finding in Findings(fact, pair.Before, pair.After)
           select finding;

    private static IEnumerable<ChangeFinding> Findings(VersionFact fact, PlannedResource before, PlannedResource after)
    {
        var images = before
            .Inputs.All(fact.Path)
            .DistinctBy(image => image.Path)
            .ToDictionary(image => image.Path, image => $"{image.Value}");
        foreach (var (path, _, image) in after.Inputs.All(fact.Path))
        {
            var (older, newer) = (images.GetValueOrDefault(path, ""), $"{image}");
            // The numbers of another product say nothing.
            if (!fact.IsOneProduct && RepositoryOf(older) != RepositoryOf(newer))
                continue;
            var (old, now) = (MajorOf(fact, older), MajorOf(fact, newer));
            if (now < old)
            {
                yield return new ChangeFinding(
                    after.StableTitle,
                    $"the major version of {path} goes down from {old} to {now}, "
                        + "and an older version cannot read the files of a newer one",
                    $"Leave it at {old}; for an older one, dump the data and load it into another cluster",
                    IsRefused: true);
            }
            else if (fact.IsDownForUpgrade && now > old)
            {
                yield return new ChangeFinding(
                    after.StableTitle,
                    $"the major version of {path} goes up from {old} to {now}, and the database is down while its files are upgraded",
                    "Deploy it when that is acceptable, and take a base backup before and after",
                    IsRefused: false);
            }
        }
    }

    private static string RepositoryOf(string image) => Major().Match(image) is { Success: true } match ? image[..match.Index] : image;

    private static int? MajorOf(VersionFact fact, string image)
    {
        var digits = Major().Match(fact.IsVersionAlone ? $":{image}" : image).Groups["major"].ValueSpan;
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var major) ? major : null;
    }

    // The number that the tag begins with.
    [GeneratedRegex(":v?(?<major>[0-9]+)[^/]*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Major();
}
