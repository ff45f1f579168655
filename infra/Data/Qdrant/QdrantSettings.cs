using Infra.Applications.Model;
using Infra.Environments;
using Infra.Settings;
using Infra.Settings.Reading;
using Infra.Values;

namespace Infra.Data.Qdrant;

/// <summary><c>infra:qdrant</c>: the Qdrant server.</summary>
public sealed record QdrantSettings : SnapshotServiceSettings
{
    private const string TlsKey = "tls";

    /// <summary>Whether all that goes to it goes over TLS: <see cref="TlsMode.Disabled"/> or <see cref="TlsMode.Required"/>.</summary>
    public string Tls { get; init; } = TlsMode.Disabled;

    /// <summary>Whether it speaks HTTPS alone. It cannot speak both.</summary>
    public bool HasTls => Tls == TlsMode.Required;

    /// <summary>The size of its data volume.</summary>
    public required Quantity Storage { get; init; }

    /// <summary>The size of its volume for snapshots.</summary>
    public required Quantity SnapshotStorage { get; init; }

    /// <summary>The CPU request.</summary>
    public required Quantity Cpu { get; init; }

    /// <summary>The memory request and limit.</summary>
    public required Quantity Memory { get; init; }

    /// <inheritdoc/>
    protected override string Title => QdrantService.ServiceTitle;

    /// <summary>Reads the section.</summary>
    /// <param name="section">The section.</param>
    /// <param name="provider">What runs it.</param>
    /// <param name="environment">The environment.</param>
    /// <param name="project">Whose it is.</param>
    internal static QdrantSettings Read(Section section, string provider, EnvironmentTraits environment, ProjectDefinition project)
    {
        var defaults = QdrantDefaults.Of(environment);
        var settings = new QdrantSettings
        {
            Provider = provider,
            Tls = section.Get(
                TlsKey,
                SettingTypes.OneOf(TlsMode.Disabled, TlsMode.Required),
                defaults.Tls,
                "TLS to it. It speaks HTTP or HTTPS, never both: after a change clients fail until each of them is replaced."),
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
            Backup = SnapshotSettings.Read(section.Child("backup", "Backups of Qdrant."), QdrantService.ServiceTitle, environment),
            IsBackupDemanded = SnapshotSettings.AreDemanded(environment),
            Restore = RestoreSettings.Read(section, "a folder of snapshots, each called as its collection", "imports/qdrant"),
        };
        if (settings.HasTls)
        {
            TlsClients.Hold(
                section,
                TlsKey,
                settings.Tls,
                project,
                QdrantService.ServiceName,
                variable => variable is QdrantVariable { Part: QdrantPart.CaFile },
                $"{nameof(QdrantVariable)}.{nameof(QdrantVariable.CaFile)}");
        }

        return settings;
    }
}
