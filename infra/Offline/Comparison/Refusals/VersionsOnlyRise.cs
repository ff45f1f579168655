using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Infra.Offline.Checks;
using Infra.Offline.Plans;

namespace Infra.Offline.Comparison.Refusals;

/// <summary>
/// A database is not given to an older major version: none can read the files of a newer one. CloudNativePG upgrades the files of Postgres to a
/// newer one while the cluster is down. https://cloudnative-pg.io/docs/1.30/postgres_upgrades
/// </summary>
internal sealed partial class VersionsOnlyRise : IRefusalRule
{
    // The components of data services; workloads of the application may go back.
    private const string DataComponents = "infra:data:";

    private const string Postgres = "Cluster";

    private static readonly (string Kind, string Path)[] Images = [(Postgres, "spec.imageName"), (MySqlObjects.ClusterKind, "spec.mysql.image")];

    public IEnumerable<ChangeFinding> Run(RefusalContext context)
        => from version in Versions(context)
           let old = MajorOf(version.Before)
           let now = MajorOf(version.After)
           where now < old || (now > old && version.Resource.Kind == Postgres)
           select now < old
               ? new ChangeFinding(
                   PlanNames.TitleOf(version.Resource),
                   $"the major version of {version.Path} goes down from {old} to {now}, and an older version cannot read the files of a newer one",
                   $"Leave it at {old}; for an older one, dump the data and load it into another cluster",
                   IsRefused: true)
               : new ChangeFinding(
                   PlanNames.TitleOf(version.Resource),
                   $"the major version of {version.Path} goes up from {old} to {now}, and the database is down while its files are upgraded",
                   "Deploy it when that is acceptable, and take a base backup before and after",
                   IsRefused: false);

    private static IEnumerable<(PlannedResource Resource, string Path, string Before, string After)> Versions(RefusalContext context)
    {
        foreach (var (kind, path) in Images)
        {
            foreach (var (before, after) in context.Pairs(kind))
                yield return (after, path, before.Inputs.Text(path), after.Inputs.Text(path));
        }

        foreach (var (before, after) in context.Pairs("StatefulSet").Where(pair => pair.After.Urn.Contains(DataComponents, StringComparison.Ordinal)))
        {
            var containers = before.Inputs.Items("spec.template.spec.containers").DistinctBy(NameOf).ToDictionary(NameOf);
            foreach (var container in after.Inputs.Items("spec.template.spec.containers"))
            {
                var (old, now) = (containers.GetValueOrDefault(NameOf(container)).Text("image"), container.Text("image"));
                // The numbers of another product say nothing.
                if (RepositoryOf(old) == RepositoryOf(now))
                    yield return (after, $"spec.template.spec.containers[{NameOf(container)}].image", old, now);
            }
        }
    }

    private static string NameOf(JsonNode container) => container.Text("name");

    private static string RepositoryOf(string image) => Major().Match(image) is { Success: true } match ? image[..match.Index] : image;

    private static int? MajorOf(string image)
        => int.TryParse(Major().Match(image).Groups["major"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var major) ? major : null;

    // The number that the tag begins with.
    [GeneratedRegex(":v?(?<major>[0-9]+)[^/]*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Major();
}
