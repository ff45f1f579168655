using System.Collections.Immutable;
using StackPreview.Plans;

namespace StackPreview.Comparison;

/// <summary>
/// What resources of a plan were called before, by their own aliases and those of their parents, as the engine looks for them: a child's
/// name that begins with its parent's is renamed with it. https://www.pulumi.com/docs/iac/concepts/options/aliases/
/// </summary>
/// <param name="plan">The plan.</param>
internal sealed class FormerKeys(Plan plan)
{
    private readonly Dictionary<string, PlannedResource> _byUrn = plan.Resources.ToDictionary(resource => resource.Urn);
    private readonly Dictionary<string, ImmutableArray<Identity>> _identities = [];

    /// <summary>The keys, as <see cref="PlanNames.KeyOf(string)"/> makes them; none where it was never called anything else.</summary>
    public IEnumerable<string> Of(PlannedResource resource) => IdentitiesOf(resource).Skip(1).Select(identity => identity.Key);

    // First the one that it has, then those that it had.
    private ImmutableArray<Identity> IdentitiesOf(PlannedResource resource)
    {
        if (_identities.TryGetValue(resource.Urn, out var known))
            return known;
        var now = Identity.Of(resource.Urn);
        ImmutableArray<Identity> own = [now, .. resource.Options.Aliases.Select(Identity.Of)];
        // The stack is no part of a URN.
        known = _byUrn[resource.Urn].Parent is { } parent && _byUrn[parent] is { Parent: not null } container
            ? [.. own.SelectMany(one => IdentitiesOf(container).Select(former => one.Below(Identity.Of(parent), former))).Distinct()]
            : own;
        _identities.Add(resource.Urn, known);
        return known;
    }

    /// <summary>What a URN calls a resource, besides the stack and the project.</summary>
    /// <param name="Types">The types from the top, and its own.</param>
    /// <param name="Name">The name.</param>
    private sealed record Identity(string Types, string Name)
    {
        public string Key => $"{Types}::{Name}";

        public static Identity Of(string urn)
        {
            var key = PlanNames.KeyOf(urn);
            var end = key.IndexOf("::", StringComparison.Ordinal);
            return new Identity(key[..end], key[(end + 2)..]);
        }

        // The same below what its parent was called.
        public Identity Below(Identity parent, Identity former) => parent == former
            ? this
            : new Identity(
                former.Types + Types[parent.Types.Length..],
                parent.Name != former.Name && Name.StartsWith(parent.Name, StringComparison.Ordinal)
                    ? former.Name + Name[parent.Name.Length..]
                    : Name);
    }
}
