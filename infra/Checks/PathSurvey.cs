using System.Globalization;
using Infra.Checks.Rules;
using Infra.Edge;
using Infra.Kubernetes;
using Infra.Observability;
using Infra.Settings;
using StackPreview.Checks;
using StackPreview.Json;
using StackPreview.Kinds;
using StackPreview.Plans;

namespace Infra.Checks;

/// <summary>Looks in a plan for paths that are closed and must not be.</summary>
/// <param name="context">The plan.</param>
internal sealed class PathSurvey(CheckContext context)
{
    private const int HttpsPort = 443;

    private readonly Plan _plan = context.Plan;
    private readonly NetworkPeer _traefik = new NetworkPeer.PodInNamespace(context.Settings.Cluster.TraefikNamespace);
    private readonly NetworkPeer _prometheus = new NetworkPeer.PodInNamespace(context.Settings.Cluster.PrometheusNamespace);
    private readonly IReadOnlyDictionary<string, PlannedResource> _shared = context.Plan.ByName(EdgeKinds.TraefikService);
    private readonly ILookup<string?, PlannedResource> _services
        = context.Plan.OfKind(KubernetesKinds.Service).ToLookup(service => service.ObjectName);

    // The port of requests of each service of the application.
    private readonly Dictionary<string, int> _ports
        = context.Settings.Application.AllServices.ToDictionary(service => service.Name, service => service.Port);

    /// <summary>The plan.</summary>
    public CheckContext Context { get; } = context;

    /// <summary>Which pods reach which.</summary>
    public NetworkModel Network { get; } = context.Network;

    /// <summary>The pods.</summary>
    public PodIndex Pods { get; } = context.Pods;

    /// <summary>The verdict on a path that is closed.</summary>
    /// <param name="resource">Whose path it is.</param>
    /// <param name="problem">Who does not reach what.</param>
    public static Finding Closed(PlannedResource resource, string problem) => new(resource, problem, "Open the path with a NetworkPolicy");

    /// <summary>Whether the pods of an installation's namespace reach a port of pods.</summary>
    /// <param name="setting">The key of the namespace below <c>infra:cluster.namespaces</c>.</param>
    /// <param name="pods">The labels of the pods.</param>
    /// <param name="port">The port.</param>
    public bool IsReachedFrom(string setting, IReadOnlyDictionary<string, string> pods, int port)
        => Network.AllowsIn(pods, new NetworkPeer.PodInNamespace(Context.Settings.Cluster.Namespaces[setting]), port);

    /// <summary>The API servers that pods do not reach.</summary>
    /// <param name="resource">Whose pods they are.</param>
    /// <param name="pods">The labels of the pods.</param>
    public IEnumerable<Finding> ApiServers(PlannedResource resource, IReadOnlyDictionary<string, string> pods)
        => from range in Context.Settings.Cluster.ApiServerRanges
           let address = new NetworkPeer.Address(range.Split('/')[0])
           from port in Context.Settings.Cluster.ApiServerPorts
           where !Network.AllowsOut(pods, address, port)
           select Closed(resource, $"its instances do not reach port {port} of the API server in {range}");

    /// <summary>Pods that are given a token for the API server and do not reach it.</summary>
    public IEnumerable<Finding> ApiClients()
        => from template in Context.Templates
           where ApiRightsAreExact.HasToken(template)
           from range in Context.Settings.Cluster.ApiServerRanges
           let address = new NetworkPeer.Address(range.Split('/')[0])
           from port in Context.Settings.Cluster.ApiServerPorts
           where !Network.AllowsOut(template.Labels, address, port)
           select Closed(template.Owner, $"it does not reach port {port} of the API server in {range}");

    /// <summary>Whether pods reach the object storage.</summary>
    public bool ReachObjectStorage(IReadOnlyDictionary<string, string> pods)
        => Network.AllowsOut(pods, NetworkPeer.Address.OnTheInternet, Context.Settings.ObjectStorage?.Port ?? HttpsPort);

    /// <summary>Pods that cannot resolve names.</summary>
    public IEnumerable<Finding> Names()
        => from pod in Pods.All
           where !Network.AllowsOut(pod.Labels, new NetworkPeer.PodInNamespace("kube-system"), 53, "UDP")
           select Closed(pod.Owner, "its pods cannot resolve names");

    /// <summary>Metrics that Prometheus does not reach.</summary>
    public IEnumerable<Finding> Scrapes()
        => from monitor in _plan.OfKind(MonitoringKinds.PodMonitor)
           from port in monitor.Inputs.Items("spec.podMetricsEndpoints").Select(endpoint => endpoint.Text("port"))
           from pod in Pods.SelectedBy(monitor.Inputs.At("spec.selector"))
           where pod.Ports.ContainsKey(port)
           where !Network.AllowsIn(pod.Labels, _prometheus, pod.Ports[port])
           select Closed(monitor, $"Prometheus does not reach port {port} of {pod.Owner.Title}");

