using StackPreview.Checks;

namespace Infra.Checks.References;

/// <summary>
/// Everything that a resource depends on is declared: its parent, its provider, what it waits for, what it computes with.
/// </summary>
internal sealed class DependenciesExist : ICheck<CheckContext>
{
    public string Id => "dependencies-exist";

    public string Sentence
        => "Every parent, provider and dependency is declared, and every object in the cluster has an explicit provider";

    public IEnumerable<Finding> Run(CheckContext context)
    {
        var urns = context.Plan.Resources.Select(resource => resource.Urn).ToHashSet();
        foreach (var resource in context.Plan.Resources)
        {
            foreach (var urn in resource
                    .Dependencies.Concat(new[] { resource.Parent, resource.Options.Provider }.OfType<string>())
                    .Distinct()
                    .Where(urn => !urns.Contains(urn)))
            {
                yield return new Finding(resource, $"it depends on {urn}, which is not declared", "Declare it, or remove the dependency");
            }

            if (resource.IsObject && resource.Options.Provider is null)
            {
                yield return new Finding(
                    resource,
                    "it has no explicit provider, so it would go to whichever cluster is current",
                    "Make it a child of a component that has the provider");
            }
        }
    }
}
