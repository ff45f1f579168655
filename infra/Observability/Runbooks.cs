namespace Infra.Observability;

/// <summary>
/// The pages of docs/runbooks/alerts that alerts on several services or of several groups share. Others are named where their alert is.
/// </summary>
internal static class Runbooks
{
    /// <summary>A data service does not answer.</summary>
    public const string ServerDown = "server-down";

    /// <summary>No pod of a workload is available.</summary>
    public const string WorkloadDown = "workload-down";

    /// <summary>A container keeps restarting.</summary>
    public const string CrashLooping = "crash-looping";

    /// <summary>The connections of a database run out.</summary>
    public const string ConnectionsHigh = "connections-high";

    /// <summary>A volume fills up, or is full.</summary>
    public const string VolumeFilling = "volume-filling";

    /// <summary>The newest backup that a CronJob takes is too old.</summary>
    public const string BackupStale = "backup-stale";

    /// <summary>The newest dump is too old.</summary>
    public const string DumpStale = "dump-stale";
}
