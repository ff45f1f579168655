using StackPreview.Checks;
using StackPreview.Json;
using StackPreview.Kinds;

namespace Infra.Checks.References;

/// <summary>Every object is in a namespace that is declared.</summary>
internal sealed class NamespacesExist : ICheck<CheckContext>
{
    public string Id => "namespaces-exist";

    public string Sentence => "Every object is in a namespace that is declared";

    public IEnumerable<Finding> Run(CheckContext context)
    {
        var namespaces = context.Plan.OfKind(KubernetesKinds.Namespace).Select(ns => ns.ObjectName).ToHashSet();
        return from resource in context.Plan.Objects
            where !resource.Is(KubernetesKinds.Namespace)
            let name = resource.Inputs.Text("metadata.namespace")
            where !namespaces.Contains(name)
            select new Finding(
                resource,
                name.Length == 0 ? "it names no namespace" : $"its namespace {name} is not declared",
                "Put it into the stack's namespace");
    }
}
