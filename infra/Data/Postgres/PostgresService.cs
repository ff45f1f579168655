using System.Collections.Immutable;
using Infra.Applications.Model;
using Infra.Checks;
using Infra.Environments;
using Infra.Observability;
using Infra.Observability.Alerts;
using Infra.Settings;
using Infra.Settings.Reading;
using StackPreview.Comparison;
using StackPreview.Kinds;

namespace Infra.Data.Postgres;

/// <summary>Postgres, as the catalog knows it.</summary>
internal sealed class PostgresService : DataService<PostgresNeed, PostgresSettings, PostgresConnection>
{
    /// <summary>Its name in a namespace.</summary>
    public const string ServiceName = "postgres";

    /// <summary>The key of the namespace of its operator.</summary>
    public const string OperatorNamespace = "postgresOperator";

    /// <inheritdoc/>
    public override string Name => ServiceName;

    /// <inheritdoc/>
    public override string Title => "Postgres";

    /// <inheritdoc/>
    public override ImmutableArray<string> NameParts { get; } =
    [
        "archive",
        "backup",
        "backup-credentials",
        "base",
        "clients",
        "drill",
        "drill-clients",
        "drill-instances",
        "drill-rw",
        "dump",
        "dump-store",
        "heartbeat",
        "instances",
        "owner",
        "r",
        "ro",
        "rollout",
        "rw",
    ];

    /// <inheritdoc/>
    public override bool HasAuthority => true;

    /// <inheritdoc/>
    public override bool IsBackedUpOnDemand => true;

    /// <inheritdoc/>
    public override string SectionMeaning => "The Postgres cluster.";

    /// <inheritdoc/>
    public override ImmutableArray<NamespaceSetting> Namespaces { get; } =
    [
        new(OperatorNamespace, "cnpg-system", "Namespace of the CloudNativePG operator."),
    ];

    /// <inheritdoc/>
    public override DataServiceChecks Checks { get; } = new PostgresChecks();

    /// <inheritdoc/>
    public override IReadOnlyList<ResourceKind> Kinds => PostgresKinds.All;

    /// <inheritdoc/>
    public override IReadOnlyList<IChangeRule> ChangeRules { get; } =
    [
        new ClustersAreBootstrappedOnce(),
        new ImagesChangeAlone(),
        new RestartsAreAnnounced(),
        new ArchivesStay(),
    ];

    /// <inheritdoc/>
    public override ImmutableArray<DataServiceOutput> Outputs => PostgresOutputs.All;

    /// <inheritdoc/>
    protected override ImmutableArray<DataServiceProvider<PostgresNeed, PostgresSettings, PostgresConnection>> Providers { get; } =
    [
        new(InCluster, "a cluster of CloudNativePG", CloudNativePg.Type, (name, args, options) => new CloudNativePg(name, args, options)),
    ];

    /// <inheritdoc/>
    protected override PostgresNeed DefaultNeed { get; } = new("app");

    /// <inheritdoc/>
    protected override PostgresSettings Read(
        Section section,
        string provider,
        EnvironmentTraits environment,
        ProjectDefinition project,
        PostgresNeed? need)
        => PostgresSettings.Read(section, provider, environment, project, need);

    /// <inheritdoc/>
    protected override AlertGroup AlertsOn(WatchedService service, string ns, PostgresSettings settings)
        => PostgresAlerts.Of(service, ns, settings);

    /// <inheritdoc/>
    protected override RecoveryObjective RecoveryOf(string name, PostgresSettings settings, ObjectStorageSettings storage, string ns) => new()
    {
        Name = name,
        Loss = settings.Backup.ArchiveTimeout,
        WindowDays = settings.Backup.RetentionDays,
        IsToTheSecond = true,
        Place = $"{storage.Location}/{name}",
        Proof = "each deployment waits until the write-ahead log is archived",
    };

    /// <inheritdoc/>
    protected override DataServiceOutputs OutputsOf(PostgresConnection connection) => PostgresOutputs.Of(connection);
}
