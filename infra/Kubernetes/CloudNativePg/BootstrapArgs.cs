using Pulumi;

namespace Infra.Kubernetes.CloudNativePg;

/// <summary>How the first instance gets its data.</summary>
internal sealed class BootstrapArgs : ResourceArgs
{
    /// <summary>By making an empty database.</summary>
    [Input("initdb")]
    public Input<InitDbArgs>? Initdb { get; set; }
}
