using System.Collections.Immutable;
using System.Text.Json.Nodes;
using StackPreview.Json;
using StackPreview.Kinds;
using StackPreview.Plans;

namespace StackPreview.Diagrams;

/// <summary>
/// Draws who reaches whom: what the policies of a plan let through, and where its routes lead. Left out is what every stack has: DNS,
/// metrics, operators, the API server, and steps of a release that are the platform's own.
/// </summary>
internal sealed class DiagramBuilder
{
    private const int NamesPort = 53;

    private readonly Plan _plan;
    private readonly PodIndex _pods;
    private readonly NetworkModel _network;
    private readonly DiagramNodes _nodes;
    private readonly IDiagramHints _hints;

    private DiagramBuilder(Plan plan, IDiagramHints hints)
    {
        _plan = plan;
        _pods = new PodIndex([.. Pods.In(plan).Where(hints.IsDrawn)]);
        _network = new NetworkModel(plan);
        _hints = hints;
        _nodes = new DiagramNodes(plan, _pods, hints);
    }

    /// <summary>The diagram of a plan. Jobs of a release that reach the same are drawn as one.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="hints">What it does not say.</param>
    public static NetworkDiagram Build(Plan plan, IDiagramHints hints)
    {
        var builder = new DiagramBuilder(plan, hints);
        List<DiagramEdge> edges = [.. builder.FromHosts(), .. builder.FromPods()];
        var drawn = InDrawingOrder(builder._nodes.All, NetworkDiagram.Ordered(edges));
        var reached = drawn.Edges.ToLookup(edge => edge.From, edge => $"{edge.To}:{string.Join(',', edge.Ports)}");
        return drawn.Merged(place =>
            drawn.Nodes[place] is { Kind: NodeKind.ReleaseJob } job ? $"{job.Group} {string.Join(' ', reached[place])}" : $"{place}");
    }

    // What is not among the pods was found on the way: hosts belong first, the rest last.
    private static NetworkDiagram InDrawingOrder(ImmutableArray<DiagramNode> nodes, IEnumerable<DiagramEdge> edges)
    {
        var order = nodes
            .Index()
            .OrderBy(node =>
                node.Item.Kind switch
                {
                    NodeKind.Host => 0,
                    NodeKind.ObjectStorage => 2,
                    NodeKind.Outside => 3,
                    _ => 1,
                })
            .Select(node => node.Index)
            .ToList();
        var places = order.Index().ToDictionary(entry => entry.Item, entry => entry.Index);
        return new NetworkDiagram(
            [.. order.Select(index => nodes[index])],
            [.. NetworkDiagram.Ordered(edges.Select(edge => edge with { From = places[edge.From], To = places[edge.To] }))]);
    }

    private IEnumerable<DiagramEdge> FromHosts()
    {
        var services = _plan.OfKind(KubernetesKinds.Service).ToLookup(service => service.ObjectName);
        return from route in _hints.RoutesIn(_plan)
               from service in services[route.Service]
               from reached in _pods.Behind(service)
               where route.From is null || _network.AllowsIn(reached.Pods.Labels, route.From, reached.Port)
               select new DiagramEdge(_nodes.PlaceOf(NodeKind.Host, route.Host), _nodes.PlaceOf(reached.Pods), [reached.Port]);
    }

    private IEnumerable<DiagramEdge> FromPods()
        => from pods in _pods.All.DistinctBy(pods => (pods.Owner.Urn, string.Join(' ', pods.Labels.Keys)))
           from edge in From(pods)
           select edge;

    private IEnumerable<DiagramEdge> From(Pods pods)
    {
        var from = _nodes.PlaceOf(pods);
        if (!_network.IsDeniedOut(pods.Labels))
            yield return new DiagramEdge(from, _nodes.PlaceOf(NodeKind.Outside, "anywhere"), []);
        foreach (var rule in _network.RulesOut(pods.Labels))
        {
            ImmutableSortedSet<int> ports =
            [
                .. rule.Ports.Select(port => port.Number("port")).OfType<int>().Where(port => port != NamesPort),
            ];
            if (ports.IsEmpty && rule.Ports.Count > 0)
                continue;

            foreach (var edge in rule.Peers.Count == 0
                ? ToAnywhere(pods, ports)
                : rule.Peers.SelectMany(peer => To(pods, rule, peer, ports)))
            {
                yield return edge with { From = from };
            }
        }
    }

    private IEnumerable<DiagramEdge> To(Pods pods, PolicyRules.Rule rule, JsonNode peer, ImmutableSortedSet<int> ports)
        => peer switch
        {
            _ when peer["namespaceSelector"] is { } selector =>
            [
                new DiagramEdge(0, _nodes.PlaceOf(NodeKind.Outside, NameOf(selector, peer["podSelector"])), ports),
            ],
            _ when peer["podSelector"] is { } selector => ToPods(pods, rule, selector),
            _ => ToAddresses(pods, peer, ports),
        };

    // A namespace, or some pods of it.
    private static string NameOf(JsonNode ns, JsonNode? pods)
        => string.Join(' ', ["namespace", .. ns.Texts("matchLabels").Values, .. pods.Texts("matchLabels").Values]);

    private IEnumerable<DiagramEdge> ToPods(Pods pods, PolicyRules.Rule rule, JsonNode selector)
        => from reached in _pods.SelectedBy(selector)
           from port in reached.Ports.Values
           where rule.IsFor(port, "TCP") && _network.AllowsIn(reached.Labels, new NetworkPeer.Pod(pods.Labels), port)
           select new DiagramEdge(0, _nodes.PlaceOf(reached), [port]);

    // Data services ask the API server, and have nothing else to ask than it and the object storage.
    private IEnumerable<DiagramEdge> ToAddresses(Pods pods, JsonNode peer, ImmutableSortedSet<int> ports)
    {
        var isData = _nodes.AreOfDataService(pods);
        if (NetworkPeer.Address.OnTheInternet.IsMeantBy(peer))
        {
            var target = isData
                ? _nodes.PlaceOf(NodeKind.ObjectStorage, _hints.OutsideOfDataServices)
                : _nodes.PlaceOf(NodeKind.Outside, "internet");
            yield return new DiagramEdge(0, target, ports);
        }
        else if (!isData)
        {
            yield return new DiagramEdge(0, _nodes.PlaceOf(NodeKind.Outside, peer.Text("ipBlock.cidr")), ports);
        }
    }

    private IEnumerable<DiagramEdge> ToAnywhere(Pods pods, ImmutableSortedSet<int> ports)
    {
        if (!_nodes.AreOfDataService(pods) || ports.Except(_hints.ApiServerPorts).Count > 0)
            yield return new DiagramEdge(0, _nodes.PlaceOf(NodeKind.Outside, "anywhere"), ports);
    }
}
