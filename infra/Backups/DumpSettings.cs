using Infra.Settings.Reading;
using Infra.Values;

namespace Infra.Backups;

/// <summary>
/// <c>dump</c>: logical dumps of a database beside its backups: one database, in statements, which another version or another server
/// takes as well. A dump can be taken at any time, also where none is taken by itself.
/// </summary>
public sealed record DumpSettings
{
    private static readonly NumberRange Days = new(1, 365);

    /// <summary>Whether dumps are taken at set times.</summary>
    public required bool IsEnabled { get; init; }

    /// <summary>When, in UTC. Default: every day at four.</summary>
    public CronSchedule Schedule { get; init; } = "0 4 * * *";

    /// <summary>The number of days that a dump is kept. Default: 7.</summary>
    public int RetentionDays { get; init; } = 7;

    /// <summary>Reads the section.</summary>
    /// <param name="section">The section.</param>
    /// <param name="defaults">What holds unless the section says otherwise.</param>
    internal static DumpSettings Read(Section section, DumpSettings defaults) => new()
    {
        IsEnabled = section.Get(
            "enabled",
            SettingTypes.Boolean,
            defaults.IsEnabled,
            "Whether dumps are taken at set times; on demand, one can always be taken."),
        Schedule = section.Get("schedule", SettingTypes.Cron, defaults.Schedule, "When a dump is taken, in UTC."),
        RetentionDays = section.Get(
            "retentionDays",
            SettingTypes.Integer(Days),
            defaults.RetentionDays,
            "The number of days that a dump is kept; the newest one is kept for ever."),
    };
}
