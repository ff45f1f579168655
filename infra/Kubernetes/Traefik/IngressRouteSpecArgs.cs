using Pulumi;

namespace Infra.Kubernetes.Traefik;

/// <summary>Which requests go where.</summary>
internal sealed class IngressRouteSpecArgs : ResourceArgs
{
    /// <summary>The entry points that are listened on.</summary>
    [field: Input("entryPoints")]
    public InputList<string> EntryPoints
    {
        get => field ??= [];
        set;
    }

    /// <summary>The routes.</summary>
    [field: Input("routes", required: true)]
    public InputList<RouteArgs> Routes
    {
        get => field ??= [];
        set;
    }

    /// <summary>The certificate and the TLS options; plain HTTP where it is left out.</summary>
    [Input("tls")]
    public Input<RouteTlsArgs>? Tls { get; set; }
}
