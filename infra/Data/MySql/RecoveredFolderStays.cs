using StackPreview.Comparison;
using StackPreview.Json;
using StackPreview.Kinds;
using StackPreview.Plans;

namespace Infra.Data.MySql;

/// <summary>
/// Which folder of the volume one server serves, only the stack file knows: without the line of its recovery it would serve the former
/// one, or an empty one, and what was written since would be out of sight. Another recovery has a folder of its own, and is fine.
/// </summary>
internal sealed class RecoveredFolderStays : IChangeRule
{
    private const string Option = "--datadir=";

    public IEnumerable<ChangeFinding> Run(PlanComparison comparison)
        => from pair in comparison.Kept
           where pair.After.Is(KubernetesKinds.StatefulSet)
           let served = FolderOf(pair.Before)
           let next = FolderOf(pair.After)
           where served is not null && next is not null && MySqlOrigin.BackupIn(next) is null
           let backup = MySqlOrigin.BackupIn(served)
           where backup is not null
           select new ChangeFinding(
               pair.After.StableTitle,
               $"it serves {served}, and would go back to {next}, which has what was there before the recovery, or nothing",
               $"Set {DataSection.Of(MySqlService.ServiceName, pair.After.ObjectName!)}.recover.backup to {backup} again; where the "
                   + "former data are meant, take a dump of what serves, and run pulumi up without this comparison",
               IsRefused: true);

    private static string? FolderOf(PlannedResource server)
        => (
            from container in PodTemplate.Of(server)?.Containers ?? []
            from argument in container.Items("args").Select(item => item.ToString())
            where argument.StartsWith(Option, StringComparison.Ordinal)
            select argument[(argument.LastIndexOf('/') + 1)..]).FirstOrDefault();
}
