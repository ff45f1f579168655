using Infra.Values;
using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;

namespace Infra.Kubernetes;

/// <summary>
/// What every pod has in common: the restricted Pod Security Standard
/// (https://kubernetes.io/docs/concepts/security/pod-security-standards/), a read-only root, bounded resources.
/// </summary>
internal static class PodDefaults
{
    private static readonly string[] FailureDomains = ["kubernetes.io/hostname", "topology.kubernetes.io/zone"];

    /// <summary>The security context of a pod whose containers run as the user.</summary>
    public static PodSecurityContextArgs PodSecurity(int userId) => new()
    {
        RunAsNonRoot = true,
        RunAsUser = userId,
        RunAsGroup = userId,
        FsGroup = userId,
        FsGroupChangePolicy = "OnRootMismatch",
        SeccompProfile = new SeccompProfileArgs { Type = "RuntimeDefault" },
    };

    /// <summary>The security context of a pod whose images only run as root: the standard baseline, and no more than that.</summary>
    public static PodSecurityContextArgs RootPodSecurity() => new()
    {
        RunAsUser = 0,
        RunAsGroup = 0,
        SeccompProfile = new SeccompProfileArgs { Type = "RuntimeDefault" },
    };

    /// <summary>The security context of a container.</summary>
    /// <param name="writesToRoot">Whether it writes anywhere in its image's files.</param>
    public static SecurityContextArgs ContainerSecurity(bool writesToRoot = false) => new()
    {
        AllowPrivilegeEscalation = false,
        ReadOnlyRootFilesystem = !writesToRoot,
        Capabilities = new CapabilitiesArgs { Drop = { "ALL" } },
    };

    /// <summary>
    /// Requests and limits of a container. Scratch space is promised in full, and memory where nothing else is said: a container that needs more
    /// is stopped.
    /// </summary>
    /// <param name="cpuRequest">The processor time it is promised.</param>
    /// <param name="cpuLimit">The processor time it is held to, where that is more than it is promised.</param>
    /// <param name="memory">The memory it is held to.</param>
    /// <param name="scratch">The space for temporary files.</param>
    /// <param name="memoryRequest">The memory it is promised. Default: all that it is held to.</param>
    public static ResourceRequirementsArgs Resources(string cpuRequest, string cpuLimit, string memory, string scratch, string? memoryRequest = null) => new()
    {
        Requests = { ["cpu"] = cpuRequest, ["memory"] = memoryRequest ?? memory, ["ephemeral-storage"] = scratch },
        Limits = { ["cpu"] = Quantity.Parse(cpuRequest).Amount > Quantity.Parse(cpuLimit).Amount ? cpuRequest : cpuLimit, ["memory"] = memory, ["ephemeral-storage"] = scratch },
    };

    /// <summary>A question over HTTP, asked every ten seconds.</summary>
    public static ProbeArgs HttpProbe(string path, string port) => new()
    {
        HttpGet = new HTTPGetActionArgs { Path = path, Port = port },
        PeriodSeconds = 10,
        TimeoutSeconds = 5,
        FailureThreshold = 3,
    };

    /// <summary>The same question while the container starts, asked every five seconds for the given time.</summary>
    public static ProbeArgs StartupProbe(string path, string port, TimeSpan patience) => new()
    {
        HttpGet = new HTTPGetActionArgs { Path = path, Port = port },
        PeriodSeconds = 5,
        TimeoutSeconds = 5,
        FailureThreshold = (int)Math.Ceiling(patience.TotalSeconds / 5),
    };

    /// <summary>Keeps the pods of a workload on different nodes and in different zones, as far as there are enough.</summary>
    public static InputList<TopologySpreadConstraintArgs> SpreadOverNodes(string name) => FailureDomains
        .Select(topologyKey => new TopologySpreadConstraintArgs
        {
            TopologyKey = topologyKey,
            MaxSkew = 1,
            WhenUnsatisfiable = "ScheduleAnyway",
            LabelSelector = new LabelSelectorArgs { MatchLabels = Labels.Selecting(name) },
        })
        .ToArray();

    /// <summary>A volume for temporary files, and nothing else is writable.</summary>
    public static VolumeArgs Scratch(string name, string size) => new()
    {
        Name = name,
        EmptyDir = new EmptyDirVolumeSourceArgs { SizeLimit = size },
    };
}
