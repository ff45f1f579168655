using Pulumi.Kubernetes.ApiExtensions;
using StackPreview.Plans;

namespace Infra.Kubernetes;

/// <summary>Arguments of a custom resource: an object that an operator turns into others.</summary>
/// <param name="apiVersion">The API version.</param>
/// <param name="kind">The kind.</param>
internal abstract class OperatorResourceArgs(string apiVersion, string kind) : CustomResourceArgs(apiVersion, kind), ICreatesObjects
{
    /// <summary>
    /// The objects that the operator creates and others refer to. They are not sent: they tell the checks what will exist.
    /// </summary>
    public IReadOnlyList<OperatorObject> Creates { get; init; } = [];
}
