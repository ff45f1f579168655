using Infra.Applications.Model;
using Infra.Edge;
using StackPreview.Checks;
using StackPreview.Json;
using StackPreview.Kinds;
using StackPreview.Plans;

namespace Infra.Checks.References;

/// <summary>
/// Every service that routes and stateful sets name is there, with the port; every service's port is a port of its pods.
/// </summary>
internal sealed class ServicesExist : ICheck<CheckContext>
{
    public string Id => "services-exist";

    public string Sentence => "Every Service that is named exists with the port that is asked for, and leads to a port of its pods";

    public IEnumerable<Finding> Run(CheckContext context)
    {
        var services = context.Plan.ByName(KubernetesKinds.Service);
        return [.. SetFindings(context, services), .. RouteFindings(context, services), .. PortFindings(context, services)];
    }

    private static IEnumerable<Finding> SetFindings(CheckContext context, IReadOnlyDictionary<string, PlannedResource> services)
    {
        // A worker of which there is one has no service, and no need of one: nobody asks for its pod by name.
        var workers = context.Settings.Application.AllLongRunning
            .Where(workload => workload is WorkerDefinition)
            .Select(workload => workload.Name)
            .ToHashSet();
        foreach (var set in context.Plan.OfKind(KubernetesKinds.StatefulSet).Where(set => !workers.Contains(set.ObjectName!)))
        {
            var name = set.Inputs.Text("spec.serviceName");
            if (!services.ContainsKey(name))
                yield return new Finding(set, $"its Service {name} is not there", "Declare a headless Service of that name");
        }
    }

    private static IEnumerable<Finding> RouteFindings(CheckContext context, IReadOnlyDictionary<string, PlannedResource> services)
    {
        var shares = context.Plan.ByName(EdgeKinds.TraefikService);
        foreach (var route in context.Plan.OfKind(EdgeKinds.IngressRoute))
        {
            var used = route.Inputs.Items("spec.routes")
                .SelectMany(rule => rule.Items("services"))
                .Where(target => target.Text("kind") == "TraefikService")
                .Select(target => target.Text("name"));
            foreach (var name in used.Where(name => name != EdgeKinds.Nothing && !shares.ContainsKey(name)))
            {
                yield return new Finding(
                    route,
                    $"it leads to TraefikService {name}, which is not there",
                    "Declare the TraefikService, or correct the name");
            }

            foreach (var target in RouteTargets.Targets(route, shares))
            {
                var name = target.Text("name");
                var port = target.Text("port");
                if (!services.TryGetValue(name, out var service))
                {
                    yield return new Finding(
                        route,
                        $"it leads to Service {name}, which is not there",
                        "Declare the Service, or correct the name");
                }
                else if (!service.Inputs.Items("spec.ports").Any(own => own.Text("port") == port))
                {
                    yield return new Finding(
                        route,
                        $"it leads to port {port} of Service {name}, which has no such port",
                        "Correct the port");
                }
            }
        }
    }

    private static IEnumerable<Finding> PortFindings(CheckContext context, IReadOnlyDictionary<string, PlannedResource> services)
    {
        foreach (var service in services.Values)
        {
            var pods = context.Pods.With(service.Inputs.Texts("spec.selector"));
            var targets = service.Inputs.Items("spec.ports").Select(port => port.Text("targetPort"));
            foreach (var target in targets.Where(target => !pods.Any(pod => pod.PortOf(target) is not null)))
            {
                yield return new Finding(
                    service,
                    $"it leads to port {target}, which none of its pods has",
                    "Correct the target port, or declare the container's port");
            }
        }
    }
}
