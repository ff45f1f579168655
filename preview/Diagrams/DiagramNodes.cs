using System.Collections.Immutable;
using StackPreview.Json;
using StackPreview.Kinds;
using StackPreview.Plans;

namespace StackPreview.Diagrams;

/// <summary>The nodes that pods and data services of a plan are drawn as, found by the resources that cause them.</summary>
internal sealed class DiagramNodes
{
    private readonly Plan _plan;
    private readonly PodIndex _pods;
    private readonly IDiagramHints _hints;
    private readonly Dictionary<string, string> _dataServices = [];
    private readonly HashSet<string> _served;
    private readonly List<DiagramNode> _nodes = [];
    private readonly Dictionary<string, int> _places = [];

    /// <summary>Finds the nodes of a plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="pods">Its pods.</param>
    /// <param name="hints">What the plan does not say.</param>
    public DiagramNodes(Plan plan, PodIndex pods, IDiagramHints hints)
    {
        _plan = plan;
        _pods = pods;
        _hints = hints;
        foreach (var component in plan.Resources.Where(resource => resource.IsComponent))
        {
            if (hints.DataServiceOf(component) is { } title)
                _dataServices.TryAdd(component.Urn, title);
        }

        _served =
        [
            .. plan.OfKind(KubernetesKinds.Service).SelectMany(service => pods.Behind(service)).Select(served => served.Pods.Owner.Urn),
        ];
        var ranks = hints.Groups.Index().ToDictionary(group => group.Item, group => group.Index);
        foreach (var (key, node) in DataServices()
                .Concat(Workloads())
                .OrderBy(entry => entry.Node.Group is { } group ? ranks.GetValueOrDefault(group, ranks.Count) : -1)
                .ThenBy(entry => entry.Node.Kind))
        {
            _places.Add(key, _nodes.Count);
            _nodes.Add(node);
        }
    }

    /// <summary>The nodes so far.</summary>
    public ImmutableArray<DiagramNode> All => [.. _nodes];

    /// <summary>Whether the pods belong to a data service.</summary>
    public bool AreOfDataService(Pods pods) => _nodes[PlaceOf(pods)].Kind == NodeKind.DataService;

    /// <summary>The place of the node that pods are drawn as.</summary>
    public int PlaceOf(Pods pods) => _places[KeyOf(pods.Owner)];

    /// <summary>The place of what is not among the pods: made when it is asked for first, and the same ever after.</summary>
    public int PlaceOf(NodeKind kind, string name)
    {
        var key = $"{kind} {name}";
        if (!_places.TryGetValue(key, out var place))
        {
            _places.Add(key, place = _nodes.Count);
            _nodes.Add(new DiagramNode(kind, [name]));
        }

        return place;
    }

    private static string EngineOf(string title, IEnumerable<PlannedResource> owners)
    {
        var instances = owners
            .Where(owner => owner.HoldsData && owner.Facts.Instances is not null)
            .Select(owner => owner.Inputs.Number(owner.Facts.Instances!))
            .FirstOrDefault();
        return instances is null or 1 ? title : $"{title}, {instances} instances";
    }

    private IEnumerable<(string Key, DiagramNode Node)> DataServices()
    {
        var owners = _pods.All.Select(pods => pods.Owner).ToLookup(owner => owner.Parent);
        return from component in _plan.Resources
               where _dataServices.ContainsKey(component.Urn)
               select (component.Urn, new DiagramNode(NodeKind.DataService, [component.Name])
               {
                   Group = _hints.GroupOf(component.Name),
                   Engine = EngineOf(_dataServices[component.Urn], owners[component.Urn]),
               });
    }

    private IEnumerable<(string Key, DiagramNode Node)> Workloads()
        => from pods in _pods.All.DistinctBy(pods => pods.Owner.Urn)
           where KeyOf(pods.Owner) == pods.Owner.Urn
           let name = pods.Labels.GetValueOrDefault(KubernetesLabels.Name, pods.Owner.ObjectName ?? pods.Owner.Name)
           select (pods.Owner.Urn, new DiagramNode(KindOf(pods), [name]) { Group = _hints.GroupOf(name) });

    private NodeKind KindOf(Pods pods) => pods.Owner.Facts.PodLife switch
    {
        PodLife.ToCompletion => NodeKind.ReleaseJob,
        PodLife.Scheduled => pods.Owner.Inputs.IsTrue("spec.suspend") ? NodeKind.OnDemandJob : NodeKind.ScheduledJob,
        // Of a StatefulSet, there is never one more than it says.
        _ when pods.Owner.Is(KubernetesKinds.StatefulSet) && pods.Owner.Inputs.Number("spec.replicas") is null or 1 => NodeKind.Singleton,
        _ => _served.Contains(pods.Owner.Urn) ? NodeKind.Service : NodeKind.Worker,
    };

    // What a data service consists of is drawn as one.
    private string KeyOf(PlannedResource owner) => owner.Parent is { } parent && _dataServices.ContainsKey(parent) ? parent : owner.Urn;
}
