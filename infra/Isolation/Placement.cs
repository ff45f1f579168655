using Infra.Environments;
using Infra.Kubernetes;
using Infra.Settings;
using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;

namespace Infra.Isolation;

/// <summary>Where a component puts what it declares.</summary>
/// <param name="Namespace">The namespace.</param>
/// <param name="Application">The application that all is part of.</param>
/// <param name="Environment">What the environment brings.</param>
/// <param name="Cluster">What is installed in the cluster.</param>
/// <param name="Isolation">The namespace and the policies that deny what is not allowed: they precede every workload.</param>
internal sealed record Placement(
    string Namespace,
    string Application,
    EnvironmentTraits Environment,
    ClusterSettings Cluster,
    IsolatedNamespace Isolation)
{
    /// <summary>The metadata of an object whose name is fixed.</summary>
    public ObjectMetaArgs Metadata(string name) => new() { Name = name, Namespace = Namespace, Labels = Labels.Of(name, Application) };

    /// <summary>The same with annotations.</summary>
    /// <param name="name">The name.</param>
    /// <param name="annotations">The annotations; where there are none, the object has no such field.</param>
    public ObjectMetaArgs Annotated(string name, IReadOnlyDictionary<string, string> annotations)
    {
        var metadata = Metadata(name);
        foreach (var (key, value) in annotations)
            metadata.Annotations.Add(key, value);
        return metadata;
    }

    /// <summary>The metadata of an object whose name Pulumi makes, so that a change replaces it and rolls its users.</summary>
    /// <param name="name">What it belongs to.</param>
    public ObjectMetaArgs Unnamed(string name) => new() { Namespace = Namespace, Labels = Labels.Of(name, Application) };

    /// <summary>The options of a child that comes after the network policies.</summary>
    /// <param name="parent">The component it is a part of.</param>
    /// <param name="after">What else it comes after.</param>
    public CustomResourceOptions ChildOf(Resource parent, params IEnumerable<Resource> after)
        => new() { Parent = parent, DependsOn = new[] { Isolation }.Concat(after).ToArray() };
}
