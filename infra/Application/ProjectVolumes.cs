using System.Collections.Immutable;
using Infra.Applications.Model;
using Infra.Isolation;
using Infra.Kubernetes;
using Pulumi;
using Pulumi.Kubernetes.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;

namespace Infra.Application;

/// <summary>The volumes of a project's workloads. They outlive the pods, and are protected where data is.</summary>
internal static class ProjectVolumes
{
    /// <summary>Declares the claims, and gives them by the volume's name.</summary>
    /// <param name="prefix">What the names of the project's resources begin with.</param>
    /// <param name="args">The project.</param>
    /// <param name="parent">The component they are a part of.</param>
    public static ImmutableDictionary<string, Resource> Declare(string prefix, ApplicationProjectArgs args, Resource parent)
        => args.Definition.Volumes.ToImmutableDictionary(volume => volume.Name, Resource (volume) => Claim(prefix, volume, args, parent));

    /// <summary>Whether the pods that share a volume run on one node, which alone mounts it (ReadWriteOnce).</summary>
    public static bool IsOnOneNode(VolumeDefinition volume, Placement placement)
        => volume.IsShared && placement.Cluster.SharesVolumesOnOneNode;

    private static PersistentVolumeClaim Claim(string prefix, VolumeDefinition volume, ApplicationProjectArgs args, Resource parent)
    {
        var placement = args.Placement;
        var cluster = args.Placement.Cluster;
        var isOnSeveralNodes = volume.IsShared && !IsOnOneNode(volume, placement);
        var metadata = placement.Metadata(volume.Name);
        // Many storage classes provide a volume when the first pod mounts it, which comes after this.
        metadata.Annotations = new InputMap<string> { [PulumiAnnotations.SkipAwait] = "true" };
        var options = placement.ChildOf(parent);
        options.Protect = placement.Environment.ProtectsData;
        return new PersistentVolumeClaim(
            $"{prefix}-{volume.Name}-volume",
            new PersistentVolumeClaimArgs
            {
                Metadata = metadata,
                Spec = new PersistentVolumeClaimSpecArgs
                {
                    AccessModes = { isOnSeveralNodes ? "ReadWriteMany" : "ReadWriteOnce" },
                    StorageClassName = (isOnSeveralNodes ? cluster.SharedStorageClass ?? cluster.StorageClass : cluster.StorageClass)!,
                    Resources = new VolumeResourceRequirementsArgs
                    {
                        Requests = { ["storage"] = args.Settings.Volumes[volume.Name].Text },
                    },
                },
            },
            options);
    }
}
