using System.Text.Json;
using System.Text.Json.Nodes;
using StackPreview.Checks;
using StackPreview.Json;

namespace Infra.Checks.Rules;

/// <summary>Every long-running container is probed, and its readiness and liveness probes differ.</summary>
internal sealed class HealthIsProbed : ICheck<CheckContext>
{
    // Of sidecars: they are probed for liveness, and not waited for.
    private static readonly string[] SidecarProbes = ["livenessProbe"];
    private static readonly string[] Probes = ["startupProbe", "livenessProbe", "readinessProbe"];

    public string Id => "health-probed";

    public string Sentence
        => "Every long-running container has a liveness probe, the first one of a pod a startup and a readiness probe as well, "
            + "and readiness and liveness probes differ in what they do or in timing";

    public IEnumerable<Finding> Run(CheckContext context)
    {
        // Those that say why there is nothing to ask but whether the process runs, which Kubernetes does by itself.
        var processes = context
            .Settings.Application.AllLongRunning.Where(workload => workload.Health.Liveness.ProcessReason is not null)
            .Select(workload => workload.Name)
            .ToHashSet();
        foreach (var template in context.Templates.Where(template => template.IsLongRunning))
        {
            foreach (var (index, container) in template.Spec.Items("containers").Index())
            {
                var name = container.Text("name");
                var wanted = (index == 0 ? Probes : SidecarProbes).Where(probe =>
                    probe != "livenessProbe" || index > 0 || !processes.Contains(template.Workload));
                foreach (var probe in wanted.Where(probe => container.At(probe) is null))
                    yield return new Finding(template.Owner, $"container {name} has no {probe}", "Add it");
                foreach (var port in PortsAskedFor(container).Except(container.Items("ports").Select(port => port.Text("name"))))
                {
                    yield return new Finding(
                        template.Owner,
                        $"a probe of container {name} uses port {port}, which the container does not have",
                        "Correct the probe's port, or name the container's");
                }

                if (container.At("readinessProbe") is { } readiness
                    && container.At("livenessProbe") is { } liveness
                    && HandlerOf(readiness) == HandlerOf(liveness)
                    && TimeToFail(liveness) < 2 * TimeToFail(readiness))
                {
                    yield return new Finding(
                        template.Owner,
                        $"container {name} is restarted whenever it is not ready",
                        "Use different liveness and readiness probes, or give liveness twice the failureThreshold");
                }
            }
        }
    }

    // By name; a number needs no declaration.
    private static IEnumerable<string> PortsAskedFor(JsonNode container)
        => from probe in Probes
           let port = container.At($"{probe}.httpGet.port") ?? container.At($"{probe}.tcpSocket.port")
           where port?.GetValueKind() == JsonValueKind.String
           select port.ToString();

    private static string HandlerOf(JsonNode probe)
        => (probe.At("httpGet") ?? probe.At("exec") ?? probe.At("tcpSocket"))?.ToJsonString() ?? "";

    // The time from the first failure until the failureThreshold is reached, in seconds.
    private static int TimeToFail(JsonNode probe) => (probe.Number("periodSeconds") ?? 10) * (probe.Number("failureThreshold") ?? 3);
}
