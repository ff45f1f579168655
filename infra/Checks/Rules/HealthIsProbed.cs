using System.Text.Json;
using System.Text.Json.Nodes;
using StackPreview.Checks;
using StackPreview.Json;

namespace Infra.Checks.Rules;

/// <summary>Every container that keeps running is asked how it is, and readiness and liveness are different questions.</summary>
internal sealed class HealthIsProbed : ICheck<CheckContext>
{
    // Of containers beside the first, which does the work: they are asked whether they live, and not waited for.
    private static readonly string[] SidecarProbes = ["livenessProbe"];
    private static readonly string[] Probes = ["startupProbe", "livenessProbe", "readinessProbe"];

    public string Id => "health-probed";

    public string Sentence
        => "Every container that keeps running is asked for its health, the first one of a pod whether it has started, "
            + "lives and is ready, where the last two differ in what they ask or in timing";

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
                        $"container {name} is asked on port {port}, which it does not have",
                        "Correct the probe's port, or name the container's");
                }

                if (container.At("readinessProbe") is { } readiness
                    && container.At("livenessProbe") is { } liveness
                    && Question(readiness) == Question(liveness)
                    && TimeToFail(liveness) < 2 * TimeToFail(readiness))
                {
                    yield return new Finding(
                        template.Owner,
                        $"container {name} is restarted whenever it is not ready",
                        "Ask different questions for liveness and readiness, or let liveness fail for twice as long before it counts");
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

    private static string Question(JsonNode probe)
        => (probe.At("httpGet") ?? probe.At("exec") ?? probe.At("tcpSocket"))?.ToJsonString() ?? "";

    // The time from the first wrong answer until it counts, in seconds.
    private static int TimeToFail(JsonNode probe) => (probe.Number("periodSeconds") ?? 10) * (probe.Number("failureThreshold") ?? 3);
}
