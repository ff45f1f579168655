using Infra.Settings.Reading;
using Infra.Values;

namespace Infra.Settings;

/// <summary><c>infra:postgres.backup</c>: base backups, and the write-ahead log between them.</summary>
public sealed record PostgresBackupSettings
{
    /// <summary>When a base backup is taken, in UTC.</summary>
    public required CronSchedule Schedule { get; init; }

    /// <summary>The longest time until a change is in the archive: the most that can be lost.</summary>
    public required TimeSpan ArchiveTimeout { get; init; }

    /// <summary>The number of days that can be gone back, to any second.</summary>
    public required int RetentionDays { get; init; }

    internal static PostgresBackupSettings Read(Section section, PostgresBackupSettings defaults) => new()
    {
        Schedule = section.Get("schedule", SettingTypes.Cron, defaults.Schedule, "When a base backup is taken, in UTC."),
        ArchiveTimeout = section.Get(
            "archiveTimeout",
            SettingTypes.Duration(TimeSpan.FromMinutes(1), TimeSpan.FromDays(1)),
            defaults.ArchiveTimeout,
            "The longest time until a change is in the archive: the most that can be lost."),
        RetentionDays = section.Get("retentionDays", SettingTypes.Integer(1, 365), defaults.RetentionDays, "The number of days that can be gone back, to any second."),
    };
}
