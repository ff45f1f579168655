using System.Collections.Immutable;
using Infra.Applications.Model;
using Infra.Backups;
using Infra.Data.Flexible;
using Infra.Data.Rds;
using Infra.Environments;
using Infra.Faults;
using Infra.Settings;
using Infra.Settings.Reading;
using Infra.Values;

namespace Infra.Data.Postgres;

/// <summary><c>infra:postgres</c>: the Postgres cluster.</summary>
public sealed record PostgresSettings : DataServiceSettings
{
    /// <summary>The most connections that a server can be set to take.</summary>
    internal const int MostConnections = 5000;

    /// <summary>The key of <see cref="Synchronous"/>.</summary>
    internal const string SynchronousKey = "synchronous";

    /// <summary>The key of <see cref="UpgradeFrom"/>.</summary>
    internal const string UpgradeFromKey = "upgradeFrom";

    /// <summary>Commits wait for a replica, also where there is none.</summary>
    internal const string Required = "required";

    private const string Preferred = "preferred";

    // Longer than the longest, and the operator skips it (its stopDelay is half an hour).
    private static readonly DurationRange SmartShutdownTimeouts = new(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(20));
    private static readonly DurationRange SwitchoverDelays = new(TimeSpan.FromSeconds(30), TimeSpan.FromHours(1));

    /// <inheritdoc/>
    public override bool IsBackedUp => IsManaged ? HasObjectStorage : Existing is null || Dump.IsEnabled;

    /// <inheritdoc/>
    public override bool NeedsObjectStorage => !IsManaged && IsBackedUp;

    // Its dumps, which are all that comes there.
    /// <inheritdoc/>
    public override bool HasFolderOfNamespace => IsManaged;

    /// <summary>The instance, where RDS runs it; null where it is in the cluster.</summary>
    public RdsSettings? Rds { get; init; }

    /// <summary>What runs there; null where it is in the cluster.</summary>
    internal RdsServer? OnRds => Rds is null ? null : new RdsServer(
        RdsPostgres.Engine,
        Rds,
        Storage,
        MaxConnections,
        new ManagedOrigin(Incarnation, Formers, RestoreTo));

    /// <summary>The server, where a flexible server of Azure runs it; null where it is in the cluster.</summary>
    public FlexibleServerSettings? Flexible { get; init; }

    /// <summary>The time that a server of a cloud is made from, of the one before it; null for an empty one.</summary>
    public RecoveryTime? RestoreTo { get; init; }

    /// <summary>Whether a cloud runs it.</summary>
    internal bool IsManaged => Rds is not null || Flexible is not null;

    // Where a cloud backs it up, dumps go to the object storage alone, and are taken where there is one.
    private bool HasObjectStorage { get; init; } = true;

    /// <summary>The major version.</summary>
    public int Version { get; init; } = 18;

    /// <summary>The image of the instances, where it is not the version's own. Default: the version's own.</summary>
    public ImageReference? Image { get; init; }

    /// <summary>The number of instances: one primary, the others replicas.</summary>
    public required int Instances { get; init; }

    /// <summary>The size of each instance's data volume.</summary>
    public required Quantity Storage { get; init; }

    /// <summary>The size of each instance's volume for the write-ahead log.</summary>
    public required Quantity WalStorage { get; init; }

    /// <summary>The CPU request of each instance.</summary>
    public required Quantity Cpu { get; init; }

    /// <summary>The memory request and limit of each instance.</summary>
    public required Quantity Memory { get; init; }

    /// <summary>The most client connections at a time (max_connections).</summary>
    public required int MaxConnections { get; init; }

    /// <summary>How long a primary that stops lets sessions end by themselves, and takes no new ones; then it ends them.</summary>
    public required TimeSpan SmartShutdownTimeout { get; init; }

    /// <summary>
    /// How long a primary that hands over may take to stop and to archive what it has; then its successor takes over without it.
    /// </summary>
    public required TimeSpan SwitchoverDelay { get; init; }

    /// <summary>Its backups.</summary>
    public required PostgresBackupSettings Backup { get; init; }

    /// <summary>The name of its database: the application's, which no stack file says.</summary>
    public string Database { get; init; } = PostgresService.DefaultDatabase;

    /// <summary>The settings of the cluster that its database is in, where it is the application's; null where it has its own.</summary>
    public PostgresSettings? Host { get; init; }

