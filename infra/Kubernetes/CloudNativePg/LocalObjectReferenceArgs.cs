using Pulumi;

namespace Infra.Kubernetes.CloudNativePg;

/// <summary>An object of the same namespace.</summary>
internal sealed class LocalObjectReferenceArgs : ResourceArgs
{
    /// <summary>Its name.</summary>
    [Input("name", required: true)]
    public Input<string> Name { get; set; } = null!;
}
