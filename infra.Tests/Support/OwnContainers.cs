using System.Text.Json.Nodes;
using StackPreview.Json;
using StackPreview.Plans;

namespace Infra.Tests.Support;

/// <summary>What a pod runs of the application itself, without the steps that the platform puts before it.</summary>
internal static class OwnContainers
{
    private const string PlatformStep = "await-paths";

    /// <summary>The containers, init steps first.</summary>
    public static IEnumerable<JsonNode> OwnContainersOf(PodTemplate template)
        => template.Containers.Where(container => container.Text("name") != PlatformStep);

    /// <summary>The init steps.</summary>
    public static IEnumerable<JsonNode> OwnStepsOf(PodTemplate template)
        => template.Spec.Items("initContainers").Where(container => container.Text("name") != PlatformStep);
}
