using Infra.Applications.Model;
using Infra.Components.Data.Postgres;
using Infra.Components.Edge;
using Infra.Components.Observability;
using Infra.Kubernetes;
using Infra.Kubernetes.CloudNativePg;
using Infra.Kubernetes.Percona;
using Infra.Settings;
using StackPreview.Checks;
using StackPreview.Json;
using StackPreview.Kinds;
using StackPreview.Plans;

namespace Infra.Checks.Rules;

/// <summary>What must reach each other can, although all else is denied.</summary>
internal sealed class PathsAreOpen : ICheck<CheckContext>
{
    private const int HttpsPort = 443;

    public string Id => "paths-open";

    public string Sentence => "Operators, Traefik, Prometheus, clients and callers reach what they must reach, and databases their archive";

    public IEnumerable<Finding> Run(CheckContext context)
    {
        var survey = new Survey(context);
        IEnumerable<Finding> findings =
        [
            .. survey.Names(),
            .. survey.Scrapes(),
            .. survey.Routes(),
            .. survey.Databases(context.Settings.ObjectStorage),
            .. survey.MySqlClusters(context.Settings.ObjectStorage),
            .. survey.Dumps(context.Settings.ObjectStorage),
            .. survey.Clients(),
            .. survey.Callers(context.Settings.Application),
            .. survey.Calls(context.Settings.Application),
            .. survey.AcmeSolvers(),
        ];
        // Pods of one owner are alike.
        return findings.Distinct();
    }

    private static Finding Closed(PlannedResource resource, string problem) => new(resource, problem, "Open the path with a NetworkPolicy");

    private sealed class Survey(CheckContext context)
    {
        private readonly Plan _plan = context.Plan;
        private readonly ClusterSettings _cluster = context.Settings.Cluster;
        private readonly NetworkModel _network = context.Network;
        private readonly PodIndex _pods = context.Pods;
        private readonly IReadOnlyDictionary<string, PlannedResource> _shared = context.Plan.ByName(EdgeKinds.TraefikService);
        private readonly ILookup<string?, PlannedResource> _services = context.Plan.OfKind(KubernetesKinds.Service).ToLookup(service => service.ObjectName);

        public IEnumerable<Finding> Names()
            => from pod in _pods.All
               where !_network.AllowsOut(pod.Labels, new NetworkPeer.PodInNamespace("kube-system"), 53, "UDP")
               select Closed(pod.Owner, "its pods cannot resolve names");

        public IEnumerable<Finding> Scrapes()
            => from monitor in _plan.OfKind(MonitoringKinds.PodMonitor)
               from port in monitor.Inputs.Items("spec.podMetricsEndpoints").Select(endpoint => endpoint.Text("port"))
               from pod in _pods.SelectedBy(monitor.Inputs.At("spec.selector"))
               where pod.Ports.ContainsKey(port)
               where !_network.AllowsIn(pod.Labels, new NetworkPeer.PodInNamespace(_cluster.PrometheusNamespace), pod.Ports[port])
               select Closed(monitor, $"Prometheus does not reach port {port} of {pod.Owner.Title}");

        public IEnumerable<Finding> Routes()
            => from route in _plan.OfKind(EdgeKinds.IngressRoute)
               from service in RouteTargets.Of(route, _shared)
               from reached in Behind(service)
               where !_network.AllowsIn(reached.Pods.Labels, new NetworkPeer.PodInNamespace(_cluster.TraefikNamespace), reached.Port)
               select Closed(route, $"Traefik does not reach port {reached.Port} of {reached.Pods.Owner.Title}");

        public IEnumerable<Finding> Databases(ObjectStorageSettings? storage)
        {
            var theOperator = new NetworkPeer.PodInNamespace(_cluster.PostgresOperatorNamespace);
            foreach (var pod in _pods.All.Where(pod => pod.Owner.Is(PostgresKinds.Cluster)))
            {
                foreach (var port in new[] { InstancePorts.Postgres, InstancePorts.Status }.Where(port => !_network.AllowsIn(pod.Labels, theOperator, port)))
                    yield return Closed(pod.Owner, $"the operator does not reach port {port} of its instances");
                if (!_network.AllowsBetween(pod.Labels, pod.Labels, InstancePorts.Postgres))
                    yield return Closed(pod.Owner, "its instances do not reach each other");
                foreach (var range in _cluster.ApiServerRanges)
                {
                    var address = new NetworkPeer.Address(range.Split('/')[0]);
                    foreach (var port in ApiServer.Ports.Where(port => !_network.AllowsOut(pod.Labels, address, port)))
                        yield return Closed(pod.Owner, $"its instances do not reach port {port} of the API server in {range}");
                }

                if (!_network.AllowsOut(pod.Labels, NetworkPeer.Address.OnTheInternet, storage?.Endpoint?.Port ?? HttpsPort))
                    yield return Closed(pod.Owner, "its instances do not reach the object storage");
            }
        }

