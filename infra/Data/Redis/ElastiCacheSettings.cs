using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Infra.Aws;
using Infra.Environments;
using Infra.Settings;
using Infra.Settings.Reading;

namespace Infra.Data.Redis;

/// <summary><c>infra:redis.elasticache</c>: the replication group, where ElastiCache runs Redis.</summary>
public sealed partial record ElastiCacheSettings
{
    /// <summary>The key of the section.</summary>
    internal const string Key = "elasticache";

    /// <summary>The value of the setting <c>provider</c>.</summary>
    internal const string Provider = "elasticache";

    /// <summary>The key of <see cref="SettledGeneration"/>.</summary>
    internal const string SettledKey = "settledGeneration";

    private const string Meaning = "The replication group, where provider is elasticache.";

    // https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateReplicationGroup.html
    private const int ShortestMinutes = 60;
    private const int MostDays = 35;
    private const int MostReplicas = 5;

    private const string NodeTypeText = "^cache\\.[a-z0-9]+(-[a-z0-9]+)*\\.[a-z0-9-]+$";

    private static readonly ImmutableArray<string> Burstable = ["cache.t2.", "cache.t3.", "cache.t4g."];

    /// <summary>The type of each node.</summary>
    public required string NodeType { get; init; }

    /// <summary>The number of replicas beside the primary.</summary>
    public required int Replicas { get; init; }

    /// <summary>Whether a replica in another zone takes over where the primary is lost.</summary>
    public required bool IsMultiAz { get; init; }

    /// <summary>The number of days that snapshots are kept; 0 for none.</summary>
    public required int RetentionDays { get; init; }

    /// <summary>When the daily snapshot is taken, in UTC.</summary>
    public required string SnapshotWindow { get; init; }

    /// <summary>When it is maintained, in UTC.</summary>
    public required string MaintenanceWindow { get; init; }

    /// <summary>The version of the engine.</summary>
    public required string EngineVersion { get; init; }

    /// <summary>Whether changes are made at once, and not in the next window.</summary>
    public required bool AppliesImmediately { get; init; }

    /// <summary>
    /// The generation of the token that all clients have: from then on, the one before is no longer taken. 0 for none. A newer generation
    /// is taken beside the one before.
    /// </summary>
    public required int SettledGeneration { get; init; }

    /// <summary>Whether the CPU of its nodes runs on credits.</summary>
    internal bool IsBurstable => Burstable.Any(family => NodeType.StartsWith(family, StringComparison.Ordinal));

    /// <summary>The number of nodes.</summary>
    internal int Nodes => Replicas + 1;

    /// <summary>What can be got back of it.</summary>
    /// <param name="service">The name of the data service.</param>
    internal RecoveryObjective RecoveryOf(string service) => RetentionDays == 0
        ? RecoveryObjective.None(service)
        : new RecoveryObjective
        {
            Name = service,
            Loss = TimeSpan.FromDays(1),
            WindowDays = RetentionDays,
            Place = "ElastiCache, as another replication group",
            Left = "the last snapshot of a protected one; those of each day go with it",
            Proof = null,
        };

    /// <summary>What is said of a replication group, unless a stack file says otherwise.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="engine">The engine.</param>
    internal static ElastiCacheSettings Of(EnvironmentTraits environment, string engine) => new()
    {
        NodeType = environment switch
        {
            { SurvivesNodeLoss: true } => "cache.m7g.large",
            { Size: EnvironmentSize.Small } => "cache.t4g.small",
            _ => "cache.t4g.medium",
        },
        Replicas = environment.SurvivesNodeLoss ? 1 : 0,
        IsMultiAz = environment.SurvivesNodeLoss,
        RetentionDays = environment.RecoveryWindowDays,
        SnapshotWindow = "02:00-03:00",
        MaintenanceWindow = "sun:03:30-sun:04:30",
        EngineVersion = ElastiCacheVersions.NewestOf(engine),
        AppliesImmediately = !environment.ProtectsData,
        SettledGeneration = 0,
    };

    /// <summary>Reads the section where another provider runs Redis: there it is known, and refused.</summary>
    /// <param name="redis">The section of Redis.</param>
    /// <param name="provider">What runs it.</param>
    /// <param name="environment">The environment.</param>
    internal static void Refuse(Section redis, string provider, EnvironmentTraits environment)
    {
        var section = redis.Child(Key, Meaning);
        ReadValues(section, environment, RedisSettings.Valkey);
        if (section.IsPresent)
        {
            section.Report(
                section.Path,
                "set",
                $"{redis.Path}.provider is {provider}, and it is about a replication group of ElastiCache",
                $"Remove it, or set {redis.Path}.provider to {Provider}");
        }
    }

