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
    /// <summary>
    /// A container that fails tells its reason in the pod's status: its last lines, where it wrote no message of its own
    /// (https://kubernetes.io/docs/tasks/debug/debug-application/determine-reason-pod-failure/).
    /// </summary>
    public const string TerminationMessages = "FallbackToLogsOnError";

    private static readonly string[] FailureDomains = ["kubernetes.io/hostname", "topology.kubernetes.io/zone"];

    /// <summary>Hardens a pod: it gets no token of its account, and no variables of the services around it.</summary>
    /// <param name="pod">The pod, with what is particular to it.</param>
    /// <param name="account">The name of its service account.</param>
    /// <param name="security">Its security context.</param>
    /// <param name="priorityClass">Its PriorityClass. Default: the cluster's.</param>
    public static PodSpecArgs Hardened(PodSpecArgs pod, string account, PodSecurityContextArgs security, string? priorityClass = null)
    {
        pod.ServiceAccountName = account;
        pod.AutomountServiceAccountToken = false;
        pod.EnableServiceLinks = false;
        pod.SecurityContext = security;
        pod.PriorityClassName = priorityClass!;
        return pod;
    }

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

    /// <summary>The security context of a pod whose user is one of root's group, and which leaves the group of files as it is.</summary>
    public static PodSecurityContextArgs RootGroupSecurity(int userId) => new()
    {
        RunAsNonRoot = true,
        RunAsUser = userId,
        RunAsGroup = 0,
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
    /// Requests and limits of a container. Those of ephemeral storage are the same, and of memory where nothing else is said: a container
    /// that needs more is stopped.
    /// </summary>
    /// <param name="cpuRequest">The CPU request.</param>
    /// <param name="cpuLimit">The CPU limit; the request, where that is more.</param>
    /// <param name="memory">The memory limit.</param>
    /// <param name="scratch">Request and limit of ephemeral storage.</param>
    /// <param name="memoryRequest">The memory request. Default: the limit.</param>
    public static ResourceRequirementsArgs Resources(
        Quantity cpuRequest, Quantity cpuLimit, Quantity memory, Quantity scratch, Quantity? memoryRequest = null) => new()
    {
        Requests =
        {
            ["cpu"] = cpuRequest.Canonical,
            ["memory"] = (memoryRequest ?? memory).Canonical,
            ["ephemeral-storage"] = scratch.Canonical,
        },
        Limits =
        {
            ["cpu"] = cpuRequest.Amount > cpuLimit.Amount ? cpuRequest.Canonical : cpuLimit.Canonical,
            ["memory"] = memory.Canonical,
            ["ephemeral-storage"] = scratch.Canonical,
        },
    };

    /// <summary>
    /// The CPU limit of a database server: four times the request, so that a backup or a vacuum does not slow the queries down; two cores
    /// at least.
    /// </summary>
    public static Quantity DatabaseCpuLimit(Quantity cpuRequest) => $"{Math.Max(2000, (int)(cpuRequest.Amount * 4000))}m";

    /// <summary>A probe over HTTP, every ten seconds.</summary>
    /// <param name="path">The path.</param>
    /// <param name="port">The name of the port.</param>
    /// <param name="scheme">HTTPS, with any certificate; null for HTTP.</param>
    public static ProbeArgs HttpProbe(string path, string port, string? scheme = null) => new()
    {
        HttpGet = new HTTPGetActionArgs { Path = path, Port = port, Scheme = scheme! },
        PeriodSeconds = 10,
        TimeoutSeconds = 5,
        FailureThreshold = 3,
    };

    /// <summary>A startup probe over HTTP, every five seconds for the given time.</summary>
    /// <param name="path">The path.</param>
    /// <param name="port">The name of the port.</param>
    /// <param name="startupTime">The longest that the start may take.</param>
    /// <param name="scheme">HTTPS, with any certificate; null for HTTP.</param>
    public static ProbeArgs StartupProbe(string path, string port, TimeSpan startupTime, string? scheme = null) => new()
    {
        HttpGet = new HTTPGetActionArgs { Path = path, Port = port, Scheme = scheme! },
        PeriodSeconds = 5,
        TimeoutSeconds = 5,
        FailureThreshold = (int)Math.Ceiling(startupTime.TotalSeconds / 5),
    };

    /// <summary>Keeps the pods of a workload on different nodes and in different zones, as far as there are enough.</summary>
    public static InputList<TopologySpreadConstraintArgs> SpreadOverNodes(string name) => SpreadOverNodes(Labels.Selecting(name));

    /// <summary>The same of the pods that bear labels.</summary>
    public static InputList<TopologySpreadConstraintArgs> SpreadOverNodes(Dictionary<string, string> labels) => FailureDomains
        .Select(topologyKey => new TopologySpreadConstraintArgs
        {
            TopologyKey = topologyKey,
            MaxSkew = 1,
            WhenUnsatisfiable = "ScheduleAnyway",
            LabelSelector = new LabelSelectorArgs { MatchLabels = labels },
        })
        .ToArray();

    /// <summary>Keeps the pods of workloads on one node.</summary>
    /// <param name="names">The workloads, the pods' own among them.</param>
    public static AffinityArgs OnOneNodeWith(IEnumerable<string> names) => new()
    {
        PodAffinity = new PodAffinityArgs
        {
            RequiredDuringSchedulingIgnoredDuringExecution =
            {
                new PodAffinityTermArgs
                {
                    TopologyKey = FailureDomains[0],
                    LabelSelector = new LabelSelectorArgs
                    {
                        MatchExpressions =
                        {
                            new LabelSelectorRequirementArgs { Key = Labels.Name, Operator = "In", Values = names.ToArray() },
                        },
                    },
                },
            },
        },
    };

    /// <summary>
    /// A volume for temporary files of which a node's own disk has too little: it is made with the pod, and goes with it
    /// (https://kubernetes.io/docs/concepts/storage/ephemeral-volumes/#generic-ephemeral-volumes).
    /// </summary>
    public static VolumeArgs LargeScratch(string name, Quantity size, string? storageClass) => new()
    {
        Name = name,
        Ephemeral = new EphemeralVolumeSourceArgs
        {
            VolumeClaimTemplate = new PersistentVolumeClaimTemplateArgs
            {
                Spec = new PersistentVolumeClaimSpecArgs
                {
                    AccessModes = { "ReadWriteOnce" },
                    StorageClassName = storageClass!,
                    Resources = new VolumeResourceRequirementsArgs { Requests = { ["storage"] = size.Canonical } },
                },
            },
        },
    };

    /// <summary>A volume for temporary files, and nothing else is writable.</summary>
    public static VolumeArgs Scratch(string name, Quantity size) => new()
    {
        Name = name,
        EmptyDir = new EmptyDirVolumeSourceArgs { SizeLimit = size.Text },
    };
}
