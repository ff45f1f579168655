using Infra.Environments;
using Infra.Settings.Reading;
using Infra.Values;

namespace Infra.Data.MySql;

/// <summary><c>infra:mysql.drill</c>: the restore drill, which restores the newest dump into a scratch server and looks at it.</summary>
public sealed record MySqlDrillSettings
{
    /// <summary>Whether it runs at set times; somebody can always run it.</summary>
    public required bool IsEnabled { get; init; }

    /// <summary>When it runs, in UTC. Default: on the first day of each month.</summary>
    public CronSchedule Schedule { get; init; } = "0 6 1 * *";

    /// <summary>The time within which a recovery is to be done, as the environment says.</summary>
    public required TimeSpan RecoveryTime { get; init; }

    /// <summary>Those of an environment, unless its stack file says otherwise.</summary>
    internal static MySqlDrillSettings Of(EnvironmentTraits environment) => new()
    {
        IsEnabled = environment.ProtectsData,
        RecoveryTime = environment.RecoveryTime,
    };

    internal static MySqlDrillSettings Read(Section section, MySqlDrillSettings defaults) => defaults with
    {
        IsEnabled = section.Get(
            "enabled",
            SettingTypes.Boolean,
            defaults.IsEnabled,
            "Whether the drill runs at set times; on demand, it can always be run."),
        Schedule = section.Get("schedule", SettingTypes.Cron, defaults.Schedule, "When the drill runs, in UTC."),
    };
}
