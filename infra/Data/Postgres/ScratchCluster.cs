using Infra.Kubernetes;
using Infra.Steps;
using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using StackPreview.Plans;

namespace Infra.Data.Postgres;

/// <summary>
/// What steps need whose script restores a backup into a scratch cluster, uses it, and removes it. The scratch cluster is no resource: it
/// is there while the script runs.
/// </summary>
internal static class ScratchCluster
{
    private const string Library = "scratch-cluster.sh";
    private const string ToolsName = "tools";
    private const string ToolsFolder = "/tools";

    /// <summary>The volume that the script finds kubectl in.</summary>
    public static VolumeArgs ToolsVolume => PodDefaults.Scratch(ToolsName, "128Mi");

    /// <summary>What the operator creates for it.</summary>
    public static IReadOnlyList<OperatorObject> Creates(string name) =>
    [
        new OperatorObject("Service", $"{name}-rw") { Ports = [new OperatorPort("postgres", PostgresPorts.Postgres)] },
        new OperatorObject("Pod", $"{name}-1")
        {
            Labels = ClusterSpec.PodLabels(name),
            Ports =
            [
                new OperatorPort("postgresql", PostgresPorts.Postgres),
                new OperatorPort("metrics", PostgresPorts.Metrics),
                new OperatorPort("status", PostgresPorts.Status),
            ],
        },
    ];

    /// <summary>Declares the account of a step, which may make this cluster, look at it and delete it.</summary>
    /// <param name="name">The cluster's name, and the account's.</param>
    /// <param name="args">The live cluster's placement, and what the backups are read from.</param>
    /// <param name="parent">The component that it is a part of.</param>
    public static StepAccount DeclareAccount(string name, DataServiceArgs<PostgresNeed, PostgresSettings> args, Resource parent)
    {
        const string Group = "postgresql.cnpg.io";
        // Kubernetes does not know the name of what is to be created.
        return args.ObjectStorage!.DeclareAccount(
            name,
            args.Placement,
            parent,
            new ApiRule(Group, "clusters", "create"),
            new ApiRule(Group, "clusters", "delete", "get") { Names = [name] },
            // By their label, and names are no bound of a list.
            new ApiRule("", "persistentvolumeclaims", "list"));
    }

    /// <summary>The container that comes first: the image with psql has no kubectl.</summary>
    public static StepContainer Tools() => new(ToolsName, StepImages.Kubectl, "copy-kubectl.sh")
    {
        Variables = [StepContainer.Told("TOOLS", ToolsFolder)],
        Mounts = [new VolumeMountArgs { Name = ToolsName, MountPath = ToolsFolder }],
        Scratch = "128Mi",
    };

    /// <summary>A container whose script makes the cluster and removes it.</summary>
    /// <param name="container">The container.</param>
    /// <param name="name">The cluster's name.</param>
    public static StepContainer In(StepContainer container, string name) => container with
    {
        Library = Library,
        CallsApiServer = true,
        Variables =
        [
            .. container.Variables,
            StepContainer.Told("TOOLS", ToolsFolder),
            StepContainer.Told("SCRATCH", name),
            OfPod("POD", "metadata.name"),
            OfPod("POD_UID", "metadata.uid"),
        ],
        Mounts = [.. container.Mounts, new VolumeMountArgs { Name = ToolsName, MountPath = ToolsFolder, ReadOnly = true }],
    };

    private static EnvVarArgs OfPod(string variable, string field) => new()
    {
        Name = variable,
        ValueFrom = new EnvVarSourceArgs { FieldRef = new ObjectFieldSelectorArgs { FieldPath = field } },
    };
}
