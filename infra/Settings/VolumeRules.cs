using Infra.Applications.Model;
using Infra.Settings.Reading;

namespace Infra.Settings;

/// <summary>What an application's volumes are held to.</summary>
internal static class VolumeRules
{
    // What the program itself mounts.
    private static readonly string[] OfPods = ["tmp", "postgres-ca", "mysql-ca"];

    /// <summary>What is wrong with the volumes, one line each.</summary>
    public static IEnumerable<string> FaultsOf(ApplicationDefinition application)
    {
        foreach (var group in application.AllVolumes.GroupBy(volume => volume.Name).Where(group => group.Count() > 1))
            yield return ApplicationRules.Fault($"Volume {group.Key}", $"defined {group.Count()} times", "a volume has one definition, and is mounted in the application or in one of its companions", "Use one for all mounts");

        foreach (var volume in application.AllVolumes.Distinct())
        {
            if (!ApplicationRules.IsName(volume.Name))
                yield return ApplicationRules.Fault("name of a volume", $"\"{volume.Name}\"", ApplicationRules.NameRule, "Rename it");
            if (OfPods.Contains(volume.Name) || volume.Name.Contains("-scratch-", StringComparison.Ordinal) || volume.Name.Contains("-files-", StringComparison.Ordinal))
                yield return ApplicationRules.Fault("name of a volume", $"\"{volume.Name}\"", "pods have a volume of this name already", "Rename it");
            if (!SettingTypes.Bytes.TryParse(volume.Size, out _))
                yield return ApplicationRules.Fault($"Volume {volume.Name}.Size", $"\"{volume.Size}\"", SettingTypes.Bytes.Rule, $"Use a value such as {SettingTypes.Bytes.Example}");
            if (!volume.IsShared)
            {
                foreach (var fault in OwnerFaults(application, volume))
                    yield return fault;
            }
        }
    }

    private static IEnumerable<string> OwnerFaults(ApplicationDefinition application, VolumeDefinition volume)
    {
        var users = application.AllWorkloads.Where(workload => workload.AllContainers.Any(container => container.Volumes.Any(mount => mount.Volume == volume))).ToList();
        if (users.Count > 1)
        {
            yield return ApplicationRules.Fault(
                $"Volume {volume.Name}",
                $"mounted by {string.Join(" and ", users.Select(workload => workload.Name))}",
                "a volume that is not shared (ReadWriteOnce) is mounted by one workload",
                "Set IsShared, or give each a volume of its own");
        }

        foreach (var workload in users.OfType<LongRunningDefinition>().Where(workload => !workload.IsSingleton))
        {
            yield return ApplicationRules.Fault(
                $"Volume {volume.Name}",
                $"mounted by {workload.Name}",
                "there is more than one pod of it, at least during an update, and the volume is not shared (ReadWriteOnce)",
                $"Set IsShared, or IsSingleton of {workload.Name}");
        }
    }
}
