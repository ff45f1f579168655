namespace Infra.Settings;

/// <summary>What an environment brings: the defaults of its settings, and the rules its stacks are held to.</summary>
public sealed record EnvironmentProfile
{
    /// <summary>The name, as <c>infra:environment</c> gives it.</summary>
    public required string Name { get; init; }

    /// <summary>The long name, as some applications expect it: development, staging or production.</summary>
    public required string LongName { get; init; }

    /// <summary>Whether resources that hold data are protected against deletion and replacement.</summary>
    public required bool ProtectsData { get; init; }

    /// <summary>Whether the application's images must be named by digest.</summary>
    public required bool RequiresImageDigests { get; init; }

    /// <summary>Whether <c>infra:release.build</c> may build the application's images.</summary>
    public required bool BuildsImages { get; init; }

    /// <summary>Whether the engine refuses to deploy without <c>infra:cluster.context</c>.</summary>
    public required bool RequiresClusterContext { get; init; }

    /// <summary>Whether seed jobs run.</summary>
    public required bool HasExampleData { get; init; }

    /// <summary>Whether workloads survive the loss of a node: budgets against voluntary disruption, replicas spread over nodes.</summary>
    public required bool SurvivesNodeLoss { get; init; }

    /// <summary>The least that backups must do.</summary>
    public required BackupPolicy Backup { get; init; }

    /// <summary>Defaults of <c>infra:postgres</c>.</summary>
    public required PostgresSettings Postgres { get; init; }

    /// <summary>Defaults of <c>infra:redis</c>.</summary>
    public required RedisSettings Redis { get; init; }

    /// <summary>Defaults of <c>infra:qdrant</c>.</summary>
    public required QdrantSettings Qdrant { get; init; }

    /// <summary>Defaults of <c>infra:mysql</c>.</summary>
    public required MySqlSettings MySql { get; init; }

    /// <summary>Defaults of <c>infra:edge.rateLimit</c>.</summary>
    public required RateLimitSettings RateLimit { get; init; }

    /// <summary>Defaults of <c>infra:alerts</c>.</summary>
    public required AlertSettings Alerts { get; init; }

    /// <summary>The most replicas of a workload whose application says how many it wants, unless the stack file says otherwise.</summary>
    public required int ReplicaCap { get; init; }

    /// <summary>Default number of replicas of a service whose application does not say.</summary>
    public required ScalingSettings ServiceScaling { get; init; }

    /// <summary>Default number of replicas of a worker whose application does not say.</summary>
    public required ScalingSettings WorkerScaling { get; init; }
}
