using Infra.Settings;
using Infra.Values;

namespace Infra.Environments;

/// <summary>The rehearsal: prod's shape at a smaller size, with example data.</summary>
internal static class Stage
{
    public static EnvironmentProfile Profile { get; } = new()
    {
        Name = "stage",
        LongName = "staging",
        ProtectsData = false,
        RequiresImageDigests = true,
        BuildsImages = false,
        RequiresClusterContext = true,
        HasExampleData = true,
        SurvivesNodeLoss = true,
        Backup = new BackupPolicy(RecoveryPoint: TimeSpan.FromHours(1), BaseBackupInterval: TimeSpan.FromDays(1), RetentionDays: 7),
        Postgres = new PostgresSettings
        {
            Instances = 2,
            Storage = Quantity.Parse("20Gi"),
            WalStorage = Quantity.Parse("5Gi"),
            Cpu = Quantity.Parse("250m"),
            Memory = Quantity.Parse("1Gi"),
            MaxConnections = 100,
            Backup = new PostgresBackupSettings
            {
                Schedule = CronSchedule.Parse("0 */6 * * *"),
                ArchiveTimeout = TimeSpan.FromMinutes(30),
                RetentionDays = 7,
            },
        },
        Redis = new RedisSettings
        {
            Storage = Quantity.Parse("2Gi"),
            Cpu = Quantity.Parse("100m"),
            Memory = Quantity.Parse("256Mi"),
        },
        Qdrant = new QdrantSettings
        {
            Storage = Quantity.Parse("10Gi"),
            SnapshotStorage = Quantity.Parse("10Gi"),
            Cpu = Quantity.Parse("250m"),
            Memory = Quantity.Parse("1Gi"),
        },
        MySql = new MySqlSettings
        {
            Provider = MySqlSettings.Percona,
            Instances = 3,
            Storage = Quantity.Parse("20Gi"),
            Cpu = Quantity.Parse("250m"),
            Memory = Quantity.Parse("2Gi"),
            MaxConnections = 100,
            Backup = new MySqlBackupSettings { Schedule = CronSchedule.Parse("0 */6 * * *"), RetentionDays = 7 },
        },
        RateLimit = new RateLimitSettings { Average = 10, Burst = 20 },
        Alerts = new AlertSettings { CriticalChannel = "#alerts-stage", WarningChannel = "#alerts-stage" },
        ReplicaCap = 4,
        ServiceScaling = new ScalingSettings { MinReplicas = 2, MaxReplicas = 4 },
        WorkerScaling = new ScalingSettings { MinReplicas = 1, MaxReplicas = 1 },
    };
}
