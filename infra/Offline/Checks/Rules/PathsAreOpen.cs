using Infra.Kubernetes;
using Infra.Offline.Plans;
using Infra.Settings;

namespace Infra.Offline.Checks.Rules;

/// <summary>What must reach each other can, although all else is denied.</summary>
internal sealed class PathsAreOpen : ICheck
{
    private const string ClusterKind = "Cluster";
    private const int PostgresPort = 5432;
    private const int StatusPort = 8000;

    // An address that is in no private range, for whether pods reach the internet.
    private const string SomeInternetAddress = "198.51.100.1";

    public string Id => "paths-open";

    public string Sentence => "Operators, Traefik, Prometheus and clients reach what they must reach, and databases their archive";

    public IEnumerable<Finding> Run(CheckContext context)
    {
        var survey = new Survey(context.Plan, context.Settings.Cluster);
        return [.. survey.Names(), .. survey.Scrapes(), .. survey.Routes(), .. survey.Databases(context.Settings.ObjectStorage), .. survey.Clients(), .. survey.AcmeSolvers()];
    }

    private static Finding Closed(PlannedResource resource, string problem) => new(resource, problem, "Open the path with a NetworkPolicy");

    private sealed class Survey(Plan plan, ClusterSettings cluster)
    {
        private readonly NetworkModel _network = new(plan);
        private readonly IReadOnlyList<Pods> _pods = Pods.In(plan);

        public IEnumerable<Finding> Names()
            => from pod in _pods
               where !_network.AllowsOut(pod.Labels, new NetworkPeer.Namespace("kube-system"), 53, "UDP")
               select Closed(pod.Owner, "its pods cannot resolve names");

        public IEnumerable<Finding> Scrapes()
            => from monitor in plan.OfKind("PodMonitor")
               from port in monitor.Inputs.Items("spec.podMetricsEndpoints").Select(endpoint => endpoint.Text("port"))
               from pod in _pods
               where LabelSelector.Selects(monitor.Inputs.At("spec.selector"), pod.Labels) && pod.Ports.ContainsKey(port)
               where !_network.AllowsIn(pod.Labels, new NetworkPeer.Namespace(cluster.PrometheusNamespace), pod.Ports[port])
               select Closed(monitor, $"Prometheus does not reach port {port} of {pod.Owner.Title}");

        public IEnumerable<Finding> Routes()
            => from route in plan.OfKind("IngressRoute")
               from target in route.Inputs.Items("spec.routes").SelectMany(rule => rule.Items("services"))
               from reached in Behind(target.Text("name"))
               where !_network.AllowsIn(reached.Pod.Labels, new NetworkPeer.Namespace(cluster.TraefikNamespace), reached.Port)
               select Closed(route, $"Traefik does not reach port {reached.Port} of {reached.Pod.Owner.Title}");

        public IEnumerable<Finding> Databases(ObjectStorageSettings? storage)
        {
            var theOperator = new NetworkPeer.Namespace(cluster.PostgresOperatorNamespace);
            foreach (var pod in _pods.Where(pod => pod.Owner.Kind == ClusterKind))
            {
                foreach (var port in new[] { PostgresPort, StatusPort }.Where(port => !_network.AllowsIn(pod.Labels, theOperator, port)))
                    yield return Closed(pod.Owner, $"the operator does not reach port {port} of its instances");
                if (!_network.AllowsBetween(pod.Labels, pod.Labels, PostgresPort))
                    yield return Closed(pod.Owner, "its instances do not reach each other");
                foreach (var range in cluster.ApiServerRanges.Where(range => !_network.AllowsOut(pod.Labels, new NetworkPeer.Address(range.Split('/')[0]), 443)))
                    yield return Closed(pod.Owner, $"its instances do not reach the API server in {range}");
                if (!_network.AllowsOut(pod.Labels, new NetworkPeer.Address(SomeInternetAddress), storage?.Endpoint?.Port ?? 443))
                    yield return Closed(pod.Owner, "its instances do not reach the object storage");
            }
        }

        public IEnumerable<Finding> Clients()
            => from client in _pods
               from server in plan.OfKind("StatefulSet", ClusterKind)
               where client.Owner.Dependencies.Contains(server.Urn)
               from reached in PodsOf(server)
               where !_network.AllowsBetween(client.Labels, reached.Pod.Labels, reached.Port)
               select Closed(client.Owner, $"it does not reach port {reached.Port} of {server.Title}");

        public IEnumerable<Finding> AcmeSolvers()
            => from certificate in plan.OfKind("Certificate")
               where !_network.AllowsIn(AcmeSolver.PodLabels, new NetworkPeer.Namespace(cluster.TraefikNamespace), AcmeSolver.Port)
               select Closed(certificate, "Traefik does not reach the pods that prove who owns the host");

        private IEnumerable<(Pods Pod, int Port)> PodsOf(PlannedResource server)
            => server.Kind == ClusterKind ? _pods.Where(pod => pod.Owner == server).Select(pod => (pod, PostgresPort)) : Behind(server.Inputs.Text("spec.serviceName"));

        private IEnumerable<(Pods Pod, int Port)> Behind(string serviceName)
            => from service in plan.OfKind("Service")
               where service.ObjectName == serviceName
               from target in service.Inputs.Items("spec.ports").Select(port => port.Text("targetPort"))
               from pod in _pods
               where LabelSelector.Matches(service.Inputs.Texts("spec.selector"), pod.Labels) && pod.Ports.ContainsKey(target)
               select (pod, pod.Ports[target]);
    }
}
