using Infra.Settings.Reading;
using Infra.Values;

namespace Infra.Settings;

/// <summary><c>infra:postgres.backup</c>: base backups, and the write-ahead log between them.</summary>
public sealed record PostgresBackupSettings
{
    private static readonly DurationRange ArchiveTimeouts = new(TimeSpan.FromMinutes(1), TimeSpan.FromDays(1));

    /// <summary>When a base backup is taken, in UTC.</summary>
    public required CronSchedule Schedule { get; init; }

    /// <summary>The longest time until a change is in the archive: the most that can be lost.</summary>
    public required TimeSpan ArchiveTimeout { get; init; }

    /// <summary>The recovery window, in days: to any second in it.</summary>
    public required int RetentionDays { get; init; }

    internal static PostgresBackupSettings Read(Section section, EnvironmentProfile environment)
    {
        var defaults = environment.Postgres.Backup;
        var point = environment.Backup.RecoveryPoint;
        var allowed = point < ArchiveTimeouts.Highest ? ArchiveTimeouts with { Highest = point } : ArchiveTimeouts;
        return new PostgresBackupSettings
        {
            Schedule = section.Get("schedule", SettingTypes.Cron, defaults.Schedule, "When a base backup is taken, in UTC."),
            ArchiveTimeout = section.Get(
                "archiveTimeout",
                SettingTypes.Duration(ArchiveTimeouts, allowed),
                defaults.ArchiveTimeout,
                "The longest time until a change is in the archive: the most that can be lost."),
            RetentionDays = section.Get(
                "retentionDays",
                SettingTypes.Integer(BackupPolicy.Retentions, environment.Backup.AllowedRetentions),
                defaults.RetentionDays,
                "Recovery window in days, to any second."),
        };
    }
}
