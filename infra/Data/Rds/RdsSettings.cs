using System.Collections.Immutable;
using Infra.Aws;
using Infra.Environments;
using Infra.Settings;
using Infra.Settings.Reading;
using Infra.Values;

namespace Infra.Data.Rds;

/// <summary><c>infra:SERVICE.rds</c>: the instance, where RDS runs a data service.</summary>
public sealed record RdsSettings
{
    /// <summary>The key of the section.</summary>
    internal const string Key = "rds";

    /// <summary>The value of the setting <c>provider</c>.</summary>
    internal const string Provider = "rds";

    /// <summary>What the section is about.</summary>
    internal const string Meaning = "The instance, where provider is rds.";

    /// <summary>The most days that RDS keeps backups: for longer, AWS Backup does.</summary>
    internal const int MostDays = 35;

    /// <summary>
    /// The smallest and the largest volume of gp3 (https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Storage.html).
    /// </summary>
    internal static readonly QuantityRange Volumes = QuantityRange.BytesFrom("20Gi") with { Highest = "64Ti" };

    // https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html
    private const int ShortestMinutes = 30;

    private static readonly ImmutableArray<string> Burstable = ["db.t2.", "db.t3.", "db.t4g."];

    /// <summary>The class of the instance, and of its standby.</summary>
    public required string InstanceClass { get; init; }

    /// <summary>The size that its volume may grow to by itself.</summary>
    public required Quantity MaxStorage { get; init; }

    /// <summary>Whether a standby in another zone takes over where the primary is lost.</summary>
    public required bool IsMultiAz { get; init; }

    /// <summary>The number of days that backups are kept, and that a recovery can go back.</summary>
    public required int RetentionDays { get; init; }

    /// <summary>When the daily snapshot is taken, in UTC.</summary>
    public required string BackupWindow { get; init; }

    /// <summary>When it is maintained, in UTC: minor versions, and what is not applied at once.</summary>
    public required string MaintenanceWindow { get; init; }

    /// <summary>The version that RDS is asked for, where it is not the newest of the major one.</summary>
    public string? EngineVersion { get; init; }

    /// <summary>Whether changes that restart it do so at once, and not in the next window.</summary>
    public required bool AppliesImmediately { get; init; }

    /// <summary>Whether its CPU runs on credits.</summary>
    internal bool IsBurstable => Burstable.Any(family => InstanceClass.StartsWith(family, StringComparison.Ordinal));

    /// <summary>What can be got back of the instance: logs go to the snapshots about every five minutes.</summary>
    /// <param name="service">The name of the data service.</param>
    internal RecoveryObjective RecoveryOf(string service) => RetentionDays == 0
        ? RecoveryObjective.None(service)
        : new RecoveryObjective
        {
            Name = service,
            // https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PIT.html
            Loss = TimeSpan.FromMinutes(5),
            WindowDays = RetentionDays,
            IsToTheSecond = true,
            Place = "RDS, as another instance",
            Left = $"backups, which RDS keeps for {RetentionDays} days",
            Proof = null,
        };

    /// <summary>What of it is allowed and takes back what an environment promises.</summary>
    /// <param name="title">The name of the data service as people write it.</param>
    /// <param name="environment">The environment.</param>
    internal IEnumerable<KeyValuePair<string, string>> Contradictions(string title, EnvironmentTraits environment)
    {
        if (environment.SurvivesNodeLoss && !IsMultiAz)
        {
            yield return KeyValuePair.Create(
                $"{Key}.multiAz",
                $"in one zone, {title} is away while its zone is, and while it is maintained; {environment.Name} promises to survive the "
                    + "loss of a node. Use true");
        }
    }

    /// <summary>What is said of an instance, unless a stack file says otherwise.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="engine">What runs on it.</param>
    internal static RdsSettings Of(EnvironmentTraits environment, RdsEngine engine) => new()
    {
        InstanceClass = (environment.SurvivesNodeLoss, environment.Size) switch
        {
            (false, EnvironmentSize.Small) => engine.SmallestClass,
            (false, _) => "db.t4g.medium",
            _ => "db.m7g.large",
        },
        MaxStorage = environment.Size switch
        {
            EnvironmentSize.Small => "50Gi",
            EnvironmentSize.Medium => "100Gi",
            _ => "500Gi",
        },
        IsMultiAz = environment.SurvivesNodeLoss,
        RetentionDays = environment.RecoveryWindowDays,
        BackupWindow = "02:00-02:30",
        MaintenanceWindow = "sun:03:30-sun:04:30",
        AppliesImmediately = !environment.ProtectsData,
    };

    /// <summary>The size that a volume has unless a stack file says otherwise.</summary>
    internal static Quantity StorageIn(EnvironmentTraits environment) => environment.Size == EnvironmentSize.Large ? "50Gi" : "20Gi";

    /// <summary>Reads the section.</summary>
    /// <param name="section">The section.</param>
    /// <param name="environment">The environment.</param>
    /// <param name="engine">What runs on it.</param>
    internal static RdsSettings Read(Section section, EnvironmentTraits environment, RdsEngine engine)
    {
        var defaults = Of(environment, engine);
        return new RdsSettings
        {
            InstanceClass = section.Get(
                "instanceClass",
                ClassType,
                defaults.InstanceClass,
                "Class of the instance, and of its standby."),
            MaxStorage = section.Get(
                "maxStorage",
                SettingTypes.BytesBetween(Volumes.Lowest, Volumes.Highest),
                defaults.MaxStorage,
                "Size that the volume may grow to by itself; it never shrinks."),
            IsMultiAz = section.Get(
                "multiAz",
                SettingTypes.Boolean,
                defaults.IsMultiAz,
                "Whether a standby in another zone takes over where the primary is lost."),
            RetentionDays = section.Get(
                "retentionDays",
                SettingTypes.Integer(new NumberRange(0, MostDays), new NumberRange(environment.RecoveryWindowDays, MostDays)),
                defaults.RetentionDays,
                "The number of days that backups are kept, and that a recovery can go back. From and to 0, the instance restarts."),
            BackupWindow = section.Get(
                "backupWindow",
                AwsWindow.Daily("02:00-02:30", ShortestMinutes),
                defaults.BackupWindow,
                "When the daily snapshot is taken, in UTC."),
            MaintenanceWindow = section.Get(
                "maintenanceWindow",
                AwsWindow.Weekly("sun:03:30-sun:04:30", ShortestMinutes),
                defaults.MaintenanceWindow,
                "When it is maintained, in UTC: minor versions, and what is not applied at once."),
            EngineVersion = section.Find(
                "engineVersion",
                engine.VersionType,
                "Version that RDS is asked for: a minor one, or one that the program does not know yet.",
                "the newest of the major version"),
            AppliesImmediately = section.Get(
                "applyImmediately",
                SettingTypes.Boolean,
                defaults.AppliesImmediately,
                "Whether changes that restart the instance do so at once, and not in the next maintenance window."),
        };
    }

    private static SettingType<string> ClassType { get; } = SettingTypes.FromPattern(
        "it takes the class of an instance: db, its family and its size, with '.' between them",
        "db.m7g.large",
        text => AwsPatterns.InstanceClassPattern().IsMatch(text) ? text : null,
        AwsPatterns.InstanceClassText);
}
