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
using StackPreview.Comparison;
using StackPreview.Kinds;

namespace Infra.Data.MySql;

/// <summary>MySQL, as the catalog knows it.</summary>
internal sealed class MySqlService : DataService<MySqlNeed, MySqlSettings, MySqlConnection>
{
    /// <summary>Its name in a namespace.</summary>
    public const string ServiceName = "mysql";

    /// <summary>Its name as people write it.</summary>
    public const string ServiceTitle = "MySQL";

    /// <summary>The database of a stack that has one although its application needs none.</summary>
    public const string DefaultDatabase = "app";

    /// <summary>The provider that is one server in a StatefulSet.</summary>
    public const string StatefulSet = "statefulset";

    /// <summary>The provider that is a cluster of Percona's operator, with group replication.</summary>
    public const string Percona = "percona";

    /// <summary>The key of the namespace of its operator.</summary>
    public const string OperatorNamespace = "mysqlOperator";

    /// <inheritdoc/>
    public override string Name => ServiceName;

    /// <inheritdoc/>
    public override string Title => ServiceTitle;

    /// <inheritdoc/>
    public override ImmutableArray<string> NameParts { get; } =
    [
        "accounts",
        ServerElsewhere.AuthorityPart,
        "backup",
        "backup-credentials",
        "backup-store",
        "backups",
        "clients",
        "drill",
        "drill-store",
        "dump",
        "dump-store",
        "haproxy",
        "instances",
        "load",
        "load-store",
        RdsMySql.Master,
        "mysql",
        "mysql-primary",
        "mysql-proxy",
        "mysql-unready",
        "owner",
        "proxies",
        "recover",
        "server",
        "user",
        "users",
    ];

    // The pods of Percona's proxies bear it as their name.
    /// <inheritdoc/>
    public override ImmutableArray<string> OtherNames { get; } = ["haproxy"];

    /// <inheritdoc/>
    public override bool HasAuthority => true;

    /// <inheritdoc/>
    public override string SectionMeaning => "The MySQL server or cluster.";

    /// <inheritdoc/>
    public override DataServiceChecks Checks { get; } = new MySqlChecks();

    // The operator's chart has no default: it is installed wherever helm is told to
    // (https://docs.percona.com/percona-operator-for-mysql/ps/helm.html).
    /// <inheritdoc/>
    public override ImmutableArray<NamespaceSetting> Namespaces { get; } =
    [
        new(OperatorNamespace, "mysql-operator", "Namespace of Percona's operator for MySQL, which must watch the stack's namespace."),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<ResourceKind> Kinds => MySqlKinds.All;

    /// <inheritdoc/>
    public override IReadOnlyList<IChangeRule> ChangeRules { get; }
        =
        [
            new BackupsMove(MySqlObjects.DestinationOf),
            new RecoveredFolderStays(),
            new GeoRedundancyStays(AzureKinds.MySqlServer),
            new RdsRecoveriesAreNew(RdsMySql.Engine, TimeProvider.System),
        ];

    /// <inheritdoc/>
    public override ImmutableArray<DataServiceOutput> Outputs => MySqlOutputs.All;

    /// <inheritdoc/>
    protected override ImmutableArray<DataServiceProvider<MySqlNeed, MySqlSettings, MySqlConnection>> Providers { get; } =
    [
        new(StatefulSet, "one server in a StatefulSet", MySqlServer.Type, (name, args, options) => new MySqlServer(name, args, options)),
        new(
            Percona,
            "a cluster of Percona's operator with group replication",
            PerconaMySql.Type,
            (name, args, options) => new PerconaMySql(name, args, options)),
        new(
            Existing,
            "a server that runs elsewhere",
            MySqlElsewhere.Type,
            (name, args, options) => new MySqlElsewhere(name, args, options)),
        new(
            RdsSettings.Provider,
            "an instance of Amazon RDS",
            RdsMySql.Type,
            (name, args, options) => new RdsMySql(name, args, options)),
        new(
            FlexibleServerSettings.Provider,
            "a flexible server of Azure",
            FlexibleMySql.Type,
            (name, args, options) => new FlexibleMySql(name, args, options)),
    ];

    /// <inheritdoc/>
    protected override MySqlNeed DefaultNeed { get; } = new(DefaultDatabase);

    /// <inheritdoc/>
    protected override string ProviderIn(EnvironmentTraits environment) => MySqlDefaults.ProviderIn(environment);

    /// <inheritdoc/>
    protected override MySqlSettings Read(
        Section section,
        string provider,
        EnvironmentTraits environment,
        ProjectDefinition project,
        MySqlNeed? need)
        => provider switch
        {
            RdsSettings.Provider => MySqlSettings.ReadRds(section, environment, project, need),
            FlexibleServerSettings.Provider => FlexibleMySqlSettings.Read(section, environment, project, need),
            _ => MySqlSettings.Read(section, provider, environment, project, need),
        };

    /// <inheritdoc/>
    protected override AlertGroup AlertsOn(WatchedService service, string ns, MySqlSettings settings)
        => settings.Existing is null ? MySqlAlerts.Of(service, ns, settings) : AlertGroup.None(service.Name);

    /// <inheritdoc/>
    protected override RecoveryObjective RecoveryOf(string name, MySqlSettings settings, ObjectStorageSettings storage, string ns) => new()
    {
        Name = name,
        Loss = settings.Backup.Schedule.LongestInterval,
        WindowDays = settings.Backup.RetentionDays,
        Job = settings.IsGroup ? PerconaBackups.NameOf(name) : MySqlDump.NameOf(name),
        Place = $"{storage.Location}/{name}",
        Proof = settings.Drill.IsEnabled ? "a restore drill every month" : $"CronJob {MySqlDrill.NameOf(name)}, on demand",
    };

    /// <inheritdoc/>
    protected override DataServiceOutputs OutputsOf(MySqlConnection connection) => MySqlOutputs.Of(connection);
}
