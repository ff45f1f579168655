using Infra.Faults;
using Infra.Settings;

namespace Infra.Data.MySql;

/// <summary>What settings of a group are held to that only the whole stack tells.</summary>
internal static class PerconaRules
{
    /// <summary>What is wrong with it.</summary>
    /// <param name="stack">The stack.</param>
    /// <param name="path">Where the settings of MySQL stand.</param>
    public static IEnumerable<Fault> FaultsIn(StackSettings stack, string path)
    {
        // Its Secret is required, and version 1.2 takes no role in its place:
        // https://docs.percona.com/percona-operator-for-mysql/ps/backups-storage.html
        if (stack.ObjectStorage is { Own: not null })
        {
            yield return new Fault(
                $"{path}.provider",
                $"\"{MySqlService.Percona}\"",
                $"its operator opens a bucket with keys, and that of {ObjectStorageSettings.ProviderKey} "
                    + $"{OwnBucketSettings.Provider} has none",
                $"Set {ObjectStorageSettings.ProviderKey} to {ObjectStorageSettings.Supplied}");
        }
    }
}
