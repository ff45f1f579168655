using Pulumi;

namespace Infra.Kubernetes.Traefik;

/// <summary>Requests that match a rule, and where they go.</summary>
internal sealed class RouteArgs : ResourceArgs
{
    /// <summary><c>Rule</c>.</summary>
    [Input("kind")]
    public Input<string>? Kind { get; set; }

    /// <summary>The rule.</summary>
    [Input("match", required: true)]
    public Input<string> Match { get; set; } = null!;

    /// <summary>What requests pass through first, in this order.</summary>
    [field: Input("middlewares")]
    public InputList<MiddlewareReferenceArgs> Middlewares
    {
        get => field ??= [];
        set;
    }

    /// <summary>Where they go.</summary>
    [field: Input("services")]
    public InputList<RouteServiceArgs> Services
    {
        get => field ??= [];
        set;
    }
}
