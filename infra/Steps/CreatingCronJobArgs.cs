using Pulumi.Kubernetes.Types.Inputs.Batch.V1;
using StackPreview.Plans;

namespace Infra.Steps;

/// <summary>The arguments of a CronJob whose runs have an operator create objects.</summary>
internal sealed class CreatingCronJobArgs : CronJobArgs, ICreatesObjects
{
    /// <inheritdoc/>
    public IReadOnlyList<OperatorObject> Creates { get; init; } = [];
}