    /// <summary>Reads the section, and holds it to the rules.</summary>
    /// <param name="redis">The section of Redis.</param>
    /// <param name="environment">The environment.</param>
    /// <param name="engine">The engine.</param>
    internal static ElastiCacheSettings Read(Section redis, EnvironmentTraits environment, string engine)
    {
        var section = redis.Child(Key, Meaning);
        var (settings, allowsOthers) = ReadValues(section, environment, engine);
        if (!allowsOthers)
            ElastiCacheVersions.Hold(section, engine, settings.EngineVersion);
        settings.Hold(section);
        return settings;
    }

    private static (ElastiCacheSettings Settings, bool AllowsOthers) ReadValues(
        Section section,
        EnvironmentTraits environment,
        string engine)
    {
        var defaults = Of(environment, engine);
        var replicas = section.Get(
            "replicas",
            SettingTypes.Integer(0, MostReplicas),
            defaults.Replicas,
            "Number of replicas beside the primary.");
        var settings = new ElastiCacheSettings
        {
            NodeType = section.Get("nodeType", NodeTypes, defaults.NodeType, "Type of each node."),
            Replicas = replicas,
            IsMultiAz = section.Get(
                "multiAz",
                SettingTypes.Boolean,
                defaults.IsMultiAz,
                "Whether a replica in another zone takes over where the primary is lost."),
            RetentionDays = section.Get(
                "retentionDays",
                SettingTypes.Integer(0, MostDays),
                defaults.RetentionDays,
                "The number of days that snapshots are kept; 0 for none."),
            SnapshotWindow = section.Get(
                "snapshotWindow",
                AwsWindow.Daily("02:00-03:00", ShortestMinutes),
                defaults.SnapshotWindow,
                "When the daily snapshot is taken, in UTC."),
            MaintenanceWindow = section.Get(
                "maintenanceWindow",
                AwsWindow.Weekly("sun:03:30-sun:04:30", ShortestMinutes),
                defaults.MaintenanceWindow,
                "When it is maintained, in UTC."),
            EngineVersion = section.Get("engineVersion", Versions, defaults.EngineVersion, "Version of the engine."),
            AppliesImmediately = section.Get(
                "applyImmediately",
                SettingTypes.Boolean,
                defaults.AppliesImmediately,
                "Whether changes are made at once, and not in the next maintenance window."),
            SettledGeneration = section.Get(
                SettledKey,
                SettingTypes.Integer(0, 1000),
                defaults.SettledGeneration,
                "The generation of its token that all clients have: it is taken alone (SET), and not beside the one before (ROTATE)."),
        };
        var allowsOthers = section.Get(
            "allowsOtherVersions",
            SettingTypes.Boolean,
            false,
            "Whether engineVersion may be one that the program does not know, such as one that is newer.");
        return (settings, allowsOthers);
    }

    private void Hold(Section section)
    {
        if (IsMultiAz && IsBurstable)
        {
            section.Report(
                $"{section.Path}.nodeType",
                $"\"{NodeType}\"",
                "it is burstable: without CPU credits it is too slow for what must survive the loss of a zone",
                $"Use one that is not, such as cache.m7g.large, or set {section.Path}.multiAz to false");
        }

        if (IsMultiAz && Replicas == 0)
        {
            section.Report(
                $"{section.Path}.replicas",
                "0",
                "what takes over in another zone is a replica",
                $"Use 1, or set {section.Path}.multiAz to false");
        }

        if (AwsWindow.Overlap(SnapshotWindow, MaintenanceWindow))
        {
            section.Report(
                $"{section.Path}.snapshotWindow",
                $"\"{SnapshotWindow}\"",
                $"it overlaps the maintenance window, {MaintenanceWindow}",
                $"Move one of them, {section.Path}.maintenanceWindow or this");
        }
    }

    private static SettingType<string> NodeTypes { get; } = SettingTypes.FromPattern(
        "it takes the type of a node: cache, its family and its size, with '.' between them",
        "cache.m7g.large",
        text => NodeTypePattern().IsMatch(text) ? text : null,
        NodeTypeText);

    private static SettingType<string> Versions { get; } = SettingTypes.FromPattern(
        "it takes a version as ElastiCache names it",
        "8.1",
        text => VersionPattern().IsMatch(text) ? text : null,
        ElastiCacheVersions.Text,
        () => new System.Text.Json.Nodes.JsonArray("string", "number"));

    [GeneratedRegex(NodeTypeText, RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NodeTypePattern();

    [GeneratedRegex(ElastiCacheVersions.Text, RegexOptions.CultureInvariant, 1000)]
    private static partial Regex VersionPattern();
}
