using Infra.Environments;
using Infra.Settings.Reading;
using Infra.Values;

namespace Infra.Data.Postgres;

/// <summary>
/// <c>infra:postgres.drill</c>: the restore drill, which restores the newest backup beside the live database and looks at it.
/// </summary>
public sealed record PostgresDrillSettings
{
    private static readonly DurationRange Deadlines = new(TimeSpan.FromMinutes(10), TimeSpan.FromDays(2));

    /// <summary>Whether it runs at set times; somebody can always run it.</summary>
    public required bool IsEnabled { get; init; }

    /// <summary>When it runs, in UTC. Default: on the first day of each month.</summary>
    public CronSchedule Schedule { get; init; } = "0 5 1 * *";

    /// <summary>The StorageClass of what is restored. Default: that of the live volumes.</summary>
    public string? StorageClass { get; init; }

    /// <summary>The longest time until what is restored serves.</summary>
    public required TimeSpan Deadline { get; init; }

    /// <summary>
    /// Whether the time is written into the live database by schedule, as the definition names no table with a newest row.
    /// </summary>
    public bool WritesTime { get; init; }

    /// <summary>The most that may be lost, as the environment says.</summary>
    public required TimeSpan RecoveryPoint { get; init; }

    /// <summary>The time within which a recovery is to be done, as the environment says.</summary>
    public required TimeSpan RecoveryTime { get; init; }

    /// <summary>Those of an environment, unless its stack file says otherwise.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="storage">The size of the data volume.</param>
    internal static PostgresDrillSettings Of(EnvironmentTraits environment, Quantity storage)
    {
        var restoring = PostgresDefaults.DeadlineFor(storage);
        return new PostgresDrillSettings
        {
            IsEnabled = environment.ProtectsData,
            // One that takes longer than it may shall come to its end, and be told from one that never does.
            Deadline = restoring + environment.RecoveryTime < Deadlines.Highest ? restoring + environment.RecoveryTime : Deadlines.Highest,
            RecoveryPoint = environment.RecoveryPoint,
            RecoveryTime = environment.RecoveryTime,
        };
    }

    internal static PostgresDrillSettings Read(Section section, EnvironmentTraits environment, Quantity storage, PostgresNeed? need)
    {
        var defaults = Of(environment, storage);
        var settings = defaults with
        {
            IsEnabled = section.Get(
                "enabled",
                SettingTypes.Boolean,
                defaults.IsEnabled,
                "Whether the drill runs at set times; on demand, it can always be run."),
            Schedule = section.Get("schedule", SettingTypes.Cron, defaults.Schedule, "When the drill runs, in UTC."),
            StorageClass = section.Find(
                "storageClass",
                SettingTypes.ObjectName,
                "StorageClass of what is restored, such as a cheaper one.",
                "that of the live volumes"),
            Deadline = section.Get(
                "deadline",
                SettingTypes.Duration(Deadlines),
                defaults.Deadline,
                "The longest time until what is restored serves. Unless set, the recovery time of the environment, and what a base backup "
                    + "may take."),
        };
        return settings with { WritesTime = settings.IsEnabled && need?.Drill.NewestRowTable is null };
    }
}
