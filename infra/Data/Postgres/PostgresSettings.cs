using System.Collections.Immutable;
using System.Globalization;
using Infra.Applications.Model;
using Infra.Backups;
using Infra.Environments;
using Infra.Settings;
using Infra.Settings.Reading;
using Infra.Values;

namespace Infra.Data.Postgres;

/// <summary><c>infra:postgres</c>: the Postgres cluster.</summary>
public sealed record PostgresSettings : DataServiceSettings
{
    /// <summary>The most connections that a server can be set to take.</summary>
    internal const int MostConnections = 5000;

    private const string SynchronousKey = "synchronous";
    private const string Preferred = "preferred";
    private const string Required = "required";
    private const string UpgradeFromKey = "upgradeFrom";

    // Longer than the longest, and the operator skips it (its stopDelay is half an hour).
    private static readonly DurationRange SmartShutdownTimeouts = new(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(20));
    private static readonly DurationRange SwitchoverDelays = new(TimeSpan.FromSeconds(30), TimeSpan.FromHours(1));

    /// <inheritdoc/>
    public override bool IsBackedUp => true;

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

    /// <summary>
    /// Whether a commit waits for a replica, and where too few are there: for ever (required), or not (preferred). Null for neither.
    /// </summary>
    public string? Synchronous { get; init; }

    /// <summary>The major version that this one is upgraded from; null where none is. It is backed up before.</summary>
    public int? UpgradeFrom { get; init; }

    /// <summary>The incarnation that serves: a recovery on a stack that has data is another one. Default: 1.</summary>
    public int Incarnation { get; init; } = 1;

    /// <summary>The clusters that stay beside the one that serves. Default: none.</summary>
    public ImmutableArray<FormerCluster> Formers { get; init; } = [];

    /// <summary>The backup that the cluster is made from; null for an empty database.</summary>
    public PostgresRecovery? Recover { get; init; }

    /// <summary>The running server that the cluster takes its data from; null for none.</summary>
    public PostgresImport? Import { get; init; }

    /// <inheritdoc/>
    public override IEnumerable<SuppliedSecret> Secrets =>
        [.. Import?.Secrets ?? [], .. Recover?.Mask is null ? [] : PostgresFill.Keys];

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
    public override IEnumerable<KeyValuePair<string, string>> Contradictions(EnvironmentTraits environment)
    {
        if (environment.SurvivesNodeLoss && Instances == 1)
        {
            yield return KeyValuePair.Create(
                "instances",
                $"with one instance, Postgres is away while its node is, and while it restarts; {environment.Name} promises to "
                    + "survive the loss of a node. Use 2 or more");
        }
    }

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
        var version = ReadVersion(section, defaults.Version, need);
        var storage = section.Get(
            "storage",
            SettingTypes.BytesFrom("1Gi"),
            defaults.Storage,
            "Size of each instance's data volume. It can grow, not shrink.");
        var settings = new PostgresSettings
        {
            Provider = provider,
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
            MaxConnections = section.Get(
                "maxConnections",
                SettingTypes.Integer(20, MostConnections),
                PostgresConnections.DefaultFor(project, environment, defaults.MaxConnections),
                "The most client connections at a time (max_connections). The default is more where the application's pools are."),
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
            Dump = DumpSettings.Read(section.Child("dump", "Logical dumps of Postgres, beside its backups."), defaults.Dump),
            Drill = PostgresDrillSettings.Read(section.Child("drill", "The restore drill of Postgres."), environment, storage, need),
        };
        settings = settings.WithOrigin(section, project, need).WithVersions(section);
        settings.Hold(section, environment, project, need);
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
            Formers = FormerCluster.Read(section, service, incarnation),
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
        var upgradeFrom = section.Find(
            UpgradeFromKey,
            SettingTypes.Digits(PostgresNeed.Versions),
            "The major version that it is upgraded from, while it is: it is backed up before. Needs another archive.",
            "none");
        return this with
        {
            UpgradeFrom = upgradeFrom is null ? null : int.Parse(upgradeFrom, CultureInfo.InvariantCulture),
            Synchronous = section.Find(
                SynchronousKey,
                SettingTypes.OneOf(Preferred, Required),
                "Whether a commit waits until a replica has it; where none is there, for ever (required) or not (preferred).",
                "no commit waits"),
        };
    }

    private static int ReadVersion(Section section, int fallback, PostgresNeed? need)
    {
        var versions = PostgresNeed.Versions;
        var neededVersions = versions with { Lowest = Math.Max(versions.Lowest, need?.MinimumVersion ?? versions.Lowest) };
        return section.Get("version", SettingTypes.Integer(versions, neededVersions), fallback, "Major version of Postgres.");
    }

    private void HoldReplicas(Section section)
    {
        // With one replica, nobody could write while it restarts.
        var least = Synchronous == Required ? 3 : 2;
        if (Synchronous is not null && Instances < least)
        {
            section.Report(
                $"{section.Path}.{SynchronousKey}",
                $"\"{Synchronous}\"",
                $"it takes {least} instances, and there {(Instances == 1 ? "is" : "are")} {Instances}",
                $"Set {section.Path}.instances to {least} or more, or remove it");
        }
    }

    private void HoldUpgrade(Section section)
    {
        if (UpgradeFrom is not { } former)
            return;
        if (former >= Version)
        {
            section.Report(
                $"{section.Path}.{UpgradeFromKey}",
                $"{former}",
                $"{section.Path}.version is {Version}, and an upgrade leads to a newer one",
                "Remove it");
        }
        else if (!ArchiveName.Carries(Archive, Version))
        {
            section.Report(
                $"{section.Path}.{UpgradeFromKey}",
                $"{former}",
                "one archive never holds two major versions",
                $"Add {section.Path}.archive with the new one in its name, such as {PostgresService.ServiceName}-v{Version}");
        }
    }

    private void Hold(Section section, EnvironmentTraits environment, ProjectDefinition project, PostgresNeed? need)
    {
        if (Version < need?.MinimumVersion)
        {
            section.Report(
                $"{section.Path}.version",
                $"{Version}",
                $"{project.Title} needs Postgres {need.MinimumVersion} or later",
                $"Use {need.MinimumVersion} or later");
        }

        HoldReplicas(section);
        HoldUpgrade(section);
        if (Recover is { Mask: null } && Recover.From == Archive)
        {
            section.Report(
                $"{section.Path}.archive",
                $"\"{Archive}\"",
                "it is the archive that is recovered from, and two histories in one archive are none",
                $"Remove it, or set another, such as {Archive}-{Incarnation}");
        }

        if (Recover is not null && Import is not null)
        {
            section.Report(
                $"{section.Path}.import",
                $"\"{Import.Host}\"",
                "a cluster is made from a backup or from a running server, not from both",
                $"Remove it, or {section.Path}.recover");
        }

        if (Recover?.Mask is { } source)
            HoldMask(section, source, environment, project, need);
        if (Image is not null && PostgresImages.MajorOf(Image) != Version)
        {
            section.Report(
                $"{section.Path}.image",
                $"\"{Image}\"",
                $"the operator reads the major version from the tag, and {section.Path}.version is {Version}",
                $"Use an image whose tag begins with {Version}, such as {PostgresImages.Of(Version)}");
        }
    }

    private static void HoldMask(
        Section section,
        ObjectStorageSettings source,
        EnvironmentTraits environment,
        ProjectDefinition project,
        PostgresNeed? need)
    {
        var path = $"{section.Path}.recover.mask.destination";
        var value = $"\"{source.Destination.OriginalString}\"";
        if (environment.ProtectsData)
        {
            section.Report(
                path,
                value,
                $"{environment.Name} has what other environments get copies of",
                $"Remove {section.Path}.recover.mask");
        }
        else if (need?.Masking is null)
        {
            section.Report(
                path,
                value,
                $"the definition of {project.Title} does not say what in its database is personal data",
                $"Give its {nameof(PostgresNeed)} a {nameof(PostgresNeed.Masking)}, or remove {section.Path}.recover.mask");
        }
    }
}

