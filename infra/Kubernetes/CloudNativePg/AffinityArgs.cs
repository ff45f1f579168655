using Pulumi;

namespace Infra.Kubernetes.CloudNativePg;

/// <summary>Which nodes the instances run on.</summary>
internal sealed class AffinityArgs : ResourceArgs
{
    /// <summary>Whether instances keep apart.</summary>
    [Input("enablePodAntiAffinity")]
    public Input<bool>? EnablePodAntiAffinity { get; set; }

    /// <summary>How firmly: <c>preferred</c> or <c>required</c>.</summary>
    [Input("podAntiAffinityType")]
    public Input<string>? PodAntiAffinityType { get; set; }

    /// <summary>The label of a node that says where it is.</summary>
    [Input("topologyKey")]
    public Input<string>? TopologyKey { get; set; }
}
