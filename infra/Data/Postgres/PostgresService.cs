using System.Collections.Immutable;
using Infra.Applications.Model;
using Infra.Checks;
using Infra.Data.Flexible;
using Infra.Data.Rds;
using Infra.Environments;
using Infra.Observability;
using Infra.Observability.Alerts;
using Infra.Settings;
using Infra.Settings.Reading;
using Infra.Steps;
using StackPreview.Comparison;
using StackPreview.Kinds;

namespace Infra.Data.Postgres;

/// <summary>Postgres, as the catalog knows it.</summary>
internal sealed class PostgresService : DataService<PostgresNeed, PostgresSettings, PostgresConnection>
{
    /// <summary>Its name in a namespace.</summary>
    public const string ServiceName = "postgres";

    /// <summary>Its name as people write it.</summary>
    public const string ServiceTitle = "Postgres";

    /// <summary>The database of a stack that has one although its application needs none.</summary>
    public const string DefaultDatabase = "app";

    /// <summary>The key of the namespace of its operator.</summary>
    public const string OperatorNamespace = "postgresOperator";

    private static readonly ImmutableArray<string> PartsOfCluster =
    [
        "archive",
        "backup",
        "base",
        "clients",
        "import",
        "instances",
        "owner",
        "pooler",
        "pooler-clients",
        "pooler-instances",
        "r",
        "ro",
        "rollout",
        "rw",
    ];

    /// <inheritdoc/>
    public override string Name => ServiceName;

    /// <inheritdoc/>
    public override string Title => ServiceTitle;

    /// <inheritdoc/>
    public override ImmutableArray<string> NameParts { get; } =
    [
        ServerElsewhere.AuthorityPart,
        "backup-credentials",
        .. PartsOfCluster,
        .. Enumerable.Range(2, ClusterName.HighestIncarnation - 1).SelectMany(number =>
            PartsOfCluster.Select(part => $"{number}-{part}").Prepend($"{number}")),
        "drill",
        "drill-clients",
        "drill-instances",
        "drill-rw",
        "dump",
        "dump-store",
        "fill",
        "fill-clients",
        "fill-credentials",
        "fill-instances",
        "fill-rw",
        "heartbeat",
        DatabaseRole.Master,
        "role",
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
        new PoolerClientsKeepVerifying(),
        new UpgradesAreSaved(),
        new ServingClusterStays(),
        new RecoveriesAreNew(TimeProvider.System),
        new RdsRecoveriesAreNew(RdsPostgres.Engine, TimeProvider.System),
        new GeoRedundancyStays(AzureKinds.PostgresServer),
    ];

    /// <inheritdoc/>
    public override ImmutableArray<DataServiceOutput> Outputs => PostgresOutputs.All;

    /// <inheritdoc/>
    protected override ImmutableArray<DataServiceProvider<PostgresNeed, PostgresSettings, PostgresConnection>> Providers { get; } =
    [
        new(InCluster, "a cluster of CloudNativePG", CloudNativePg.Type, (name, args, options) => new CloudNativePg(name, args, options)),
        new(
            Shared,
            "a companion's database in the application's cluster",
            SharedDatabase.Type,
            (name, args, options) => new SharedDatabase(name, args, options)),
        new(
            Existing,
            "a server that runs elsewhere",
            PostgresElsewhere.Type,
            (name, args, options) => new PostgresElsewhere(name, args, options)),
        new(
            RdsSettings.Provider,
            "an instance of Amazon RDS",
            RdsPostgres.Type,
            (name, args, options) => new RdsPostgres(name, args, options)),
        new(
            FlexibleServerSettings.Provider,
            "a flexible server of Azure",
            FlexiblePostgres.Type,
            (name, args, options) => new FlexiblePostgres(name, args, options)),
    ];

    /// <inheritdoc/>
    protected override PostgresNeed DefaultNeed { get; } = new(DefaultDatabase);

    /// <inheritdoc/>
    protected override PostgresSettings Read(
        Section section,
        string provider,
        EnvironmentTraits environment,
        ProjectDefinition project,
        PostgresNeed? need)
        => provider switch
        {
            Existing => ProviderSettings.ReadExisting(section, environment, project, need),
            RdsSettings.Provider => ProviderSettings.ReadRds(section, environment, project, need),
            FlexibleServerSettings.Provider => FlexiblePostgresSettings.Read(section, environment, project, need),
            _ => PostgresSettings.Read(section, provider, environment, project, need),
        };

    /// <inheritdoc/>
    protected override PostgresSettings ReadShared(
        Section section,
        EnvironmentTraits environment,
        ProjectDefinition project,
        PostgresNeed? need,
        PostgresSettings? host)
        => ProviderSettings.ReadShared(section, environment, project, need, host);

    /// <inheritdoc/>
    protected override AlertGroup AlertsOn(WatchedService service, string ns, PostgresSettings settings)
        => PostgresAlerts.Of(service, ns, settings);

    /// <inheritdoc/>
    protected override RecoveryObjective RecoveryOf(
        string name,
        PostgresSettings settings,
        ObjectStorageSettings storage,
        string ns)
        => settings switch
        {
            { Host: { } host } => RecoveryOfCluster(ServiceName, host, storage) with { Name = name },
            { Existing: not null } => PostgresDump.RecoveryOf(name, settings.Dump, storage, ns),
            _ => RecoveryOfCluster(name, settings, storage),
        };

    /// <inheritdoc/>
    protected override DataServiceOutputs OutputsOf(PostgresConnection connection) => PostgresOutputs.Of(connection);

    private static RecoveryObjective RecoveryOfCluster(string name, PostgresSettings settings, ObjectStorageSettings storage) => new()
    {
        Name = name,
        Loss = settings.Backup.ArchiveTimeout,
        WindowDays = settings.Backup.RetentionDays,
        IsToTheSecond = true,
        Job = ScheduledStep.NameOf(PostgresBackups.AccountOf(ClusterName.Of(name, settings.Incarnation))),
        // The name that it archives under begins with that of the cluster, and ends in what is made with the cluster.
        Place = $"{storage.Location}/{settings.Archive ?? $"{ClusterName.Of(name, settings.Incarnation)}*"}",
        Proof = settings.Drill.IsEnabled
            ? "a restore drill every month; each deployment waits until the write-ahead log is archived"
            : "each deployment waits until the write-ahead log is archived",
    };
}
