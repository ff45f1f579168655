using Infra.Environments;
using Infra.Settings;
using Infra.Settings.Reading;
using Infra.Values;

namespace Infra.Data.Postgres;

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
