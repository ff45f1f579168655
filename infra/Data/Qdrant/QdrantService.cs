using System.Collections.Immutable;
using Infra.Applications.Model;
using Infra.Backups;
using Infra.Checks;
using Infra.Environments;
using Infra.Observability;
using Infra.Observability.Alerts;
using Infra.Settings;
using Infra.Settings.Reading;
using StackPreview.Comparison;

namespace Infra.Data.Qdrant;

/// <summary>Qdrant, as the catalog knows it.</summary>
internal sealed class QdrantService : DataService<QdrantNeed, QdrantSettings, QdrantConnection>
{
    /// <summary>Its name in a namespace.</summary>
    public const string ServiceName = "qdrant";

    /// <summary>Its name as people write it.</summary>
    public const string ServiceTitle = "Qdrant";

    /// <inheritdoc/>
    public override string Name => ServiceName;

    /// <inheritdoc/>
    public override string Title => ServiceTitle;

    /// <inheritdoc/>
    public override ImmutableArray<string> NameParts { get; } =
    [
        ServerElsewhere.AuthorityPart,
        "backup",
        "backup-store",
        "ca",
        "clients",
        "drill",
        "drill-store",
        "restore",
        "restore-store",
        "self-signed",
        "server",
        "tls",
    ];

    /// <inheritdoc/>
    public override bool HasAuthority => true;

    /// <inheritdoc/>
    public override string SectionMeaning => "The Qdrant server.";

    /// <inheritdoc/>
    public override DataServiceChecks Checks { get; } = new QdrantChecks();

    /// <inheritdoc/>
    public override IReadOnlyList<IChangeRule> ChangeRules { get; } = [new QdrantSchemeCutsClients()];

    /// <inheritdoc/>
    public override ImmutableArray<DataServiceOutput> Outputs => QdrantOutputs.All;

    /// <inheritdoc/>
    protected override ImmutableArray<DataServiceProvider<QdrantNeed, QdrantSettings, QdrantConnection>> Providers { get; } =
    [
        new(InCluster, "one server in a StatefulSet", QdrantServer.Type, (name, args, options) => new QdrantServer(name, args, options)),
        new(
            Existing,
            "a server that runs elsewhere",
            QdrantElsewhere.Type,
            (name, args, options) => new QdrantElsewhere(name, args, options)),
    ];

    /// <inheritdoc/>
    protected override QdrantNeed DefaultNeed { get; } = new();

    /// <inheritdoc/>
    protected override QdrantSettings Read(
        Section section,
        string provider,
        EnvironmentTraits environment,
        ProjectDefinition project,
        QdrantNeed? need)
        => provider == Existing
            ? QdrantSettings.ReadExisting(section, environment, project)
            : QdrantSettings.Read(section, provider, environment, project);

    /// <inheritdoc/>
    protected override AlertGroup AlertsOn(WatchedService service, string ns, QdrantSettings settings)
        => settings.Existing is null ? QdrantAlerts.Of(service, ns, settings) : AlertGroup.None(service.Name);

    /// <inheritdoc/>
    protected override RecoveryObjective RecoveryOf(string name, QdrantSettings settings, ObjectStorageSettings storage, string ns)
        => SnapshotJobs.RecoveryOf(name, settings.Backup, storage, ns);

    /// <inheritdoc/>
    protected override DataServiceOutputs OutputsOf(QdrantConnection connection) => QdrantOutputs.Of(connection);
}
