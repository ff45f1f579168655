using Pulumi.Kubernetes.Types.Inputs.Batch.V1;
using StackPreview.Plans;

namespace Infra.Steps;

/// <summary>The arguments of a Job that has an operator create objects.</summary>
internal sealed class CreatingJobArgs : JobArgs, ICreatesObjects
{
    /// <inheritdoc/>
    public IReadOnlyList<OperatorObject> Creates { get; init; } = [];
}
