using Infra.Settings.Reading;
using Infra.Values;

namespace Infra.Settings;

/// <summary><c>infra:qdrant</c>: the Qdrant server.</summary>
public sealed record QdrantSettings
{
    /// <summary>The size of its data volume.</summary>
    public required Quantity Storage { get; init; }

    /// <summary>The size of its volume for snapshots.</summary>
    public required Quantity SnapshotStorage { get; init; }

    /// <summary>The CPU request.</summary>
    public required Quantity Cpu { get; init; }

    /// <summary>The memory request and limit.</summary>
    public required Quantity Memory { get; init; }

    internal static QdrantSettings Read(Section section, QdrantSettings defaults) => new()
    {
        Storage = section.Get(
            "storage",
            SettingTypes.Bytes,
            defaults.Storage,
            "Size of its data volume. It is made with it; later, edit the PersistentVolumeClaim."),
        SnapshotStorage = section.Get(
            "snapshotStorage",
            SettingTypes.Bytes,
            defaults.SnapshotStorage,
            "Size of its volume for snapshots. It is made with it; later, edit the PersistentVolumeClaim."),
        Cpu = section.Get("cpu", SettingTypes.Cores, defaults.Cpu, "CPU request."),
        Memory = section.Get("memory", SettingTypes.BytesFrom("128Mi"), defaults.Memory, "Memory request and limit."),
    };
}
