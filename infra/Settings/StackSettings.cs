using System.Collections.Immutable;
using Infra.Applications.Model;
using Infra.Environments;
using Infra.Values;

namespace Infra.Settings;

/// <summary>All settings of a stack: valid, with the environment's defaults filled in.</summary>
public sealed record StackSettings
{
    /// <summary>The environment.</summary>
    public required EnvironmentTraits Environment { get; init; }

    /// <summary>The application, with the canaries of its release.</summary>
    public required ApplicationDefinition Application { get; init; }

    /// <summary><c>infra:cluster</c>.</summary>
    public required ClusterSettings Cluster { get; init; }

    /// <summary><c>infra:release</c>.</summary>
    public required ReleaseSettings Release { get; init; }

    /// <summary>The data services of each project, the application's own and its companions', by the project's name.</summary>
    public required ImmutableDictionary<string, DataSettings> Data { get; init; }

    /// <summary>
    /// The data services of the application itself.
    /// </summary>
    public DataSettings OwnData => Data[Application.Name];

    /// <summary><c>infra:generations</c>, by the name of the secret or the data service.</summary>
    public required ImmutableDictionary<string, int> Generations { get; init; }

    /// <summary><c>infra:registry</c>; null where images are pulled without a password and none are pushed.</summary>
    public required RegistrySettings? Registry { get; init; }

    /// <summary>Other values of plain variables, by name, of each project: <c>infra:variables</c>, and those of its companions.</summary>
    public required ImmutableDictionary<string, ImmutableDictionary<string, string>> Variables { get; init; }

    /// <summary><c>infra:volumes</c>: the size of each volume, by name.</summary>
    public required ImmutableDictionary<string, Quantity> Volumes { get; init; }

    /// <summary><c>infra:volumeBackups</c>, by the name of the volume: of those whose files cannot be made again.</summary>
    public required ImmutableDictionary<string, VolumeBackupSettings> VolumeBackups { get; init; }

    /// <summary><c>infra:objectStorage</c>; null where nothing is backed up.</summary>
    public required ObjectStorageSettings? ObjectStorage { get; init; }

    /// <summary><c>infra:aws</c>; null where nothing is made in an account of AWS.</summary>
    public AwsSettings? Aws { get; init; }

    /// <summary>The subscription of managed services of Azure; null where there is none.</summary>
    public AzureSettings? Azure { get; init; }

    /// <summary><c>infra:files</c>; null where the application works with none, or the stack file does not say where they are.</summary>
    public required FilesSettings? Files { get; init; }

    /// <summary><c>infra:egress</c>, by the name of the workload.</summary>
    public required ImmutableDictionary<string, EgressSettings> Egress { get; init; }

    /// <summary><c>infra:edge</c>.</summary>
    public required EdgeSettings Edge { get; init; }

    /// <summary><c>infra:costs</c>; null where there is no estimate.</summary>
    public CostSettings? Costs { get; init; }

    /// <summary><c>infra:alerts</c>.</summary>
    public required AlertSettings Alerts { get; init; }

    /// <summary><c>infra:workloads</c>, by the workload's name.</summary>
    public required ImmutableDictionary<string, WorkloadSettings> Workloads { get; init; }

    /// <summary>The images that run, by name; a stand-in where the stack file does not name one yet.</summary>
    public required ImmutableSortedDictionary<string, ImageReference> Images { get; init; }

    /// <summary><c>infra:secrets</c>; null where all secrets are set in the stack file.</summary>
    public SecretStoreSettings? Secrets { get; init; }

    /// <summary>The supplied secrets that are to be read: all required ones, and the optional ones that are set.</summary>
    public required ImmutableHashSet<string> SuppliedSecrets { get; init; }

    /// <summary>What must be set before the stack is deployed for the first time.</summary>
    public required ImmutableArray<UnsetValue> Unset { get; init; }

    /// <summary>Whether the engine may run a program that was built with the subset in sdk/, which has no connection to it yet.</summary>
    public required bool AllowSourceSdk { get; init; }

    /// <summary>The folder of the project that <see cref="ReleaseSettings.Build"/> starts from; null where it is not known.</summary>
    public string? ProjectFolder { get; init; }

    /// <summary>
    /// <c>infra:namespace</c>: the namespace that everything is deployed to. Default: the application's and environment's names.
    /// </summary>
    public required string Namespace { get; init; }

    /// <summary>Whether the length of a worker's queue says how many replicas of it run.</summary>
    public bool ScalesByQueue(WorkerDefinition worker)
        => worker.Queue is not null
            && Cluster.KedaNamespace is not null
            && Workloads[worker.Name].Scaling is { IsAutomatic: true, QueueLength: > 0 };

    /// <summary>
    /// Whether a job of the release is declared: in a rollback only those that verify it, imports where they are named, seeds where there
    /// is example data.
    /// </summary>
    public bool Runs(JobDefinition job) => job.Purpose switch
    {
        JobPurpose.Verification => true,
        JobPurpose.Migration => Release.Migrate,
        JobPurpose.Import => Release.Migrate && Release.Imports.Contains(job.Name),
        JobPurpose.Seed => Release.Migrate && Environment.HasExampleData,
        _ => false,
    };
}
