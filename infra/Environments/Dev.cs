using Infra.Settings;

namespace Infra.Environments;

/// <summary>For developers: one of everything, the cheapest that works, may be thrown away.</summary>
internal static class Dev
{
    public static EnvironmentProfile Profile { get; } = new()
    {
        Name = "dev",
        LongName = "development",
        ProtectsData = false,
        RequiresImageDigests = false,
        BuildsImages = true,
        RequiresClusterContext = false,
        HasExampleData = true,
        SurvivesNodeLoss = false,
        Backup = new BackupPolicy(RecoveryPoint: TimeSpan.FromDays(1), BaseBackupInterval: TimeSpan.FromDays(1), RetentionDays: 7),
        Postgres = new PostgresSettings
        {
            Instances = 1,
            Storage = "5Gi",
            WalStorage = "2Gi",
            Cpu = "100m",
            Memory = "512Mi",
            MaxConnections = 100,
            Backup = new PostgresBackupSettings
            {
                Schedule = "0 3 * * *",
                ArchiveTimeout = TimeSpan.FromHours(1),
                RetentionDays = 7,
            },
        },
        Redis = new RedisSettings
        {
            Storage = "1Gi",
            Cpu = "50m",
            Memory = "128Mi",
        },
        Qdrant = new QdrantSettings
        {
            Storage = "5Gi",
            SnapshotStorage = "5Gi",
            Cpu = "100m",
            Memory = "512Mi",
        },
        MySql = new MySqlSettings
        {
            Provider = MySqlSettings.StatefulSet,
            Instances = 1,
            Storage = "5Gi",
            Cpu = "100m",
            Memory = "1Gi",
            MaxConnections = 100,
            Backup = new MySqlBackupSettings { Schedule = "0 3 * * *", RetentionDays = 7 },
        },
        RateLimit = new RateLimitSettings { Average = 50, Burst = 100 },
        Alerts = new AlertSettings { CriticalChannel = "#alerts-dev", WarningChannel = "#alerts-dev" },
        ReplicaCap = 1,
        ServiceScaling = new ScalingSettings { MinReplicas = 1, MaxReplicas = 1 },
        WorkerScaling = new ScalingSettings { MinReplicas = 1, MaxReplicas = 1 },
    };
}
