using Pulumi;

namespace Infra.Kubernetes.Traefik;

/// <summary>How many requests a client may send.</summary>
internal sealed class RateLimitArgs : ResourceArgs
{
    /// <summary>Requests per period; 0 is unlimited.</summary>
    [Input("average")]
    public Input<int>? Average { get; set; }

    /// <summary>The period. Default: one second.</summary>
    [Input("period")]
    public Input<string>? Period { get; set; }

    /// <summary>Requests that may arrive at once. Default: 1.</summary>
    [Input("burst")]
    public Input<int>? Burst { get; set; }

    /// <summary>What tells clients apart. Default: the connection's address.</summary>
    [Input("sourceCriterion")]
    public Input<SourceCriterionArgs>? SourceCriterion { get; set; }
}
