using Pulumi;

namespace Infra.Kubernetes.Traefik;

/// <summary>Services, each of which gets its weight's share of the requests.</summary>
internal sealed class WeightedServicesArgs : ResourceArgs
{
    /// <summary>The services.</summary>
    [Input("services")]
    public InputList<RouteServiceArgs> Services { get; set; } = [];
}
