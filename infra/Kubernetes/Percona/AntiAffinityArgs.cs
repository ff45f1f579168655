using Pulumi;

namespace Infra.Kubernetes.Percona;

/// <summary>Which nodes pods run on.</summary>
internal sealed class AntiAffinityArgs : ResourceArgs
{
    /// <summary>The label of a node of which no two pods may have the same value; <c>none</c> for no such label.</summary>
    [Input("antiAffinityTopologyKey")]
    public Input<string>? AntiAffinityTopologyKey { get; set; }
}
