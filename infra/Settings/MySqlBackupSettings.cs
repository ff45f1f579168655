using Infra.Settings.Reading;
using Infra.Values;

namespace Infra.Settings;

/// <summary>
/// <c>infra:mysql.backup</c>: whole backups at set times. What is written between two of them is in none: the operator's incremental
/// backups and its recovery to a point in time are technical previews that it advises against in production
/// (https://docs.percona.com/percona-operator-for-mysql/1.2.0/limitations.html).
/// </summary>
public sealed record MySqlBackupSettings
{
    /// <summary>When a backup is taken, in UTC: the most that can be lost is what was written since.</summary>
    public required CronSchedule Schedule { get; init; }

    /// <summary>The number of days that a backup is kept.</summary>
    public required int RetentionDays { get; init; }

    /// <summary>
    /// The number of backups that keeps each of them for <see cref="RetentionDays"/>, as Percona's operator counts backups and not days:
    /// all that are taken in that time, and the one at its beginning.
    /// </summary>
    public int Count => (RetentionDays * Schedule.MostRunsADay) + 1;

    internal static MySqlBackupSettings Read(Section section, EnvironmentProfile environment) => new()
    {
        Schedule = section.Get(
            "schedule",
            SettingTypes.Cron,
            environment.MySql.Backup.Schedule,
            "When a backup is taken, in UTC: what was written since the last one can be lost."),
        RetentionDays = section.Get(
            "retentionDays",
            SettingTypes.Integer(BackupPolicy.Retentions, environment.Backup.AllowedRetentions),
            environment.MySql.Backup.RetentionDays,
            "The number of days that a backup is kept."),
    };
}