    /// <summary>The server that runs elsewhere, where there is no cluster; null where there is one.</summary>
    public ExistingPostgres? Existing { get; init; }

    /// <summary>What pools the connections of its clients.</summary>
    public required PoolerSettings Pooler { get; init; }

    /// <summary>
    /// Whether a commit waits for a replica, and where too few are there: for ever (required), or not (preferred). Null for neither.
    /// </summary>
    public string? Synchronous { get; init; }

    /// <summary>The major version that this one is upgraded from; null where none is. It is backed up before.</summary>
    public int? UpgradeFrom { get; init; }

    /// <summary>The incarnation that serves: a recovery on a stack that has data is another one. Default: 1.</summary>
    public int Incarnation { get; init; } = 1;

    /// <summary>The clusters that stay beside the one that serves. Default: none.</summary>
    public ImmutableArray<FormerServer> Formers { get; init; } = [];

    /// <summary>The backup that the cluster is made from; null for an empty database.</summary>
    public PostgresRecovery? Recover { get; init; }

    /// <summary>The running server that the cluster takes its data from; null for none.</summary>
    public PostgresImport? Import { get; init; }

    /// <inheritdoc/>
    public override IEnumerable<SuppliedSecret> Secrets =>
        [
            .. Rds is null ? [] : new[] { RdsAuthority.Bundle },
            .. Flexible is null ? [] : new[] { FlexibleServers.AuthorityBundle },
            .. Import?.Secrets ?? [],
            .. Existing?.Server.Secrets ?? [],
            .. Recover?.Mask is null ? [] : PostgresFill.Keys,
        ];

    /// <summary>Whether it has a cluster of its own.</summary>
    internal bool HasCluster => Host is null && Existing is null && !IsManaged;

    /// <summary>Logical dumps beside them.</summary>
    public required DumpSettings Dump { get; init; }

    /// <summary>The restore drill.</summary>
    public required PostgresDrillSettings Drill { get; init; }

    /// <summary>The name of the instances' image.</summary>
    internal string ImageName => Image?.Text ?? PostgresImages.Of(Version);

    /// <summary>
    /// Whether a restart of the primary is a switchover: a replica takes over first, and the primary comes back as a replica. The operator
    /// takes no new image together with new parameters then.
    /// </summary>
    internal bool SwitchesOver => Instances > 1;

    /// <inheritdoc/>
    public override DataServiceSettings WithoutObjectStorage()
        => !IsManaged ? this : this with { HasObjectStorage = false, Dump = Dump with { IsEnabled = false } };

    /// <inheritdoc/>
    public override RecoveryObjective? RecoveryByProvider(string service) => Rds?.RecoveryOf(service) ?? Flexible?.RecoveryOf(service);

    /// <inheritdoc/>
    internal override IEnumerable<Fault> FaultsIn(StackSettings stack, string path, string service, ConfigCommands commands)
        => this switch
        {
            { Rds: not null } => RdsRules.FaultsIn(stack, path, service, commands),
            { Flexible: { } flexible } => FlexibleServerRules.FaultsIn(
                stack,
                flexible,
                PostgresService.ServiceName,
                path,
                Incarnations.NameOf(service, Incarnation),
                commands),
            _ => PostgresSettingRules.FaultsIn(stack, this, path),
        };

    /// <inheritdoc/>
    public override IEnumerable<KeyValuePair<string, string>> Contradictions(EnvironmentTraits environment)
        => environment.SurvivesNodeLoss ? PostgresPromises.Broken(this, environment) : [];

