using System.Collections.Immutable;
using Infra.Applications.Model;
using Infra.Offline.Plans;

namespace Infra.Offline.Diagrams;

/// <summary>The nodes that pods and data services of a plan are drawn as, found by the resources that cause them.</summary>
internal sealed class DiagramNodes
{
    private const string DataPrefix = "infra:data:";

    private static readonly Dictionary<string, string> Engines = new()
    {
        ["CloudNativePg"] = "Postgres",
        ["MySqlServer"] = "MySQL",
        ["PerconaMySql"] = "MySQL",
        ["QdrantServer"] = "Qdrant",
        ["RedisServer"] = "Redis",
    };

    private static readonly Dictionary<string, string> InstancePaths = new()
    {
        ["Cluster"] = "spec.instances",
        ["PerconaServerMySQL"] = "spec.mysql.size",
        ["StatefulSet"] = "spec.replicas",
    };

    private readonly Plan _plan;
    private readonly PodIndex _pods;
    private readonly Dictionary<string, PlannedResource> _byUrn;
    private readonly ImmutableDictionary<string, string> _companions;
    private readonly HashSet<string> _served;
    private readonly List<DiagramNode> _nodes = [];
    private readonly Dictionary<string, int> _places = [];

    /// <summary>Finds the nodes of a plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="pods">Its pods.</param>
    /// <param name="application">What it is the plan of: it tells which names are of companions.</param>
    public DiagramNodes(Plan plan, PodIndex pods, ApplicationDefinition application)
    {
        (_plan, _pods) = (plan, pods);
        _byUrn = plan.Resources.DistinctBy(resource => resource.Urn).ToDictionary(resource => resource.Urn);
        _companions = CompanionsOf(application);
        _served = [.. plan.OfKind("Service").SelectMany(service => pods.With(service.Inputs.Texts("spec.selector"))).Select(served => served.Owner.Urn)];
        var ranks = application.Companions.Index().ToDictionary(companion => companion.Item.Name, companion => companion.Index);
        foreach (var (key, node) in DataServices().Concat(Workloads()).OrderBy(entry => entry.Node.Companion is { } companion ? ranks[companion] : -1).ThenBy(entry => entry.Node.Kind))
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

    private static ImmutableDictionary<string, string> CompanionsOf(ApplicationDefinition application)
        => (from companion in application.Companions
            from name in new[] { DataServiceNames.Postgres, DataServiceNames.Redis, DataServiceNames.Qdrant, DataServiceNames.MySql }
                .Select(service => DataServiceNames.Of(companion, service))
                .Concat(companion.Workloads.Select(workload => workload.Name))
            select KeyValuePair.Create(name, companion.Name)).DistinctBy(entry => entry.Key).ToImmutableDictionary();

    private static string EngineOf(PlannedResource component, IEnumerable<PlannedResource> owners)
    {
        var engine = Engines.GetValueOrDefault(component.Type.Split(':')[^1], "data service");
        var instances = owners.Where(owner => InstancePaths.ContainsKey(owner.Kind)).Select(owner => owner.Inputs.Number(InstancePaths[owner.Kind])).FirstOrDefault();
        return instances is null or 1 ? engine : $"{engine}, {instances} instances";
    }

    private IEnumerable<(string Key, DiagramNode Node)> DataServices()
    {
        var owners = _pods.All.Select(pods => pods.Owner).ToLookup(owner => owner.Parent);
        return from component in _plan.Resources
               where IsDataService(component)
               select (component.Urn, new DiagramNode(NodeKind.DataService, [component.Name])
               {
                   Companion = _companions.GetValueOrDefault(component.Name),
                   Engine = EngineOf(component, owners[component.Urn]),
               });
    }

    private IEnumerable<(string Key, DiagramNode Node)> Workloads()
        => from pods in _pods.All.DistinctBy(pods => pods.Owner.Urn)
           where KeyOf(pods.Owner) == pods.Owner.Urn
           let name = pods.Labels.GetValueOrDefault(Kubernetes.Labels.Name, pods.Owner.ObjectName ?? pods.Owner.Name)
           select (pods.Owner.Urn, new DiagramNode(KindOf(pods), [name]) { Companion = _companions.GetValueOrDefault(name) });

    private NodeKind KindOf(Pods pods) => pods.Owner.Kind switch
    {
        "Job" => NodeKind.ReleaseJob,
        "CronJob" => pods.Owner.Inputs.IsTrue("spec.suspend") ? NodeKind.OnDemandJob : NodeKind.ScheduledJob,
        "StatefulSet" => NodeKind.Singleton,
        _ => _served.Contains(pods.Owner.Urn) ? NodeKind.Service : NodeKind.Worker,
    };

    // What a data service consists of is drawn as one.
    private string KeyOf(PlannedResource owner) => owner.Parent is { } parent && _byUrn.TryGetValue(parent, out var component) && IsDataService(component) ? parent : owner.Urn;

    private static bool IsDataService(PlannedResource resource) => resource.Type.StartsWith(DataPrefix, StringComparison.Ordinal);
}
