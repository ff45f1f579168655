using Pulumi;

namespace Infra.Kubernetes.Traefik;

/// <summary>What a middleware does: exactly one of these.</summary>
internal sealed class MiddlewareSpecArgs : ResourceArgs
{
    /// <summary>Limits how many requests a client may send.</summary>
    [Input("rateLimit")]
    public Input<RateLimitArgs>? RateLimit { get; set; }

    /// <summary>Sets headers of responses.</summary>
    [Input("headers")]
    public Input<HeadersArgs>? Headers { get; set; }

    /// <summary>Sends clients to another scheme.</summary>
    [Input("redirectScheme")]
    public Input<RedirectSchemeArgs>? RedirectScheme { get; set; }
}
