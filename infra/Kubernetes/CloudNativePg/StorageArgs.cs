using Pulumi;

namespace Infra.Kubernetes.CloudNativePg;

/// <summary>A volume.</summary>
internal sealed class StorageArgs : ResourceArgs
{
    /// <summary>The size, a quantity.</summary>
    [Input("size", required: true)]
    public Input<string> Size { get; set; } = null!;

    /// <summary>The storage class. Default: the cluster's.</summary>
    [Input("storageClass")]
    public Input<string>? StorageClass { get; set; }
}
