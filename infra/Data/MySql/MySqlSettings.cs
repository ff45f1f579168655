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

namespace Infra.Data.MySql;

/// <summary><c>infra:mysql</c>: the MySQL server or cluster, of version 8.4.</summary>
public sealed record MySqlSettings : DataServiceSettings
{
    // The operator refuses other numbers: a group needs a majority
    // (https://docs.percona.com/percona-operator-for-mysql/ps/architecture.html).
    private static readonly int[] GroupSizes = [3, 5, 7];

    /// <summary>The number of instances: one, or a group of 3, 5 or 7, one of them the primary.</summary>
    public required int Instances { get; init; }

    /// <summary>The size of each instance's volume.</summary>
    public required Quantity Storage { get; init; }

    /// <summary>The CPU request of each instance.</summary>
    public required Quantity Cpu { get; init; }

    /// <summary>The memory request and limit of each instance; half of it caches data.</summary>
    public required Quantity Memory { get; init; }

    /// <summary>The most client connections at a time (max_connections).</summary>
    public required int MaxConnections { get; init; }

    /// <summary>The server that runs elsewhere; null where it is in the cluster.</summary>
    public ExistingMySql? Existing { get; init; }

    /// <summary>Its backups.</summary>
    public required MySqlBackupSettings Backup { get; init; }

    /// <summary>Logical dumps of a group, beside its backups. Those of one server are its backups.</summary>
    public required DumpSettings Dump { get; init; }

    /// <summary>The restore drill.</summary>
    public required MySqlDrillSettings Drill { get; init; }

    /// <summary>Where its data comes from, once. Default: nowhere, it begins empty.</summary>
    public MySqlOrigin Origin { get; init; } = new();

    /// <summary>Which server of a cloud serves, and what it was made from.</summary>
    public ManagedOrigin ServerOrigin { get; init; } = ManagedOrigin.Empty;

    /// <summary>The instance, where RDS runs it; null where it is in the cluster or elsewhere.</summary>
    public RdsSettings? Rds { get; init; }

    /// <summary>The server, where a flexible server of Azure runs it; null where it is in the cluster or elsewhere.</summary>
    public FlexibleServerSettings? Flexible { get; init; }

    /// <summary>The version of that server, as Azure names it; null where there is none.</summary>
    public string? FlexibleVersion { get; init; }

    /// <summary>Whether a cloud runs it.</summary>
    internal bool IsManaged => Rds is not null || Flexible is not null;

    /// <inheritdoc/>
    public override bool IsBackedUp => IsManaged ? HasObjectStorage : Existing is null;

    /// <inheritdoc/>
    public override bool NeedsObjectStorage => IsBackedUp && (!IsManaged || Origin.Import is not null);

    // Its dumps, which are all that comes there.
    /// <inheritdoc/>
    public override bool HasFolderOfNamespace => IsManaged;

    /// <inheritdoc/>
    public override IEnumerable<SuppliedSecret> Secrets => this switch
    {
        { Rds: not null } => [RdsAuthority.Bundle],
        { Flexible: not null } => [FlexibleServers.AuthorityBundle],
        _ => Existing?.Server.Secrets ?? [],
    };

    // Where RDS backs it up, dumps go to the object storage alone, and are taken where there is one.
    private bool HasObjectStorage { get; init; } = true;

    /// <summary>What runs there; null where it is not on RDS.</summary>
    internal RdsServer? OnRds => Rds is null ? null : new RdsServer(
        RdsMySql.Engine,
        Rds,
        Storage,
        MaxConnections,
        ServerOrigin);

