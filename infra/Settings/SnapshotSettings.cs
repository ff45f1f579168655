using Infra.Environments;
using Infra.Settings.Reading;
using Infra.Values;

namespace Infra.Settings;

/// <summary>
/// Backups of something that is copied whole at set times, such as <c>infra:redis.backup</c>. What is written between two of them is in
/// none.
/// </summary>
public sealed record SnapshotSettings
{
    /// <summary>Whether they are taken.</summary>
    public required bool IsEnabled { get; init; }

    /// <summary>When one is taken, in UTC: the most that can be lost is what was written since.</summary>
    public required CronSchedule Schedule { get; init; }

    /// <summary>The number of days that one is kept; the newest is kept for ever.</summary>
    public required int RetentionDays { get; init; }

    /// <summary>
    /// Whether the newest one is restored beside the live service every month, for proof. Where it is not, somebody can start that.
    /// </summary>
    public required bool IsDrilled { get; init; }

    /// <summary>The longest that such a restore may take.</summary>
    public required TimeSpan RecoveryTime { get; init; }

    /// <summary>
    /// Whether an environment demands backups. One whose data may be lost for a day does without until its stack file says where they go.
    /// </summary>
    public static bool AreDemanded(EnvironmentTraits environment) => environment.RecoveryPoint < TimeSpan.FromDays(1);

    /// <summary>Those of an environment, unless its stack file says otherwise.</summary>
    public static SnapshotSettings Of(EnvironmentTraits environment) => new()
    {
        IsEnabled = true,
        Schedule = environment.BaseBackupSchedule,
        RetentionDays = environment.RecoveryWindowDays,
        IsDrilled = environment.ProtectsData,
        RecoveryTime = environment.RecoveryTime,
    };

    /// <summary>Reads the section.</summary>
    /// <param name="section">The section.</param>
    /// <param name="title">What is backed up.</param>
    /// <param name="environment">The environment.</param>
    internal static SnapshotSettings Read(Section section, string title, EnvironmentTraits environment)
    {
        var defaults = Of(environment);
        var settings = defaults with
        {
            IsEnabled = section.Get(
                "enabled",
                SettingTypes.Boolean,
                defaults.IsEnabled,
                $"Whether {title} is backed up: not where all of it can be made again, as of a cache.",
                AreDemanded(environment) ? null : "whether infra:objectStorage is set"),
            Schedule = section.Get(
                "schedule",
                SettingTypes.Cron,
                defaults.Schedule,
                "When a backup is taken, in UTC: what was written since the last one can be lost."),
            RetentionDays = section.Get(
                "retentionDays",
                RetentionSetting.Of(environment),
                defaults.RetentionDays,
                "The number of days that a backup is kept."),
        };
        if (settings.Schedule.LongestInterval is not { } interval || interval > environment.BaseBackupInterval)
        {
            section.Report(
                $"{section.Path}.schedule",
                $"\"{settings.Schedule}\"",
                $"{environment.Name} demands a backup every {Duration.Format(environment.BaseBackupInterval)}",
                $"Use {defaults.Schedule}, or one that runs as often");
        }

        return settings;
    }
}
