using StackPreview.Checks;

namespace Infra.Checks.References;

/// <summary>No two objects of a kind bear one name, those that operators create among them.</summary>
internal sealed class NamesAreUnique : ICheck<CheckContext>
{
    public string Id => "names-unique";

    public string Sentence => "No two objects of a kind have one name, those that operators create included";

    public IEnumerable<Finding> Run(CheckContext context)
    {
        var taken = context.Plan.Resources
            .SelectMany(resource => resource.Creates)
            .Select(created => new ObjectKey(created.Kind, created.Name))
            .ToHashSet();
        return from resource in context.Plan.Objects
            where !taken.Add(new ObjectKey(resource.Kind, resource.ObjectName!))
            select new Finding(
                resource,
                "another object bears its kind and name, and one would take the place of the other",
                "Give one of them another name");
    }
}
