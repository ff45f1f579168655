using Pulumi;

namespace Infra.Kubernetes.Traefik;

/// <summary>Headers of responses.</summary>
internal sealed class HeadersArgs : ResourceArgs
{
    /// <summary>How long browsers insist on HTTPS, in seconds.</summary>
    [Input("stsSeconds")]
    public Input<int>? StsSeconds { get; set; }

    /// <summary>Whether they do so for subdomains as well.</summary>
    [Input("stsIncludeSubdomains")]
    public Input<bool>? StsIncludeSubdomains { get; set; }

    /// <summary>Whether browsers may ship the host in their list.</summary>
    [Input("stsPreload")]
    public Input<bool>? StsPreload { get; set; }

    /// <summary>Whether the page may not be framed.</summary>
    [Input("frameDeny")]
    public Input<bool>? FrameDeny { get; set; }

    /// <summary>Whether browsers may not guess content types.</summary>
    [Input("contentTypeNosniff")]
    public Input<bool>? ContentTypeNosniff { get; set; }

    /// <summary>What other sites learn of the address.</summary>
    [Input("referrerPolicy")]
    public Input<string>? ReferrerPolicy { get; set; }

    /// <summary>Other headers; an empty one is removed.</summary>
    [field: Input("customResponseHeaders")]
    public InputMap<string> CustomResponseHeaders
    {
        get => field ??= [];
        set;
    }
}