    /// <summary>Services that Traefik does not reach.</summary>
    public IEnumerable<Finding> Routes()
        => from route in _plan.OfKind(EdgeKinds.IngressRoute)
           from target in RouteTargets.Targets(route, _shared)
           from reached in Behind(target.Text("name"), target.Number("port"))
           where !Network.AllowsIn(reached.Pods.Labels, _traefik, reached.Port)
           select Closed(route, $"Traefik does not reach port {reached.Port} of {reached.Pods.Owner.Title}");

    /// <summary>StatefulSets that their clients do not reach. What comes after one of the application's own need not call it.</summary>
    public IEnumerable<Finding> Clients()
        => from server in _plan.OfKind(KubernetesKinds.StatefulSet)
           where !Context.Settings.Application.AllLongRunning.Any(workload => workload.Name == server.ObjectName)
           from finding in ClientsOf(server, Behind(server.Inputs.Text("spec.serviceName")))
           select finding;

    /// <summary>Servers that their clients do not reach.</summary>
    /// <param name="server">The server.</param>
    /// <param name="pods">Its pods, with the port that clients connect to.</param>
    /// <param name="steps">The steps that clients wait for in its place. Default: none.</param>
    public IEnumerable<Finding> ClientsOf(PlannedResource server, IEnumerable<PodPort> pods, params IReadOnlyList<PlannedResource> steps)
        => from client in Pods.All
           // What an operator makes for it waits for nobody itself.
           where !client.Owner.Creates.Any(created => ReferenceEquals(created.Labels, client.Labels))
           where client.Owner.Dependencies.Contains(server.Urn)
               || steps.Any(step => client.Owner.Dependencies.Contains(step.Urn))
           from reached in pods
           where !Network.AllowsBetween(client.Labels, reached.Pods.Labels, reached.Port)
           select Closed(client.Owner, $"it does not reach port {reached.Port} of {server.Title}");

    /// <summary>Workloads that do not reach the internet and should.</summary>
    public IEnumerable<Finding> Callers()
        => from workload in Context.Settings.Application.AllWorkloads.Where(workload => workload.CallsInternet)
           from port in workload.InternetPorts
           from template in Context.TemplatesByWorkload[workload.Name]
           where !Network.AllowsOut(template.Labels, NetworkPeer.Address.OnTheInternet, port)
           select Closed(template.Owner, "it does not reach the internet");

    /// <summary>Workloads that do not reach what the stack file lets them reach.</summary>
    public IEnumerable<Finding> Egress()
        => from workload in Context.Settings.Egress
           from template in Context.TemplatesByWorkload[workload.Key]
           from target in Targets(workload.Value)
           where !Network.AllowsOut(template.Labels, target.Peer, target.Port)
           select Closed(template.Owner, $"it does not reach port {target.Port} of {target.Name}");

    /// <summary>Queues whose length KEDA does not reach.</summary>
    public IEnumerable<Finding> Queues()
        => from scaler in _plan.OfKind(KedaKinds.ScaledObject)
           let keda = new NetworkPeer.PodInNamespace(Context.Settings.Cluster.KedaNamespace ?? "")
           from trigger in scaler.Inputs.Items("spec.triggers")
           let address = trigger.Text("metadata.address").Split(':')
           where address.Length == 2
           from reached in Behind(address[0].Split('.')[0], int.Parse(address[1], CultureInfo.InvariantCulture))
           where !Network.AllowsIn(reached.Pods.Labels, keda, reached.Port)
           select Closed(scaler, $"KEDA does not reach port {reached.Port} of {reached.Pods.Owner.Title}");

    /// <summary>Workloads that do not reach the services that they call.</summary>
    public IEnumerable<Finding> Calls()
        => from workload in Context.Settings.Application.AllWorkloads
           from call in workload.AllCalls
           where call.Service != workload.Name
           from caller in Context.TemplatesByWorkload[workload.Name]
           from reached in Behind(call.Service, call.Port ?? _ports[call.Service])
           where !Network.AllowsBetween(caller.Labels, reached.Pods.Labels, reached.Port)
           select Closed(caller.Owner, $"it does not reach port {reached.Port} of {reached.Pods.Owner.Title}");

    /// <summary>Certificates whose solvers Traefik does not reach.</summary>
    public IEnumerable<Finding> AcmeSolvers()
        => from certificate in EdgeKinds.HostCertificates(_plan)
           where Context.Settings.Edge.Certificates.AsksHosts
           where !Network.AllowsIn(AcmeSolver.PodLabels, _traefik, AcmeSolver.Port)
           select Closed(certificate, "Traefik does not reach the pods that prove who owns the host");

    private static IEnumerable<(string Name, NetworkPeer Peer, int Port)> Targets(EgressSettings egress)
    {
        foreach (var (range, port) in egress.Addresses)
            yield return (range, new NetworkPeer.Address(range.Split('/')[0]), port);
        foreach (var (ns, label, value, port) in egress.Pods)
        {
            var labels = new Dictionary<string, string> { [label] = value };
            yield return ($"{ns}/{label}={value}", new NetworkPeer.PodInNamespace(ns, labels), port);
        }
    }

    private IEnumerable<PodPort> Behind(string serviceName, int? port = null)
        => _services[serviceName].SelectMany(service => Pods.Behind(service, port));
}