    /// <summary>Reads the section.</summary>
    /// <param name="section">The section.</param>
    /// <param name="provider">What runs it.</param>
    /// <param name="environment">The environment.</param>
    /// <param name="project">Whose it is.</param>
    /// <param name="need">What the project needs; null where it needs none.</param>
    internal static PostgresSettings Read(
        Section section,
        string provider,
        EnvironmentTraits environment,
        ProjectDefinition project,
        PostgresNeed? need)
    {
        var defaults = PostgresDefaults.Of(environment);
        var version = ServerSettings.Version(section, defaults.Version, need);
        var storage = section.Get(
            "storage",
            SettingTypes.BytesFrom("1Gi"),
            defaults.Storage,
            "Size of each instance's data volume. It can grow, not shrink.");
        var settings = new PostgresSettings
        {
            Provider = provider,
            Database = need?.Database ?? PostgresService.DefaultDatabase,
            Version = version,
            Image = section.Get(
                "image",
                SettingTypes.Image,
                PostgresImages.Of(version),
                "Image of the instances, of that version: what holds a newer one back while other changes are made."),
            Instances = section.Get(
                "instances",
                SettingTypes.Integer(1, 9),
                defaults.Instances,
                "Number of instances: one primary, the others replicas."),
            Storage = storage,
            WalStorage = section.Get(
                "walStorage",
                SettingTypes.BytesFrom("1Gi"),
                defaults.WalStorage,
                "Size of each instance's volume for the write-ahead log. It can grow, not shrink."),
            Cpu = section.Get("cpu", SettingTypes.Cores, defaults.Cpu, "CPU request of each instance."),
            // A quarter of it are shared buffers, and each connection takes some.
            Memory = section.Get("memory", SettingTypes.BytesFrom("256Mi"), defaults.Memory, "Memory request and limit of each instance."),
            MaxConnections = ServerSettings.MaxConnections(section, environment, project, defaults),
            SmartShutdownTimeout = section.Get(
                "smartShutdownTimeout",
                SettingTypes.Duration(SmartShutdownTimeouts),
                defaults.SmartShutdownTimeout,
                "How long a primary that stops takes no new connections and lets sessions end by themselves; then it ends them."),
            SwitchoverDelay = section.Get(
                "switchoverDelay",
                SettingTypes.Duration(SwitchoverDelays),
                defaults.SwitchoverDelay,
                "How long a primary that hands over may take to stop and to archive what it has."),
            Backup = PostgresBackupSettings.Read(section.Child("backup", "Backups of Postgres."), environment, storage),
            Existing = ExistingPostgres.Read(section.Child("existing", ExistingPostgres.Meaning), provider, project, need),
            Pooler = PoolerSettings.Read(section.Child("pooler", "PgBouncer before Postgres."), defaults.Pooler, project, need),
            Dump = DumpSettings.Read(section.Child("dump", "Logical dumps of Postgres, beside its backups."), defaults.Dump),
            Drill = PostgresDrillSettings.Read(section.Child("drill", "The restore drill of Postgres."), environment, storage, need),
        };
        RdsRules.RefuseSection(section, provider, environment, RdsPostgres.Engine);
        var flexible = section.Child(FlexibleServerSettings.Key, FlexibleServerSettings.Meaning);
        FlexibleServerSettings.Read(flexible, environment, FlexiblePostgresSettings.FewestDays);
        FlexibleServerRules.HoldProvider(section, flexible, provider);
        settings = settings.WithOrigin(section, project, need).WithVersions(section);
        new PostgresSettingRules(section, settings).Hold(environment, project, need);
        return settings;
    }

    // Which cluster it is, and where its data comes from.
    private PostgresSettings WithOrigin(Section section, ProjectDefinition project, PostgresNeed? need)
    {
        var service = DataServiceNames.Of(project, PostgresService.ServiceName);
        var incarnation = section.Get(
            "incarnation",
            SettingTypes.Integer(1, ClusterName.HighestIncarnation),
            1,
            "Which of the clusters serves. A recovery beside one that exists is the next one; a lower one moves back.");
        return this with
        {
            Incarnation = incarnation,
            Formers = FormerServer.Read(section, service, incarnation, "cluster"),
            Archive = section.Find(
                "archive",
                SettingTypes.ObjectName,
                "The name that it archives under. A cluster that exists keeps the one that it has.",
                "made with the cluster"),
            Recover = PostgresRecovery.Read(section.Child("recover", "The backup that a new cluster is made from.")),
            Import = PostgresImport.Read(
                section.Child("import", "The running server that a new cluster takes its data from."),
                service,
                need?.Database ?? PostgresService.DefaultDatabase),
        };
    }

    private PostgresSettings WithVersions(Section section)
    {
        return this with
        {
            UpgradeFrom = ServerSettings.UpgradeFrom(section),
            Synchronous = section.Find(
                SynchronousKey,
                SettingTypes.OneOf(Preferred, Required),
                "Whether a commit waits until a replica has it; where none is there, for ever (required) or not (preferred).",
                "no commit waits"),
        };
    }
}
