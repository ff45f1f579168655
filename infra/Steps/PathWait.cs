using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;

namespace Infra.Steps;

/// <summary>A wait before a job's own containers, until the paths of its pod are open.</summary>
internal static class PathWait
{
    /// <summary>A container that waits until addresses take connections, and fails where they do not.</summary>
    /// <param name="name">The container's name.</param>
    /// <param name="addresses">The addresses: <c>host:port</c>.</param>
    /// <param name="timeout">How long it waits for all of them.</param>
    public static ContainerArgs For(string name, IEnumerable<Output<string>> addresses, TimeSpan timeout)
        => new StepContainer(name, StepImages.Kubectl, "await-paths.sh")
        {
            Arguments = [$"{(int)timeout.TotalSeconds}", .. addresses],
            Memory = "32Mi",
        }.ToArgs();
}
