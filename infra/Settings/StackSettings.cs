using System.Collections.Immutable;
using Infra.Applications.Model;
using Infra.Settings.Values;

namespace Infra.Settings;

/// <summary>All settings of a stack: valid, with the environment's defaults filled in.</summary>
public sealed record StackSettings
{
    /// <summary>The environment.</summary>
    public required EnvironmentProfile Environment { get; init; }

    /// <summary>The application.</summary>
    public required ApplicationDefinition Application { get; init; }

    /// <summary><c>infra:cluster</c>.</summary>
    public required ClusterSettings Cluster { get; init; }

    /// <summary><c>infra:release</c>.</summary>
    public required ReleaseSettings Release { get; init; }

    /// <summary><c>infra:postgres</c>; null where it is not deployed.</summary>
    public required PostgresSettings? Postgres { get; init; }

    /// <summary><c>infra:redis</c>; null where it is not deployed.</summary>
    public required RedisSettings? Redis { get; init; }

    /// <summary><c>infra:qdrant</c>; null where it is not deployed.</summary>
    public required QdrantSettings? Qdrant { get; init; }

    /// <summary><c>infra:mysql</c>; null where it is not deployed.</summary>
    public required MySqlSettings? MySql { get; init; }

    /// <summary><c>infra:objectStorage</c>; null where nothing is backed up.</summary>
    public required ObjectStorageSettings? ObjectStorage { get; init; }

    /// <summary><c>infra:edge</c>.</summary>
    public required EdgeSettings Edge { get; init; }

    /// <summary><c>infra:alerts</c>.</summary>
    public required AlertSettings Alerts { get; init; }

    /// <summary><c>infra:workloads</c>, by the workload's name.</summary>
    public required ImmutableDictionary<string, WorkloadSettings> Workloads { get; init; }

    /// <summary>The images that run, by name; a stand-in where the stack file does not name one yet.</summary>
    public required ImmutableSortedDictionary<string, ImageReference> Images { get; init; }

    /// <summary>The supplied secrets that are to be read: all required ones, and the optional ones that are set.</summary>
    public required ImmutableHashSet<string> SuppliedSecrets { get; init; }

    /// <summary>What must be set before the stack is deployed for the first time.</summary>
    public required ImmutableArray<UnsetValue> Unset { get; init; }

    /// <summary>Whether the engine may run a program that was built with the subset in sdk/, which has no connection to it yet.</summary>
    public required bool AllowSourceSdk { get; init; }

    /// <summary>The namespace that everything is deployed to.</summary>
    public string Namespace => $"{Application.Name}-{Environment.Name}";
}
