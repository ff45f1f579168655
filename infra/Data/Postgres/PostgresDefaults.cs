using Infra.Backups;
using Infra.Environments;
using Infra.Values;

namespace Infra.Data.Postgres;

/// <summary>What an environment means for Postgres: its traits in values.</summary>
internal static class PostgresDefaults
{
    /// <summary>The settings of an environment, unless its stack file says otherwise.</summary>
    public static PostgresSettings Of(EnvironmentTraits environment)
    {
        var (storage, walStorage, cpu, memory, connections) = environment.Size switch
        {
            EnvironmentSize.Small => ("5Gi", "2Gi", "100m", "512Mi", 100),
            EnvironmentSize.Medium => ("20Gi", "5Gi", "250m", "1Gi", 100),
            _ => ("50Gi", "10Gi", "1", "4Gi", 200),
        };
        return new PostgresSettings
        {
            Provider = DataService.InCluster,
            Instances = InstancesIn(environment),
            Storage = storage,
            WalStorage = walStorage,
            Cpu = cpu,
            Memory = memory,
            MaxConnections = connections,
            // Pools never leave by themselves: what is waited for are sessions that come and go.
            SmartShutdownTimeout = TimeSpan.FromSeconds(environment.Size == EnvironmentSize.Small ? 5 : 10),
            // Nobody can write while a switchover waits for an archive that does not answer.
            SwitchoverDelay = TimeSpan.FromMinutes(environment.Size == EnvironmentSize.Large ? 2 : 5),
            Pooler = new PoolerSettings { Instances = environment.SurvivesNodeLoss ? 2 : 1 },
            Dump = new DumpSettings { IsEnabled = environment.Size != EnvironmentSize.Small },
            Drill = PostgresDrillSettings.Of(environment, storage),
            Backup = new PostgresBackupSettings
            {
                Schedule = environment.BaseBackupSchedule,
                ArchiveTimeout = ArchiveTimeoutFor(environment.RecoveryPoint),
                RetentionDays = environment.RecoveryWindowDays,
                Deadline = DeadlineFor(storage),
            },
        };
    }

    /// <summary>
    /// How long a base backup of a full volume may take: about 17 MiB a second, which is slow for a store and two processes of gzip, and
    /// time to begin. Whole minutes.
    /// </summary>
    public static TimeSpan DeadlineFor(Quantity storage)
    {
        var deadline = TimeSpan.FromMinutes(15 + (long)Math.Ceiling(storage.Mebibytes / 1024.0));
        return deadline < PostgresBackupSettings.Deadlines.Highest ? deadline : PostgresBackupSettings.Deadlines.Highest;
    }

    // A third one in the largest: one can be drained while another is lost.
    private static int InstancesIn(EnvironmentTraits environment)
        => (environment.SurvivesNodeLoss, environment.Size) switch
        {
            (false, _) => 1,
            (true, EnvironmentSize.Large) => 3,
            _ => 2,
        };

    // Well below the recovery point, so that a segment that comes late does not miss it.
    private static TimeSpan ArchiveTimeoutFor(TimeSpan recoveryPoint)
    {
        if (recoveryPoint < TimeSpan.FromHours(1))
            return recoveryPoint / 3;
        return recoveryPoint < TimeSpan.FromDays(1) ? TimeSpan.FromMinutes(30) : TimeSpan.FromHours(1);
    }
}
