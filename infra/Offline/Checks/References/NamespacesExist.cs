using Infra.Offline.Plans;

namespace Infra.Offline.Checks.References;

/// <summary>Every object is in a namespace that is declared.</summary>
internal sealed class NamespacesExist : ICheck
{
    public string Id => "namespaces-exist";

    public string Sentence => "Every object is in a namespace that is declared";

    public IEnumerable<Finding> Run(CheckContext context)
    {
        var namespaces = context.Plan.OfKind("Namespace").Select(ns => ns.ObjectName).ToHashSet();
        return from resource in context.Plan.Objects
               where resource.Kind != "Namespace"
               let name = resource.Inputs.Text("metadata.namespace")
               where !namespaces.Contains(name)
               select new Finding(resource, name.Length == 0 ? "it names no namespace" : $"its namespace {name} is not declared", "Put it into the stack's namespace");
    }
}
