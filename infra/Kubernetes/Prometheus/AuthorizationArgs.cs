using Pulumi;

namespace Infra.Kubernetes.Prometheus;

/// <summary>What a scrape proves itself with.</summary>
internal sealed class AuthorizationArgs : ResourceArgs
{
    /// <summary><c>Bearer</c>.</summary>
    [Input("type")]
    public Input<string>? Type { get; set; }

    /// <summary>The token.</summary>
    [Input("credentials")]
    public Input<SecretKeyReferenceArgs>? Credentials { get; set; }
}
