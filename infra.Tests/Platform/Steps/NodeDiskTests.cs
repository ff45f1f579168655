using System.Text.Json.Nodes;
using Infra.Tests.Support;
using Infra.Values;
using StackPreview.Json;
using StackPreview.Kinds;
using StackPreview.Plans;

namespace Infra.Tests.Platform.Steps;

/// <summary>
/// What jobs write to their node's disk. A pod whose volumes there hold more than its containers may take together is evicted
/// (https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#local-ephemeral-storage).
/// </summary>
public sealed class NodeDiskTests
{
    [Theory]
    [InlineData("prod", "reference")]
    [InlineData("stage", "julia")]
    [InlineData("prod", "julia")]
    [InlineData("prod", "graphrag")]
    [InlineData("prod", "car-api")]
    public async Task The_volumes_of_a_job_fit_into_what_its_pod_may_take_of_the_nodes_disk(string stack, string application)
    {
        var plan = (await Previews.OfAsync(stack, application)).Plan;
        var pods = plan.OfKind(KubernetesKinds.CronJob).Concat(plan.OfKind(KubernetesKinds.Job)).Select(PodTemplate.Of).ToList();
        Assert.NotEmpty(pods);
        Assert.All(pods, pod =>
        {
            var volumes = pod!.Spec.Items("volumes").Where(IsOnTheNodesDisk).Sum(volume => Amount(volume, "emptyDir.sizeLimit"));
            Assert.True(volumes <= LimitOf(pod.Spec), $"{pod.Owner.Title}: {volumes} bytes, and it may take {LimitOf(pod.Spec)}.");
        });
    }

    // What every step has for temporary files takes some lines.
    private static bool IsOnTheNodesDisk(JsonNode volume)
        => volume.At("emptyDir") is not null && volume.Text("emptyDir.medium") != "Memory" && volume.Text("name") != "tmp";

    // Init containers run one after the other, but for sidecars.
    private static decimal LimitOf(JsonNode pod)
    {
        var together = pod.Items("containers").Concat(pod.Items("initContainers").Where(IsSidecar)).Sum(Limit);
        return pod.Items("initContainers").Where(one => !IsSidecar(one)).Select(Limit).Append(together).Max();
    }

    private static bool IsSidecar(JsonNode container) => container.Text("restartPolicy") == "Always";

    private static decimal Limit(JsonNode container) => Amount(container, "resources.limits.ephemeral-storage");

    private static decimal Amount(JsonNode node, string path) => ((Quantity)node.Text(path)).Amount;
}
