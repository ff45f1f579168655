using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;

namespace Infra.Kubernetes.Percona;

/// <summary>The proxies of a MySQL cluster.</summary>
internal sealed class HaproxyArgs : ResourceArgs
{
    /// <summary>Whether there are any.</summary>
    [Input("enabled")]
    public Input<bool>? Enabled { get; set; }

    /// <summary>Their number, 2 at the least.</summary>
    [Input("size")]
    public Input<int>? Size { get; set; }

    /// <summary>The image.</summary>
    [Input("image")]
    public Input<string>? Image { get; set; }

    /// <summary>Labels of the pods, besides those of the operator.</summary>
    [field: Input("labels")]
    public InputMap<string> Labels
    {
        get => field ??= [];
        set;
    }

    /// <summary>Processor time and memory of each.</summary>
    [Input("resources")]
    public Input<ResourceRequirementsArgs>? Resources { get; set; }

    /// <summary>Processor time and memory of the containers beside it, by name.</summary>
    [field: Input("sidecarResources")]
    public InputMap<ResourceRequirementsArgs> SidecarResources
    {
        get => field ??= [];
        set;
    }

    /// <summary>Which nodes they run on.</summary>
    [Input("affinity")]
    public Input<AntiAffinityArgs>? Affinity { get; set; }

    /// <summary>Their budget.</summary>
    [Input("podDisruptionBudget")]
    public Input<DisruptionBudgetArgs>? PodDisruptionBudget { get; set; }

    /// <summary>The security context of the pods.</summary>
    [Input("podSecurityContext")]
    public Input<PodSecurityContextArgs>? PodSecurityContext { get; set; }

    /// <summary>The security context of the containers.</summary>
    [Input("containerSecurityContext")]
    public Input<SecurityContextArgs>? ContainerSecurityContext { get; set; }
}
