using StackPreview.Comparison;
using StackPreview.Json;
using StackPreview.Kinds;

namespace Infra.Data.Flexible;

/// <summary>
/// What Azure takes when a flexible server is made, and never again: whether its backups are copied to the paired location, and its
/// network (https://learn.microsoft.com/en-us/azure/postgresql/flexible-server/concepts-backup-restore).
/// </summary>
/// <param name="servers">The kind of the servers.</param>
internal sealed class GeoRedundancyStays(ResourceKind servers) : IChangeRule
{
    private static readonly (string Path, string What)[] Fixed =
    [
        ("backup.geoRedundantBackup", "whether its backups are copied to the paired location"),
        ("network.delegatedSubnetResourceId", "its subnet"),
        ("network.privateDnsZoneArmResourceId", "its private DNS zone"),
        ("network.privateDnsZoneResourceId", "its private DNS zone"),
    ];

    public IEnumerable<ChangeFinding> Run(PlanComparison comparison)
        => from pair in comparison.Kept
           where pair.After.Is(servers)
           from one in Fixed
           let old = pair.Before.Inputs.Text(one.Path)
           let now = pair.After.Inputs.Text(one.Path)
           where old.Length > 0 && old != now
           select new ChangeFinding(
               pair.After.Title,
               $"{one.What} changes from {old} to {now}, which Azure takes when a server is made and never again",
               "Take the change back; where it is meant, recover to another server that is made with it",
               IsRefused: true);
}
