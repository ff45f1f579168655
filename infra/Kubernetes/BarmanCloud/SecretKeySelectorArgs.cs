using Pulumi;

namespace Infra.Kubernetes.BarmanCloud;

/// <summary>A key of a secret of the same namespace.</summary>
internal sealed class SecretKeySelectorArgs : ResourceArgs
{
    /// <summary>The secret's name.</summary>
    [Input("name", required: true)]
    public Input<string> Name { get; set; } = null!;

    /// <summary>The key.</summary>
    [Input("key", required: true)]
    public Input<string> Key { get; set; } = null!;
}