    /// <summary>Whether it is a group of several instances.</summary>
    public bool IsGroup => Provider == MySqlService.Percona;

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
            { Flexible: { } flexible } =>
                FlexibleServerRules.FaultsIn(
                    stack,
                    flexible,
                    MySqlService.ServiceName,
                    path,
                    Incarnations.NameOf(service, ServerOrigin.Incarnation),
                    commands),
            _ => IsGroup ? PerconaRules.FaultsIn(stack, path) : [],
        };

    /// <inheritdoc/>
    public override IEnumerable<KeyValuePair<string, string>> Contradictions(EnvironmentTraits environment)
    {
        foreach (var contradiction in Rds?.Contradictions(MySqlService.ServiceTitle, environment) ?? [])
            yield return contradiction;
        if (environment.SurvivesNodeLoss && Flexible?.Contradiction(environment) is { } broken)
            yield return broken;
        if (environment.SurvivesNodeLoss && !IsGroup && Existing is null && !IsManaged)
        {
            yield return KeyValuePair.Create(
                "provider",
                $"one server is away while its node is; {environment.Name} promises to survive the loss of a node. "
                    + $"Use {MySqlService.Percona}");
        }
    }

    /// <summary>Reads the section.</summary>
    /// <param name="section">The section.</param>
    /// <param name="provider">What runs it.</param>
    /// <param name="environment">The environment.</param>
    /// <param name="project">Whose it is.</param>
    /// <param name="need">What the project needs of it; null where it needs none.</param>
    internal static MySqlSettings Read(
        Section section,
        string provider,
        EnvironmentTraits environment,
        ProjectDefinition project,
        MySqlNeed? need)
    {
        var existing = ExistingMySql.Read(section, provider, project, need);
        if (provider == DataService.Existing)
            return MySqlDefaults.Of(environment) with { Provider = provider, Existing = existing };
        var defaults = MySqlDefaults.Of(environment);
        var settings = new MySqlSettings
        {
            Provider = provider,
            Instances = section.Get(
                "instances",
                SettingTypes.Integer(1, GroupSizes[^1]) with { FixOf = _ => provider == MySqlService.Percona ? "Use 3, 5 or 7" : "Use 1" },
                DefaultInstances(provider, defaults),
                "Number of instances: 1 in a StatefulSet; 3, 5 or 7 in a group, one of them the primary."),
            Storage = section.Get(
                "storage",
                SettingTypes.BytesFrom("1Gi"),
                defaults.Storage,
                "Size of each instance's volume. It can grow, not shrink; that of a StatefulSet by editing the PersistentVolumeClaim."),
            Cpu = section.Get("cpu", SettingTypes.Cores, defaults.Cpu, "CPU request of each instance."),
            // Half of it caches data, and the server itself takes most of the smallest.
            Memory = section.Get(
                "memory",
                // A member of a group keeps messages for the others beside that.
                SettingTypes.BytesFrom(provider == MySqlService.Percona ? "1536Mi" : "768Mi"),
                defaults.Memory,
                "Memory request and limit of each instance; half of it caches data."),
            MaxConnections = ReadMaxConnections(section, defaults),
            Backup = MySqlBackupSettings.Read(section.Child("backup", "Backups of MySQL."), environment),
            Dump = ReadDump(section, provider, defaults.Dump),
            Drill = MySqlDrillSettings.Read(section.Child("drill", "The restore drill of MySQL."), defaults.Drill),
            Origin = MySqlOrigin.Read(section, provider == MySqlService.Percona),
        };
        RdsRules.RefuseSection(section, provider, environment, RdsMySql.Engine);
        FlexibleMySqlSettings.Refuse(section, provider, environment);
        settings.ReportContradictions(section);
        return settings;
    }

    /// <summary>Reads the section of one that RDS runs: what is about servers in the cluster is unknown there.</summary>
    /// <param name="section">The section.</param>
    /// <param name="environment">The environment.</param>
    /// <param name="project">Whose it is.</param>
    /// <param name="need">What the project needs of it; null where it needs none.</param>
    internal static MySqlSettings ReadRds(Section section, EnvironmentTraits environment, ProjectDefinition project, MySqlNeed? need)
    {
        var defaults = MySqlDefaults.Of(environment);
        var instance = section.Child(RdsSettings.Key, RdsSettings.Meaning);
        var settings = defaults with
        {
            Provider = RdsSettings.Provider,
            Instances = 1,
            Rds = RdsSettings.Read(instance, environment, RdsMySql.Engine),
            ServerOrigin = ManagedOrigin.Read(section, DataServiceNames.Of(project, MySqlService.ServiceName), "instance"),
            Storage = section.Get(
                "storage",
                SettingTypes.BytesBetween(RdsSettings.Volumes.Lowest, RdsSettings.Volumes.Highest),
                RdsSettings.StorageIn(environment),
                "Size of the instance's volume at first. It can grow, not shrink."),
            MaxConnections = ReadMaxConnections(section, defaults),
            Dump = DumpSettings.Read(section.Child("dump", "Logical dumps of MySQL, beside its backups."), defaults.Dump),
            Drill = defaults.Drill with { IsEnabled = false },
            Origin = MySqlOrigin.ReadImport(section),
        };
        RdsRules.Hold(instance, section, settings.OnRds!, need?.Database ?? MySqlService.DefaultDatabase);
        RdsMySqlVersions.Hold(instance, settings.Rds!);
        TlsClients.Hold(
            section,
            "provider",
            RdsSettings.Provider,
            project,
            MySqlService.ServiceName,
            variable => variable is MySqlVariable { Part: MySqlPart.CaFile },
            $"{nameof(MySqlVariable)}.{nameof(MySqlVariable.CaFile)}");
        return settings;
    }

    private static int ReadMaxConnections(Section section, MySqlSettings defaults) => section.Get(
        "maxConnections",
        SettingTypes.Integer(20, 5000),
        defaults.MaxConnections,
        "The most client connections at a time (max_connections).");

    // Of two that are equally near, the one that more instances can be lost of.
    private int NearestGroupSize => GroupSizes.OrderDescending().MinBy(size => Math.Abs(size - Instances));

    // Whoever changes the provider alone means the number that goes with it.
    private static int DefaultInstances(string provider, MySqlSettings defaults)
        => (provider == defaults.Provider, provider) switch
        {
            (true, _) => defaults.Instances,
            (false, MySqlService.Percona) => GroupSizes[0],
            _ => 1,
        };

    private static DumpSettings ReadDump(Section section, string provider, DumpSettings defaults)
    {
        var child = section.Child("dump", "Logical dumps of a group, beside its backups; the backups of one server are dumps.");
        var isGroup = provider == MySqlService.Percona;
        var ofProvider = defaults with { IsEnabled = isGroup && defaults.IsEnabled };
        var dump = DumpSettings.Read(child, ofProvider);
        if (!isGroup && dump != ofProvider)
        {
            section.Report(
                child.Path,
                "set",
                "the backups of one server are dumps, and there are no others",
                $"Remove it; {section.Path}.backup says when they are taken");
        }

        return dump;
    }

    private void ReportContradictions(Section section)
    {
        var path = $"{section.Path}.instances";
        if (!IsGroup && Instances > 1)
        {
            section.Report(
                path,
                $"{Instances}",
                "the provider statefulset is one server, which nobody replicates",
                $"Use 1, or set {section.Path}.provider to {MySqlService.Percona}");
        }

        if (IsGroup && !GroupSizes.Contains(Instances))
        {
            section.Report(
                path,
                $"{Instances}",
                "group replication needs 3, 5 or 7 instances",
                $"Use {NearestGroupSize}, or set {section.Path}.provider to {MySqlService.StatefulSet} for one server");
        }
    }
}

