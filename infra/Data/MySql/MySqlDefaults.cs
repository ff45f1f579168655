using Infra.Backups;
using Infra.Environments;

namespace Infra.Data.MySql;

/// <summary>What an environment means for MySQL: its traits in values.</summary>
internal static class MySqlDefaults
{
    /// <summary>The settings of an environment, unless its stack file says otherwise.</summary>
    public static MySqlSettings Of(EnvironmentTraits environment)
    {
        var (storage, cpu, memory, connections) = environment.Size switch
        {
            EnvironmentSize.Small => ("5Gi", "100m", "1Gi", 100),
            EnvironmentSize.Medium => ("20Gi", "250m", "2Gi", 100),
            _ => ("50Gi", "1", "4Gi", 200),
        };
        return new MySqlSettings
        {
            Provider = ProviderIn(environment),
            Instances = environment.SurvivesNodeLoss ? 3 : 1,
            Storage = storage,
            Cpu = cpu,
            Memory = memory,
            MaxConnections = connections,
            Drill = MySqlDrillSettings.Of(environment),
            Dump = new DumpSettings { IsEnabled = environment.Size != EnvironmentSize.Small },
            Backup = new MySqlBackupSettings { Schedule = environment.BaseBackupSchedule, RetentionDays = environment.RecoveryWindowDays },
        };
    }

    /// <summary>What runs it: a group where the loss of a node is to be survived.</summary>
    public static string ProviderIn(EnvironmentTraits environment)
        => environment.SurvivesNodeLoss ? MySqlService.Percona : MySqlService.StatefulSet;
}
