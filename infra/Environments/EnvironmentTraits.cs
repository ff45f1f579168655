using Infra.Values;

namespace Infra.Environments;

/// <summary>
/// What an environment is. What follows from it stands where it is meant: each data service, and the platform beside its settings, has a
/// table from traits to values.
/// </summary>
public sealed record EnvironmentTraits
{
    /// <summary>The name, as <c>infra:environment</c> gives it.</summary>
    public required string Name { get; init; }

    /// <summary>The long name, as some applications expect it: development, staging or production.</summary>
    public required string LongName { get; init; }

    /// <summary>How much is expected of it.</summary>
    public required EnvironmentSize Size { get; init; }

    /// <summary>Whether workloads survive the loss of a node: several instances, spread over nodes, drained one by one.</summary>
    public required bool SurvivesNodeLoss { get; init; }

    /// <summary>Whether resources that hold data are protected against deletion and replacement.</summary>
    public required bool ProtectsData { get; init; }

    /// <summary>The recovery point: the most that may be lost, as the time until a change is in the archive.</summary>
    public required TimeSpan RecoveryPoint { get; init; }

    /// <summary>The recovery time objective: how long it may take until what is lost is back from a backup.</summary>
    public required TimeSpan RecoveryTime { get; init; }

    /// <summary>The shortest recovery window, in days.</summary>
    public required int RecoveryWindowDays { get; init; }

    /// <summary>The longest time between two base backups.</summary>
    public required TimeSpan BaseBackupInterval { get; init; }

    /// <summary>When base backups are taken, in UTC, unless the stack file says otherwise.</summary>
    public required CronSchedule BaseBackupSchedule { get; init; }

    /// <summary>Who sends requests to its hosts.</summary>
    public required HostExposure Exposure { get; init; }

    /// <summary>Whether critical alerts have a channel of their own.</summary>
    public required bool SeparatesCriticalAlerts { get; init; }

    /// <summary>Whether the application's images must be named by digest.</summary>
    public required bool RequiresImageDigests { get; init; }

    /// <summary>Whether <c>infra:release.build</c> may build the application's images.</summary>
    public required bool BuildsImages { get; init; }

    /// <summary>Whether the engine refuses to deploy without <c>infra:cluster.context</c>.</summary>
    public required bool RequiresClusterContext { get; init; }

    /// <summary>Whether seed jobs run.</summary>
    public required bool HasExampleData { get; init; }
}
