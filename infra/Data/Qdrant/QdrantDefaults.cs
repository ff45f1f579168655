using Infra.Environments;
using Infra.Settings;

namespace Infra.Data.Qdrant;

/// <summary>What an environment means for Qdrant: its traits in values.</summary>
internal static class QdrantDefaults
{
    /// <summary>The settings of an environment, unless its stack file says otherwise.</summary>
    public static QdrantSettings Of(EnvironmentTraits environment)
    {
        var (storage, cpu, memory) = environment.Size switch
        {
            EnvironmentSize.Small => ("5Gi", "100m", "512Mi"),
            EnvironmentSize.Medium => ("10Gi", "250m", "1Gi"),
            _ => ("50Gi", "500m", "4Gi"),
        };
        return new QdrantSettings
        {
            Provider = DataService.InCluster,
            Storage = storage,
            SnapshotStorage = storage,
            Cpu = cpu,
            Memory = memory,
            Backup = SnapshotSettings.Of(environment),
        };
    }
}
