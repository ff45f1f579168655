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

    /// <summary>The server that runs elsewhere; null where it is in the cluster.</summary>
    public ExistingServer? Existing { get; init; }

    /// <summary>The size of its data volume.</summary>
    public required Quantity Storage { get; init; }

    /// <summary>The size of its volume for snapshots.</summary>
    public required Quantity SnapshotStorage { get; init; }

    /// <summary>The CPU request.</summary>
    public required Quantity Cpu { get; init; }

    /// <summary>The memory request and limit.</summary>
    public required Quantity Memory { get; init; }

    /// <inheritdoc/>
    public override IEnumerable<SuppliedSecret> Secrets => Existing?.Secrets ?? [];

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
            Existing = ReadServer(section, provider, project),
            Restore = RestoreSettings.Read(section, "a folder of snapshots, each called as its collection", "imports/qdrant"),
        };
        if (settings.HasTls)
            HoldClients(section, TlsKey, settings.Tls, project);
        return settings;
    }

    /// <summary>Reads the section of one that runs elsewhere, which is backed up there.</summary>
    /// <param name="section">The section.</param>
    /// <param name="environment">The environment.</param>
    /// <param name="project">Whose it is.</param>
    internal static QdrantSettings ReadExisting(Section section, EnvironmentTraits environment, ProjectDefinition project)
    {
        var defaults = QdrantDefaults.Of(environment);
        return defaults with
        {
            Provider = DataService.Existing,
            Backup = defaults.Backup with { IsEnabled = false },
            Existing = ReadServer(section, DataService.Existing, project),
        };
    }

    private static ExistingServer? ReadServer(Section section, string provider, ProjectDefinition project)
    {
        var child = section.Child("existing", "The Qdrant that runs elsewhere, over HTTPS, with provider existing.");
        var service = DataServiceNames.Of(project, QdrantService.ServiceName);
        var server = ExistingServer.Read(
            child,
            provider,
            service,
            QdrantService.ServiceTitle,
            QdrantServer.RestPort,
            isAuthoritySupplied: false);
        if (server?.Authority is not null)
            HoldClients(child, ExistingServer.AuthorityKey, ExistingServer.Supplied, project);
        return server;
    }

    private static void HoldClients(Section section, string key, string value, ProjectDefinition project)
        => TlsClients.Hold(
            section,
            key,
            value,
            project,
            QdrantService.ServiceName,
            variable => variable is QdrantVariable { Part: QdrantPart.CaFile },
            $"{nameof(QdrantVariable)}.{nameof(QdrantVariable.CaFile)}");
}
