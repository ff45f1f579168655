using System.Collections.Immutable;
using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;

namespace Infra.Application;

/// <summary>What the pods of a workload have to restore volumes before its containers start.</summary>
/// <param name="Identity">What is restored, a line each.</param>
/// <param name="Containers">What restores them.</param>
/// <param name="Volumes">What these mount beside.</param>
/// <param name="Resources">What must be there before.</param>
internal sealed record VolumeRestore(
    ImmutableArray<string> Identity,
    ImmutableArray<ContainerArgs> Containers,
    ImmutableArray<VolumeArgs> Volumes,
    ImmutableArray<Resource> Resources);
