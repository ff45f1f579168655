using Infra.Settings;

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
            Storage = "20Gi",
            WalStorage = "5Gi",
            Cpu = "250m",
            Memory = "1Gi",
            MaxConnections = 100,
            Backup = new PostgresBackupSettings
            {
                Schedule = "0 */6 * * *",
                ArchiveTimeout = TimeSpan.FromMinutes(30),
                RetentionDays = 7,
            },
        },
        Redis = new RedisSettings
        {
            Storage = "2Gi",
            Cpu = "100m",
            Memory = "256Mi",
        },
        Qdrant = new QdrantSettings
        {
            Storage = "10Gi",
            SnapshotStorage = "10Gi",
            Cpu = "250m",
            Memory = "1Gi",
        },
        MySql = new MySqlSettings
        {
            Provider = MySqlSettings.Percona,
            Instances = 3,
            Storage = "20Gi",
            Cpu = "250m",
            Memory = "2Gi",
            MaxConnections = 100,
            Backup = new MySqlBackupSettings { Schedule = "0 */6 * * *", RetentionDays = 7 },
        },
        RateLimit = new RateLimitSettings { Average = 10, Burst = 20 },
        Alerts = new AlertSettings { CriticalChannel = "#alerts-stage", WarningChannel = "#alerts-stage" },
        ReplicaCap = 4,
        ServiceScaling = new ScalingSettings { MinReplicas = 2, MaxReplicas = 4 },
        WorkerScaling = new ScalingSettings { MinReplicas = 1, MaxReplicas = 1 },
    };
}
