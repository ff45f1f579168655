using Pulumi;

namespace Infra.Kubernetes.CloudNativePg;

/// <summary>What the operator declares beside the instances.</summary>
internal sealed class ManagedArgs : ResourceArgs
{
    /// <summary>The services.</summary>
    [Input("services")]
    public Input<ManagedServicesArgs>? Services { get; set; }
}