/// <summary>
/// <c>infra:mysql.backup</c>: whole backups at set times. What is written between two of them is in none: the operator's incremental
/// backups and its recovery to a point in time are technical previews that it advises against in production
/// (https://docs.percona.com/percona-operator-for-mysql/1.2.0/limitations.html).
/// </summary>
public sealed record MySqlBackupSettings
{
    /// <summary>When a backup is taken, in UTC: the most that can be lost is what was written since.</summary>
    public required CronSchedule Schedule { get; init; }

    /// <summary>The number of days that a backup is kept.</summary>
    public required int RetentionDays { get; init; }

    /// <summary>They as dumps of one server.</summary>
    internal DumpSettings AsDump => new() { IsEnabled = true, Schedule = Schedule, RetentionDays = RetentionDays };

    internal static MySqlBackupSettings Read(Section section, EnvironmentTraits environment) => new()
    {
        Schedule = section.Get(
            "schedule",
            SettingTypes.Cron,
            MySqlDefaults.Of(environment).Backup.Schedule,
            "When a backup is taken, in UTC: what was written since the last one can be lost."),
        RetentionDays = section.Get(
            "retentionDays",
            RetentionSetting.Of(environment),
            MySqlDefaults.Of(environment).Backup.RetentionDays,
            "The number of days that a backup is kept."),
    };
}
