using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;

namespace Infra.Kubernetes.BarmanCloud;

/// <summary>The container beside each instance that archives and backs up.</summary>
internal sealed class SidecarConfigurationArgs : ResourceArgs
{
    /// <summary>Its processor time and memory; without them it has none.</summary>
    [Input("resources")]
    public Input<ResourceRequirementsArgs>? Resources { get; set; }

    /// <summary>Its environment variables.</summary>
    [field: Input("env")]
    public InputList<EnvVarArgs> Env
    {
        get => field ??= [];
        set;
    }
}
