using Infra.Offline.Plans;

namespace Infra.Offline.Checks.Rules;

/// <summary>Every container that keeps running is asked how it is, and readiness and liveness are different questions.</summary>
internal sealed class HealthIsProbed : ICheck
{
    // Beside the container that does the work: asked whether it lives, and not waited for.
    private static readonly string[] Sidecars = ["exporter"];

    public string Id => "health-probed";

    public string Sentence => "Every container that keeps running has startup, liveness and readiness probes, and the last two differ";

    public IEnumerable<Finding> Run(CheckContext context)
    {
        foreach (var template in PodTemplate.In(context.Plan).Where(template => template.IsLongRunning))
        {
            foreach (var container in template.Spec.Items("containers"))
            {
                var name = container.Text("name");
                var wanted = Sidecars.Contains(name) ? new[] { "livenessProbe" } : ["startupProbe", "livenessProbe", "readinessProbe"];
                foreach (var probe in wanted.Where(probe => container.At(probe) is null))
                    yield return new Finding(template.Owner, $"container {name} has no {probe}", "Add it");
                if (container.At("readinessProbe") is { } readiness && container.At("livenessProbe") is { } liveness && Question(readiness) == Question(liveness))
                    yield return new Finding(template.Owner, $"container {name} is restarted whenever it is not ready", "Ask different questions for liveness and readiness");
            }
        }
    }

    private static string Question(System.Text.Json.Nodes.JsonNode probe)
        => (probe.At("httpGet") ?? probe.At("exec") ?? probe.At("tcpSocket"))?.ToJsonString() ?? "";
}
