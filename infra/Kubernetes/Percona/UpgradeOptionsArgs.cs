using Pulumi;

namespace Infra.Kubernetes.Percona;

/// <summary>Whether the operator changes the versions of images by itself.</summary>
internal sealed class UpgradeOptionsArgs : ResourceArgs
{
    /// <summary>To which versions; <c>disabled</c> for none.</summary>
    [Input("apply")]
    public Input<string>? Apply { get; set; }
}
