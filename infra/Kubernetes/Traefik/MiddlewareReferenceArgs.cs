using Pulumi;

namespace Infra.Kubernetes.Traefik;

/// <summary>A middleware of the same namespace.</summary>
internal sealed class MiddlewareReferenceArgs : ResourceArgs
{
    /// <summary>Its name.</summary>
    [Input("name", required: true)]
    public Input<string> Name { get; set; } = null!;
}
