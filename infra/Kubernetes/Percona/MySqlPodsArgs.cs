using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;

namespace Infra.Kubernetes.Percona;

/// <summary>The instances of a MySQL cluster.</summary>
internal sealed class MySqlPodsArgs : ResourceArgs
{
    /// <summary>How they replicate: <c>group-replication</c>.</summary>
    [Input("clusterType")]
    public Input<string>? ClusterType { get; set; }

    /// <summary>Their number.</summary>
    [Input("size")]
    public Input<int>? Size { get; set; }

    /// <summary>The image of the server.</summary>
    [Input("image")]
    public Input<string>? Image { get; set; }

    /// <summary>Labels of the pods, besides those of the operator.</summary>
    [field: Input("labels")]
    public InputMap<string> Labels
    {
        get => field ??= [];
        set;
    }

    /// <summary>What is added to my.cnf.</summary>
    [Input("configuration")]
    public Input<string>? Configuration { get; set; }

    /// <summary>The time a pod has to end, in seconds.</summary>
    [Input("gracePeriod")]
    public Input<int>? GracePeriod { get; set; }

    /// <summary>Processor time and memory of each instance.</summary>
    [Input("resources")]
    public Input<ResourceRequirementsArgs>? Resources { get; set; }

    /// <summary>Which nodes they run on.</summary>
    [Input("affinity")]
    public Input<AntiAffinityArgs>? Affinity { get; set; }

    /// <summary>Their budget.</summary>
    [Input("podDisruptionBudget")]
    public Input<DisruptionBudgetArgs>? PodDisruptionBudget { get; set; }

    /// <summary>The volume of each.</summary>
    [Input("volumeSpec")]
    public Input<VolumeSpecArgs>? VolumeSpec { get; set; }

    /// <summary>The security context of the pods.</summary>
    [Input("podSecurityContext")]
    public Input<PodSecurityContextArgs>? PodSecurityContext { get; set; }

    /// <summary>The security context of the container, and of the one that runs before it.</summary>
    [Input("containerSecurityContext")]
    public Input<SecurityContextArgs>? ContainerSecurityContext { get; set; }

    /// <summary>Containers beside the server.</summary>
    [field: Input("sidecars")]
    public InputList<ContainerArgs> Sidecars
    {
        get => field ??= [];
        set;
    }
}
