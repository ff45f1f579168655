using StackPreview.Comparison;
using StackPreview.Json;
using StackPreview.Kinds;
using StackPreview.Plans;

namespace Infra.Data.Qdrant;

/// <summary>Whoever turns TLS of Qdrant on or off is told that its clients fail meanwhile: its port speaks one of both.</summary>
internal sealed class QdrantSchemeCutsClients : IChangeRule
{
    public IEnumerable<ChangeFinding> Run(PlanComparison comparison)
        => from pair in comparison.Kept
           where pair.After.Is(KubernetesKinds.StatefulSet)
           let old = SchemeOf(pair.Before)
           let now = SchemeOf(pair.After)
           where old is not null && now is not null && old != now
           select new ChangeFinding(
               pair.After.StableTitle,
               $"it speaks {now} from its restart on, and its clients {old} until each of them is replaced: their requests fail meanwhile",
               "Deploy it when that is acceptable; afterwards rotate its keys, which went over plain HTTP",
               IsRefused: false);

    // What the kubelet asks it with. Null for another server.
    private static string? SchemeOf(PlannedResource server)
        => PodTemplate.Of(server)?.Containers
            .Where(container => container.Items("ports").Any(port => port.Number("containerPort") == QdrantServer.RestPort))
            .Select(container => container.Text("readinessProbe.httpGet.scheme") is { Length: > 0 } scheme ? scheme : "HTTP")
            .FirstOrDefault();
}
