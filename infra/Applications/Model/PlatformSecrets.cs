namespace Infra.Applications.Model;

/// <summary>The secrets that stacks need, whatever their application.</summary>
public static class PlatformSecrets
{
    /// <summary>The access key of the object storage that backups go to.</summary>
    public static SuppliedSecret BackupAccessKeyId { get; } = new("BACKUP_ACCESS_KEY_ID", IsOptional: false);

    /// <summary>The secret key that belongs to <see cref="BackupAccessKeyId"/>.</summary>
    public static SuppliedSecret BackupSecretAccessKey { get; } = new("BACKUP_SECRET_ACCESS_KEY", IsOptional: false);

    /// <summary>Those that only stacks with backups need.</summary>
    public static IReadOnlyList<SuppliedSecret> OfBackups { get; } = [BackupAccessKeyId, BackupSecretAccessKey];

    /// <summary>The access key of the object storage that backups are copied to.</summary>
    public static SuppliedSecret BackupCopyAccessKeyId { get; } = new("BACKUP_COPY_ACCESS_KEY_ID", IsOptional: false);

    /// <summary>The secret key that belongs to <see cref="BackupCopyAccessKeyId"/>.</summary>
    public static SuppliedSecret BackupCopySecretAccessKey { get; } = new("BACKUP_COPY_SECRET_ACCESS_KEY", IsOptional: false);

    /// <summary>Those that only stacks with a second copy of their backups need.</summary>
    public static IReadOnlyList<SuppliedSecret> OfBackupCopies { get; } = [BackupCopyAccessKeyId, BackupCopySecretAccessKey];

    /// <summary>The address that Alertmanager posts to Slack with.</summary>
    public static SuppliedSecret SlackWebhookUrl { get; } = new("SLACK_WEBHOOK_URL", IsOptional: false)
    {
        Meaning = "Address that is posted to Slack with.",
        IsHttpsAddress = true,
    };

    /// <summary>
    /// The address for critical alerts: Slack binds the webhooks of its apps to one channel each. Without it, they go where the others go.
    /// </summary>
    public static SuppliedSecret SlackCriticalWebhookUrl { get; } = new("SLACK_CRITICAL_WEBHOOK_URL", IsOptional: true)
    {
        IsHttpsAddress = true,
    };

    /// <summary>The key of an integration of PagerDuty's Events API, version 2.</summary>
    public static SuppliedSecret PagerDutyRoutingKey { get; } = new("PAGERDUTY_ROUTING_KEY", IsOptional: false);

    /// <summary>The https address that Alertmanager posts alerts to, in its own form.</summary>
    public static SuppliedSecret AlertWebhookUrl { get; } = new("ALERT_WEBHOOK_URL", IsOptional: false)
    {
        Meaning = "https address that Alertmanager posts alerts to.",
        IsHttpsAddress = true,
    };

    /// <summary>The password of the user that sends alerts by mail.</summary>
    public static SuppliedSecret AlertMailPassword { get; } = new("ALERT_MAIL_PASSWORD", IsOptional: false);

    /// <summary>The https address outside that expects to hear from Alertmanager all the time.</summary>
    public static SuppliedSecret DeadMansSwitchUrl { get; } = new("DEAD_MANS_SWITCH_URL", IsOptional: false)
    {
        Meaning = "https address of what tells when it no longer hears from Alertmanager.",
        IsHttpsAddress = true,
    };

    /// <summary>Those that only stacks with more receivers of alerts than Slack need.</summary>
    public static IReadOnlyList<SuppliedSecret> OfAlerts { get; } =
        [PagerDutyRoutingKey, AlertWebhookUrl, AlertMailPassword, DeadMansSwitchUrl];

    /// <summary>The access key of the bucket of <c>infra:files</c>.</summary>
    public static SuppliedSecret FilesAccessKeyId { get; } = new("FILES_ACCESS_KEY_ID", IsOptional: false);

    /// <summary>The secret key that belongs to <see cref="FilesAccessKeyId"/>.</summary>
    public static SuppliedSecret FilesSecretAccessKey { get; } = new("FILES_SECRET_ACCESS_KEY", IsOptional: false);

    /// <summary>Those that only stacks with files need.</summary>
    public static IReadOnlyList<SuppliedSecret> OfFiles { get; } = [FilesAccessKeyId, FilesSecretAccessKey];

    /// <summary>The password of the user of <c>infra:registry</c>, where it names one.</summary>
    public static SuppliedSecret RegistryPassword { get; } = new("REGISTRY_PASSWORD", IsOptional: false);

    /// <summary>The password of the user of <c>infra:edge.rateLimitRedis</c>, where there is one.</summary>
    public static SuppliedSecret RateLimitRedisPassword { get; } = new("RATE_LIMIT_REDIS_PASSWORD", IsOptional: false);

    /// <summary>
    /// Those that an application may use as well, under the definition that stands here: what it posts goes where the alerts go.
    /// </summary>
    public static IReadOnlyList<SuppliedSecret> Shared { get; } = [SlackWebhookUrl, SlackCriticalWebhookUrl];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<SuppliedSecret> All { get; } =
    [
        .. OfBackups,
        .. OfBackupCopies,
        .. OfFiles,
        SlackWebhookUrl,
        SlackCriticalWebhookUrl,
        .. OfAlerts,
        RegistryPassword,
        RateLimitRedisPassword,
    ];

    /// <summary>Those that a stack needs, or may have, beside those of its receivers of alerts.</summary>
    /// <param name="hasBackupKeys">Whether backups go to an object storage that is opened with keys.</param>
    /// <param name="hasBackupCopies">Whether they are copied to another one.</param>
    /// <param name="hasRegistryUser">Whether images are pulled with a password.</param>
    /// <param name="hasFiles">Whether the application has files in an object storage.</param>
    /// <param name="hasRateLimitRedis">Whether the pods of Traefik count requests together.</param>
    public static IEnumerable<SuppliedSecret> Of(
        bool hasBackupKeys,
        bool hasBackupCopies,
        bool hasRegistryUser,
        bool hasFiles,
        bool hasRateLimitRedis)
        => All.Where(
            secret => (hasBackupKeys || !OfBackups.Contains(secret))
                && (hasBackupCopies || !OfBackupCopies.Contains(secret))
                && !OfAlerts.Contains(secret)
                && (hasFiles || !OfFiles.Contains(secret))
                && (hasRegistryUser || secret != RegistryPassword)
                && (hasRateLimitRedis || secret != RateLimitRedisPassword));
}
