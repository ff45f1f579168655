using Infra.Values;

namespace Infra.Settings;

/// <summary>The least that an environment's backups must do, whatever the stack file says.</summary>
/// <param name="RecoveryPoint">The recovery point, the most that may be lost: the longest time until a change is in the archive.</param>
/// <param name="BaseBackupInterval">The longest time between two base backups.</param>
/// <param name="RetentionDays">The shortest recovery window, in days.</param>
public sealed record BackupPolicy(TimeSpan RecoveryPoint, TimeSpan BaseBackupInterval, int RetentionDays)
{
    /// <summary>The numbers of days that backups can be kept in any environment.</summary>
    internal static NumberRange Retentions { get; } = new(1, 365);

    /// <summary>Those that are enough for this one.</summary>
    internal NumberRange AllowedRetentions => Retentions with { Lowest = RetentionDays };
}
