using System.Collections.Immutable;
using Infra.Isolation;
using Infra.Kubernetes;
using Pulumi;
using Pulumi.Kubernetes.Batch.V1;
using Pulumi.Kubernetes.Types.Inputs.Batch.V1;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;
using StackPreview.Plans;

namespace Infra.Steps;

/// <summary>
/// A step of the platform in a release: a Job that runs scripts, one after the other, and that what comes after it waits for. A script
/// that fails ends the step at once: whatever may pass, such as a path that is not open yet, the scripts themselves wait for. A step that
/// failed is made anew by the next run.
/// </summary>
internal sealed record PlatformStep
{
    // The images' own users have names or numbers that differ; the scripts need none of them.
    private const int NobodyOfTheirs = 10_001;

    private const string TriggerAnnotation = "step-trigger";

    // Pulumi makes a name of it with '-' and eight characters, and Kubernetes a label of that.
    private const int LongestResource = 54;

    // For a node to be found, and images to be pulled.
    private static readonly TimeSpan StartTime = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan Slack = TimeSpan.FromMinutes(5);

    /// <summary>What runs, in this order.</summary>
    public required ImmutableArray<StepContainer> Containers { get; init; }

    /// <summary>The account that it runs under.</summary>
    public required StepAccount Account { get; init; }

    /// <summary>
    /// The longest time that the scripts take together. They know it and end by themselves, since whoever is killed says nothing.
    /// </summary>
    public required TimeSpan Deadline { get; init; }

    /// <summary>The labels of clients of the data services that it connects to.</summary>
    public IReadOnlyDictionary<string, string> ClientLabels { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Servers that run beside its containers, from before the first until the last has ended. Default: none.</summary>
    public ImmutableArray<ContainerArgs> Servers { get; init; } = [];

    /// <summary>Volumes that its containers mount.</summary>
    public ImmutableArray<VolumeArgs> Volumes { get; init; } = [];

    /// <summary>The user of its containers, and the group of the files in its volumes. Default: one that no image knows.</summary>
    public int UserId { get; init; } = NobodyOfTheirs;

    /// <summary>
    /// Whether its containers are of root's group instead of one of their own: they read what only root and its group may, and the files
    /// in its volumes keep their group. Default: false.
    /// </summary>
    public bool IsOfRootsGroup { get; init; }

    /// <summary>Where its pods may run: beside what mounts the same volume. Default: anywhere.</summary>
    public AffinityArgs? Affinity { get; init; }

    /// <summary>The objects that an operator creates while it runs, as far as others refer to them. Default: none.</summary>
    public IReadOnlyList<OperatorObject> Creates { get; init; } = [];

    /// <summary>
    /// What is to be another for the step to run again, beside its name: what the cluster says of the objects that it looks at, such as
    /// their generation. Default: nothing.
    /// </summary>
    public Input<string>? Trigger { get; init; }

    /// <summary>Declares it.</summary>
    /// <param name="resource">The name in Pulumi.</param>
    /// <param name="name">
    /// The name in the cluster, which ends in a <see cref="ContentHash"/> of what it is for: it has run, and does not run again for
    /// another script. Null where Pulumi makes one, and <see cref="Trigger"/> says when it runs again.
    /// </param>
    /// <param name="placement">Where it is put.</param>
    /// <param name="parent">The component that it is a part of.</param>
    /// <param name="after">What it comes after.</param>
    public Job Declare(string resource, string? name, Placement placement, Resource parent, params IEnumerable<Resource> after)
    {
        var metadata = name is null ? placement.Unnamed(Account.Name) : placement.Metadata(Account.Name);
        if (name is not null)
            metadata.Name = name;
        var annotations = new InputMap<string> { [PulumiAnnotations.ReplaceUnready] = "true" };
        var options = placement.ChildOf(parent, [.. Account.Resources, .. after]);
        // What has run is what it was; one that is made anew is as the program says now.
        options.IgnoreChanges = ["spec"];
        options.CustomTimeouts = new CustomTimeouts { Create = StartTime + Deadline + Slack };
        if (Trigger is not null)
        {
            annotations.Add(TriggerAnnotation, Trigger);
            options.ReplaceOnChanges = ["metadata.annotations"];
        }

        metadata.Annotations = annotations;
        var args = new CreatingJobArgs { Creates = Creates, Metadata = metadata, Spec = Spec(placement) };
        return new Job(ContentHash.Bounded(resource, LongestResource), args, options);
    }

    /// <summary>The job that it is.</summary>
    /// <param name="placement">Where it is put.</param>
    public JobSpecArgs Spec(Placement placement) => new()
    {
        BackoffLimit = 0,
        // A pod that goes with its node has not failed.
        PodFailurePolicy = new PodFailurePolicyArgs
        {
            Rules =
            {
                new PodFailurePolicyRuleArgs
                {
                    Action = "Ignore",
                    OnPodConditions = { new PodFailurePolicyOnPodConditionsPatternArgs { Type = "DisruptionTarget", Status = "True" } },
                },
            },
        },
        ActiveDeadlineSeconds = (int)(StartTime + Deadline).TotalSeconds,
        Template = new PodTemplateSpecArgs
        {
            Metadata = new ObjectMetaArgs
            {
                Labels = Labels.Of(Account.Name, placement.Application).Concat(ClientLabels).ToDictionary(),
            },
            Spec = PodDefaults.Hardened(
                Pod(),
                Account.Name,
                IsOfRootsGroup ? PodDefaults.RootGroupSecurity(UserId) : PodDefaults.PodSecurity(UserId),
                placement.Cluster.PriorityClass),
        },
    };

    private PodSpecArgs Pod()
    {
        var pod = new PodSpecArgs { RestartPolicy = "Never", Affinity = Affinity!, Containers = { Containers[^1].ToArgs() } };
        foreach (var server in Servers)
        {
            // https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/
            server.RestartPolicy = "Always";
            pod.InitContainers.Add(server);
        }

        foreach (var container in Containers[..^1])
            pod.InitContainers.Add(container.ToArgs());
        foreach (var volume in StepContainer.Volumes(Containers.Any(container => container.CallsApiServer)).Concat(Volumes))
            pod.Volumes.Add(volume);
        return pod;
    }
}
