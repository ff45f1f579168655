using System.Globalization;
using System.Text.RegularExpressions;
using StackPreview.Comparison;
using StackPreview.Plans;

namespace Infra.Secrets;

/// <summary>
/// A generation of a secret goes up, by one at a time: the one before it stays valid until all that use it have been rolled.
/// </summary>
internal sealed partial class GenerationsOnlyRise : IChangeRule
{
    public IEnumerable<ChangeFinding> Run(PlanComparison comparison)
    {
        var before = NewestIn(comparison.Before);
        var after = NewestIn(comparison.After);
        foreach (var (name, (resource, old)) in before)
        {
            // Where the secret has gone, there is nothing to be valid.
            if (!after.TryGetValue(name, out var newest) || newest.Generation == old)
                continue;
            var title = resource;
            var now = newest.Generation;
            if (now < old)
            {
                yield return new ChangeFinding(
                    title,
                    $"its generation goes down from {old} to {now}, "
                        + "so that the value in use is thrown away for one that has been taken out of use",
                    $"Leave it at {old} in infra:generations; for another value, raise it to {old + 1}",
                    IsRefused: true);
            }
            else if (now > old + 1)
            {
                yield return new ChangeFinding(
                    title,
                    $"its generation goes up from {old} to {now}, so that no value is valid before and after, "
                        + "and clients are refused until they are rolled",
                    $"Raise it to {old + 1} in infra:generations, deploy, and then go on",
                    IsRefused: false);
            }
        }
    }

    // By what is before the generation in the URN.
    private static Dictionary<string, (string Title, int Generation)> NewestIn(Plan plan)
    {
        var newest = new Dictionary<string, (string Title, int Generation)>();
        foreach (var resource in plan.Resources.Where(resource => resource.Facts.IsGenerated))
        {
            var match = Generation().Match(resource.Urn);
            if (!match.Success
                || !int.TryParse(match.Groups["number"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                continue;
            }

            var name = resource.Urn[..match.Index];
            if (!newest.TryGetValue(name, out var known) || known.Generation < number)
                newest[name] = (resource.Title[..^match.Length], number);
        }

        return newest;
    }

    [GeneratedRegex("-g(?<number>[0-9]+)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Generation();
}
