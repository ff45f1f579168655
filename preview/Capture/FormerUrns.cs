using System.Collections.Immutable;
using Pulumi;

namespace StackPreview.Capture;

/// <summary>
/// The URNs that resources had before, by their own aliases and those of their parents, as the engine looks for them: a child's name that
/// begins with its parent's is renamed with it. https://www.pulumi.com/docs/iac/concepts/options/aliases/
/// </summary>
/// <param name="project">The project's name.</param>
/// <param name="stack">The stack's name.</param>
/// <param name="parentOf">The parent of a resource; null for the stack, and for what is directly in it.</param>
internal sealed class FormerUrns(string project, string stack, Func<CapturedResource, CapturedResource?> parentOf)
{
    private readonly Dictionary<Resource, ImmutableArray<Identity>> _identities = [];

    /// <summary>The URNs that a resource had; none where it was never called anything else.</summary>
    public ImmutableArray<string> Of(CapturedResource captured)
        => captured.Resource is Stack
            ? []
            : [.. IdentitiesOf(captured).Skip(1).Select(identity => $"urn:pulumi:{stack}::{project}::{identity.Types}::{identity.Name}")];

    // First the one that it has, then those that it had.
    private ImmutableArray<Identity> IdentitiesOf(CapturedResource captured)
    {
        if (_identities.TryGetValue(captured.Resource, out var known))
            return known;
        var parents = parentOf(captured) is { } parent ? IdentitiesOf(parent) : [new Identity("", "")];
        var ownType = captured.Resource.GetResourceType();
        var ownName = captured.Resource.GetResourceName();
        var aliases = AliasesOf(captured).Prepend(new Alias(Type: null, Name: null));
        known =
        [
            .. aliases.SelectMany(alias => parents.Select(former => new Identity(
                Types: former.Types.Length > 0 ? $"{former.Types}${alias.Type ?? ownType}" : alias.Type ?? ownType,
                Name: alias.Name ?? Inherited(ownName, parents[0].Name, former.Name)))).Distinct(),
        ];
        _identities.Add(captured.Resource, known);
        return known;
    }

    // What only says another type of a resource that a provider makes comes from its package, for versions of an API that are gone.
    private static IEnumerable<Alias> AliasesOf(CapturedResource captured)
        => from input in captured.Options.Aliases
           let alias = InputReader.ValueOf(input.ToOutput())
           let type = TextOf(alias.Type)
           let name = TextOf(alias.Name)
           where name is not null || captured.Resource is ComponentResource
           select new Alias(type, name);

    private static string? TextOf(Input<string>? input) => input is null ? null : InputReader.ValueOf(input.ToOutput());

    private static string Inherited(string name, string parentNow, string parentBefore)
        => parentBefore != parentNow && name.StartsWith(parentNow, StringComparison.Ordinal)
            ? parentBefore + name[parentNow.Length..]
            : name;

    /// <summary>What a URN calls a resource, besides the stack and the project.</summary>
    private sealed record Identity(string Types, string Name);

    /// <summary>What a resource was called besides; null for what it is called still.</summary>
    private sealed record Alias(string? Type, string? Name);
}
