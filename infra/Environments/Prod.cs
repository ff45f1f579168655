using Infra.Settings;

namespace Infra.Environments;

/// <summary>The real thing: survives the loss of a node, loses minutes at most, and is not deleted by accident.</summary>
internal static class Prod
{
    public static EnvironmentProfile Profile { get; } = new()
    {
        Name = "prod",
        LongName = "production",
        ProtectsData = true,
        RequiresImageDigests = true,
        BuildsImages = false,
        RequiresClusterContext = true,
        HasExampleData = false,
        SurvivesNodeLoss = true,
        Backup = new BackupPolicy(RecoveryPoint: TimeSpan.FromMinutes(15), BaseBackupInterval: TimeSpan.FromDays(1), RetentionDays: 30),
        Postgres = new PostgresSettings
        {
            Instances = 3,
            Storage = "50Gi",
            WalStorage = "10Gi",
            Cpu = "1",
            Memory = "4Gi",
            MaxConnections = 200,
            Backup = new PostgresBackupSettings
            {
                Schedule = "0 2 * * *",
                ArchiveTimeout = TimeSpan.FromMinutes(5),
                RetentionDays = 30,
            },
        },
        Redis = new RedisSettings
        {
            Storage = "10Gi",
            Cpu = "250m",
            Memory = "1Gi",
        },
        Qdrant = new QdrantSettings
        {
            Storage = "50Gi",
            SnapshotStorage = "50Gi",
            Cpu = "500m",
            Memory = "4Gi",
        },
        MySql = new MySqlSettings
        {
            Provider = MySqlSettings.Percona,
            Instances = 3,
            Storage = "50Gi",
            Cpu = "1",
            Memory = "4Gi",
            MaxConnections = 200,
            Backup = new MySqlBackupSettings { Schedule = "0 2 * * *", RetentionDays = 30 },
        },
        RateLimit = new RateLimitSettings { Average = 10, Burst = 20 },
        Alerts = new AlertSettings { CriticalChannel = "#alerts-prod-critical", WarningChannel = "#alerts-prod" },
        ReplicaCap = 100,
        ServiceScaling = new ScalingSettings { MinReplicas = 3, MaxReplicas = 10 },
        WorkerScaling = new ScalingSettings { MinReplicas = 2, MaxReplicas = 2 },
    };
}
