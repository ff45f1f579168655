using System.Net;
using System.Text.Json.Nodes;
using StackPreview.Json;
using StackPreview.Kinds;

namespace StackPreview.Plans;

/// <summary>The other end of a connection with a pod.</summary>
public abstract record NetworkPeer
{
    /// <summary>Whether a peer of a policy's rule means this one.</summary>
    public abstract bool IsMeantBy(JsonNode peer);

    /// <summary>A pod of the same namespace.</summary>
    /// <param name="Labels">Its labels.</param>
    public sealed record Pod(IReadOnlyDictionary<string, string> Labels) : NetworkPeer
    {
        /// <inheritdoc/>
        public override bool IsMeantBy(JsonNode peer)
            => peer["podSelector"] is { } selector
            && peer["namespaceSelector"] is null
            && LabelSelector.Matches(selector.Texts("matchLabels"), Labels);
    }

    /// <summary>A pod of another namespace.</summary>
    /// <param name="Name">The namespace.</param>
    /// <param name="Labels">Its labels. Default: none.</param>
    public sealed record PodInNamespace(string Name, IReadOnlyDictionary<string, string>? Labels = null) : NetworkPeer
    {
        /// <inheritdoc/>
        public override bool IsMeantBy(JsonNode peer)
            => peer["namespaceSelector"] is { } selector
                && peer["podSelector"].Texts("matchLabels").All(label => Labels?.GetValueOrDefault(label.Key) == label.Value)
                && selector.Texts("matchLabels").All(label => label is { Key: KubernetesLabels.NamespaceName } && label.Value == Name);
    }

    /// <summary>An address outside the cluster's pods.</summary>
    /// <param name="Value">The address.</param>
    public sealed record Address(string Value) : NetworkPeer
    {
        /// <summary>An address that is in no private range, for whether pods reach the internet.</summary>
        public static Address OnTheInternet { get; } = new("198.51.100.1");

        /// <inheritdoc/>
        public override bool IsMeantBy(JsonNode peer)
            => peer["ipBlock"] is { } block
            && Contains(block.Text("cidr"))
            && !block.Items("except").Any(range => Contains(range.ToString()));

        private bool Contains(string range) => IPNetwork.TryParse(range, out var network) && network.Contains(IPAddress.Parse(Value));
    }
}