/// <summary><c>infra:postgres.backup</c>: base backups, and the write-ahead log between them.</summary>
public sealed record PostgresBackupSettings
{
    /// <summary>What <see cref="Deadline"/> takes.</summary>
    internal static readonly DurationRange Deadlines = new(TimeSpan.FromMinutes(5), TimeSpan.FromDays(7));

    private static readonly DurationRange ArchiveTimeouts = new(TimeSpan.FromMinutes(1), TimeSpan.FromDays(1));

    /// <summary>When a base backup is taken, in UTC.</summary>
    public required CronSchedule Schedule { get; init; }

    /// <summary>The longest time until a change is in the archive: the most that can be lost.</summary>
    public required TimeSpan ArchiveTimeout { get; init; }

    /// <summary>The recovery window, in days: to any second in it.</summary>
    public required int RetentionDays { get; init; }

    /// <summary>How the store encrypts what is stored: AES256 or aws:kms. Default: as the bucket says.</summary>
    public string? Encryption { get; init; }

    /// <summary>The longest time that a release waits for a base backup.</summary>
    public required TimeSpan Deadline { get; init; }

    internal static PostgresBackupSettings Read(Section section, EnvironmentTraits environment, Quantity storage)
    {
        var defaults = PostgresDefaults.Of(environment).Backup;
        var point = environment.RecoveryPoint;
        var allowed = point < ArchiveTimeouts.Highest ? ArchiveTimeouts with { Highest = point } : ArchiveTimeouts;
        return new PostgresBackupSettings
        {
            Schedule = section.Get("schedule", SettingTypes.Cron, defaults.Schedule, "When a base backup is taken, in UTC."),
            ArchiveTimeout = section.Get(
                "archiveTimeout",
                SettingTypes.Duration(ArchiveTimeouts, allowed),
                defaults.ArchiveTimeout,
                "The longest time until a change is in the WAL archive (archive_timeout): the recovery point."),
            RetentionDays = section.Get(
                "retentionDays",
                RetentionSetting.Of(environment),
                defaults.RetentionDays,
                "Recovery window in days, to any second."),
            Encryption = section.Find(
                "encryption",
                SettingTypes.OneOf("AES256", "aws:kms"),
                "How the store is told to encrypt. One that does not know the header refuses every write.",
                "as the bucket says"),
            Deadline = section.Get(
                "deadline",
                SettingTypes.Duration(Deadlines),
                PostgresDefaults.DeadlineFor(storage),
                "The longest time that a release waits for a base backup. Unless set, a minute for each Gi of the data volume, and a "
                    + "quarter of an hour."),
        };
    }
}