        public IEnumerable<Finding> MySqlClusters(ObjectStorageSettings? storage)
        {
            foreach (var cluster in MySqlObjects.Clusters(_plan))
            {
                var (instances, proxies) = (cluster.Inputs.Texts(MySqlObjects.InstanceLabels), cluster.Inputs.Texts(MySqlObjects.ProxyLabels));
                var backups = MySqlObjects.Storages(cluster).Select(storage => storage.Value.Texts("labels")).ToList();
                foreach (var port in new[] { MySqlPorts.MySql, MySqlPorts.Administration, MySqlPorts.Backup }.Where(port => !_network.AllowsIn(instances, new NetworkPeer.PodInNamespace(_cluster.MySqlOperatorNamespace), port)))
                    yield return Closed(cluster, $"the operator does not reach port {port} of its instances");
                foreach (var port in new[] { MySqlPorts.MySql, MySqlPorts.Group, MySqlPorts.Administration }.Where(port => !_network.AllowsBetween(instances, instances, port)))
                    yield return Closed(cluster, $"its instances do not reach port {port} of each other");
                foreach (var port in new[] { MySqlPorts.MySql, MySqlPorts.Administration }.Where(port => !_network.AllowsBetween(proxies, instances, port)))
                    yield return Closed(cluster, $"its proxies do not reach port {port} of its instances");
                if (!backups.TrueForAll(jobs => _network.AllowsBetween(jobs, instances, MySqlPorts.Backup)))
                    yield return Closed(cluster, "its backup jobs do not reach its instances");
                if (!backups.Append(instances).All(pods => Reaches(pods, storage)))
                    yield return Closed(cluster, "its instances or its backup jobs do not reach the object storage");
                foreach (var client in _pods.With(Labels.ClientOf(cluster.ObjectName!)).Where(client => !_network.AllowsBetween(client.Labels, proxies, MySqlPorts.MySql)))
                    yield return Closed(client.Owner, $"it does not reach the proxies of {cluster.Title}");
            }
        }

        public IEnumerable<Finding> Dumps(ObjectStorageSettings? storage)
            => from server in MySqlObjects.Servers(_plan)
               from dump in MySqlObjects.DumpsOf(context, server)
               where !Reaches(PodTemplate.Of(dump)!.Labels, storage)
               select Closed(dump, "it does not reach the object storage");

        private bool Reaches(IReadOnlyDictionary<string, string> pods, ObjectStorageSettings? storage)
            => _network.AllowsOut(pods, NetworkPeer.Address.OnTheInternet, storage?.Endpoint?.Port ?? HttpsPort);

        public IEnumerable<Finding> Clients()
            => from server in _plan.OfKind(KubernetesKinds.StatefulSet, PostgresKinds.Cluster)
               from client in _pods.All
               where client.Owner.Dependencies.Contains(server.Urn)
               from reached in PodsOf(server)
               where !_network.AllowsBetween(client.Labels, reached.Pods.Labels, reached.Port)
               select Closed(client.Owner, $"it does not reach port {reached.Port} of {server.Title}");

        public IEnumerable<Finding> Callers(ApplicationDefinition application)
            => from workload in application.AllWorkloads.Where(workload => workload.CallsInternet)
               from port in workload.InternetPorts
               from template in context.TemplatesByWorkload[workload.Name]
               where !_network.AllowsOut(template.Labels, NetworkPeer.Address.OnTheInternet, port)
               select Closed(template.Owner, "it does not reach the internet");

        public IEnumerable<Finding> Calls(ApplicationDefinition application)
            => from workload in application.AllWorkloads
               from service in workload.CalledServices
               where service != workload.Name
               from caller in context.TemplatesByWorkload[workload.Name]
               from reached in Behind(service)
               where !_network.AllowsBetween(caller.Labels, reached.Pods.Labels, reached.Port)
               select Closed(caller.Owner, $"it does not reach port {reached.Port} of {reached.Pods.Owner.Title}");

        public IEnumerable<Finding> AcmeSolvers()
            => from certificate in _plan.OfKind(EdgeKinds.Certificate)
               where !_network.AllowsIn(AcmeSolver.PodLabels, new NetworkPeer.PodInNamespace(_cluster.TraefikNamespace), AcmeSolver.Port)
               select Closed(certificate, "Traefik does not reach the pods that prove who owns the host");

        private IEnumerable<PodPort> PodsOf(PlannedResource server)
            => server.Is(PostgresKinds.Cluster)
                ? _pods.Of(server).Select(pods => new PodPort(pods, InstancePorts.Postgres))
                : Behind(server.Inputs.Text("spec.serviceName"));

        private IEnumerable<PodPort> Behind(string serviceName) => _services[serviceName].SelectMany(_pods.Behind);
    }
}
