using Infra.Environments;
using Infra.Settings;

namespace Infra.Data.Redis;

/// <summary>What an environment means for Redis: its traits in values.</summary>
internal static class RedisDefaults
{
    /// <summary>The settings of an environment, unless its stack file says otherwise.</summary>
    public static RedisSettings Of(EnvironmentTraits environment)
    {
        var (storage, cpu, memory) = environment.Size switch
        {
            EnvironmentSize.Small => ("1Gi", "50m", "128Mi"),
            EnvironmentSize.Medium => ("2Gi", "100m", "256Mi"),
            _ => ("10Gi", "250m", "1Gi"),
        };
        return new RedisSettings
        {
            Provider = DataService.InCluster,
            Storage = storage,
            Cpu = cpu,
            Memory = memory,
            Backup = SnapshotSettings.Of(environment),
        };
    }
}
