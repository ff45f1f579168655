using System.Text.Json.Nodes;
using StackPreview.Json;

namespace StackPreview.Plans;

/// <summary>Pods, found by their labels.</summary>
public sealed class PodIndex
{
    private readonly Dictionary<Label, List<Pods>> _byLabel = [];
    private readonly ILookup<string, Pods> _byOwner;

    /// <summary>Finds those of a list.</summary>
    public PodIndex(IReadOnlyList<Pods> all)
    {
        All = all;
        foreach (var pods in all)
        {
            foreach (var label in pods.Labels)
            {
                if (!_byLabel.TryGetValue(Label.Of(label), out var labelled))
                    _byLabel.Add(Label.Of(label), labelled = []);
                labelled.Add(pods);
            }
        }

        _byOwner = all.ToLookup(pods => pods.Owner.Urn);
    }

    /// <summary>All of them.</summary>
    public IReadOnlyList<Pods> All { get; }

    /// <summary>The pods that a resource causes.</summary>
    public IEnumerable<Pods> Of(PlannedResource owner) => _byOwner[owner.Urn];

    /// <summary>The pods that a selector with <c>matchLabels</c> selects; an empty one selects all.</summary>
    public IReadOnlyList<Pods> SelectedBy(JsonNode? selector) => With(selector.Texts("matchLabels"));

    /// <summary>The pods that a Service leads to, with the ports: what it calls by name, or by a number that they declare.</summary>
    /// <param name="service">The Service.</param>
    /// <param name="asked">The port of the Service that is asked. Default: all of them.</param>
    public IEnumerable<PodPort> Behind(PlannedResource service, int? asked = null)
    {
        var selector = service.Inputs.Texts("spec.selector");
        // Without a selector, it leads elsewhere.
        return from target in service
                .Inputs.Items("spec.ports")
                .Where(port => asked is null || port.Number("port") == asked)
                .Select(port => port.Text(port["targetPort"] is null ? "port" : "targetPort"))
            from pods in selector.Count == 0 ? [] : With(selector)
            let port = pods.PortOf(target)
            where port is not null
            select new PodPort(pods, port.Value);
    }

    /// <summary>The pods that have all the labels.</summary>
    public IReadOnlyList<Pods> With(IReadOnlyDictionary<string, string> labels)
    {
        if (labels.Count == 0)
            return All;
        var rarest = labels.Select(label => _byLabel.GetValueOrDefault(Label.Of(label), [])).MinBy(pods => pods.Count)!;
        return [.. rarest.Where(pods => LabelSelector.Matches(labels, pods.Labels))];
    }
}
