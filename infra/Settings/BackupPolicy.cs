namespace Infra.Settings;

/// <summary>The least that an environment's backups must do, whatever the stack file says.</summary>
/// <param name="RecoveryPoint">The most that may be lost: the longest time until a change is in the archive.</param>
/// <param name="BaseBackupInterval">The longest time between two base backups.</param>
/// <param name="RetentionDays">The fewest days that can be gone back.</param>
public sealed record BackupPolicy(TimeSpan RecoveryPoint, TimeSpan BaseBackupInterval, int RetentionDays);
