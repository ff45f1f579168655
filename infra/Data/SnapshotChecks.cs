using Infra.Backups;
using Infra.Checks;
using Infra.Settings;
using StackPreview.Kinds;

namespace Infra.Data;

/// <summary>What the checks of data services that are copied whole have in common.</summary>
internal static class SnapshotChecks
{
    /// <summary>The jobs of the servers of a kind of data service that are to be backed up.</summary>
    /// <typeparam name="TSettings">The settings of that kind.</typeparam>
    /// <param name="context">The plan.</param>
    /// <param name="service">The name of the kind.</param>
    public static IEnumerable<BackupJobs> JobsOf<TSettings>(CheckContext context, string service)
        where TSettings : SnapshotServiceSettings
        => from data in context.Settings.Data.Values
           from deployed in data.Services
           where deployed.Settings is TSettings { IsBackedUp: true }
           from server in context.Plan.OfKind(KubernetesKinds.StatefulSet)
           where server.ObjectName == deployed.Name
           select new BackupJobs(
               server,
               SnapshotJobs.BackupOf(deployed.Name),
               SnapshotJobs.DrillOf(deployed.Name),
               context.SettingOf(server, service, "backup"));
}
