using Infra.Faults;
using Infra.Values;

namespace Infra.Applications.Model.Rules;

/// <summary>The rules for an application's volumes.</summary>
internal static class VolumeRules
{
    /// <summary>What is wrong with the volumes.</summary>
    /// <param name="application">The application.</param>
    /// <param name="services">The data services that it may have.</param>
    public static IEnumerable<Fault> FaultsOf(ApplicationDefinition application, IReadOnlyList<IDataServiceDefinition> services)
    {
        foreach (var group in Duplicates.Of(application.AllVolumes, volume => volume.Name))
        {
            yield return new Fault(
                $"Volume {group.Key}",
                $"defined {group.Count()} times",
                "a volume has one definition, and is mounted in the application or in one of its companions",
                "Use one for all mounts");
        }

        foreach (var volume in application.AllVolumes.Distinct())
        {
            if (!NameRules.IsName(volume.Name))
                yield return new Fault("name of a volume", $"\"{volume.Name}\"", NameRules.Rule, "Rename it");
            if (IsOwn(volume.Name, services))
                yield return new Fault("name of a volume", $"\"{volume.Name}\"", "pods have a volume of this name already", "Rename it");

            var sizeFaults = QuantityRange.Bytes.FaultsOf($"Volume {volume.Name}.{nameof(volume.Size)}", volume.Size);
            foreach (var fault in sizeFaults.Concat(volume.IsShared ? [] : OwnerFaults(application, volume)))
                yield return fault;
        }
    }

    // What the program itself mounts.
    private static bool IsOwn(string name, IReadOnlyList<IDataServiceDefinition> services)
        => name == "tmp"
            || services.Any(service => service.HasAuthority && name == DataServiceNames.CaVolumeOf(service.Name))
            || name.Contains("-scratch-", StringComparison.Ordinal)
            || name.Contains("-files-", StringComparison.Ordinal)
            || name.Contains("-config-", StringComparison.Ordinal);

    private static IEnumerable<Fault> OwnerFaults(ApplicationDefinition application, VolumeDefinition volume)
    {
        var users = application.AllWorkloads
            .Where(workload => workload.AllContainers.Any(container => container.Volumes.Any(mount => mount.Volume == volume)))
            .ToList();
        if (users.Count > 1)
        {
            yield return new Fault(
                $"Volume {volume.Name}",
                $"mounted by {string.Join(" and ", users.Select(workload => workload.Name))}",
                "a volume that is not shared (ReadWriteOnce) is mounted by one workload",
                "Set IsShared, or give each a volume of its own");
        }

        foreach (var workload in users.OfType<LongRunningDefinition>().Where(workload => !workload.IsSingleton))
        {
            yield return new Fault(
                $"Volume {volume.Name}",
                $"mounted by {workload.Name}",
                "there is more than one pod of it, at least during an update, and the volume is not shared (ReadWriteOnce)",
                $"Set IsShared, or IsSingleton of {workload.Name}");
        }
    }
}
