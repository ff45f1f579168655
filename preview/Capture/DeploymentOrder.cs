using System.Collections.Immutable;
using Pulumi;
using StackPreview.Plans;

namespace StackPreview.Capture;

/// <summary>Puts resources into the order to deploy them.</summary>
internal static class DeploymentOrder
{
    /// <summary>
    /// Each resource after its parent, its provider and all that it depends on; a component stands for what is in it. Otherwise in the
    /// order in which the program declares them.
    /// </summary>
    /// <exception cref="RunException">Two resources have one URN.</exception>
    public static ImmutableArray<PlannedResource> Sort(IReadOnlyCollection<PlannedResource> resources)
    {
        var byUrn = new Dictionary<string, PlannedResource>(resources.Count);
        foreach (var resource in resources)
        {
            if (!byUrn.TryAdd(resource.Urn, resource))
                throw new RunException($"two resources are {resource.Urn}. Give one of them another name.");
        }

        var children = byUrn.Values.Where(resource => resource.Parent is not null).ToLookup(resource => resource.Parent!);
        var sorted = ImmutableArray.CreateBuilder<PlannedResource>(byUrn.Count);
        var visited = new HashSet<string>();
        foreach (var resource in resources)
            Visit(resource);
        return sorted.ToImmutable();

        void Visit(PlannedResource resource)
        {
            if (!visited.Add(resource.Urn))
                return;
            var context = new[] { resource.Parent, resource.Options.Provider }.OfType<string>();
            foreach (var urn in context.Concat(resource.Dependencies.SelectMany(WithChildren)))
                Visit(byUrn[urn]);
            sorted.Add(resource);
        }

        IEnumerable<string> WithChildren(string urn)
            => byUrn[urn].IsComponent ? new[] { urn }.Concat(children[urn].SelectMany(child => WithChildren(child.Urn))) : [urn];
    }
}
