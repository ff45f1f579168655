using System.Collections.Immutable;
using Pulumi;

namespace StackPreview.Capture;

/// <summary>What a resource's own aliases say that it was called, as URNs; what its parents were called is not in them.</summary>
internal static class AliasReader
{
    /// <summary>The URNs; none where it was never called anything else.</summary>
    /// <param name="captured">The resource.</param>
    /// <param name="urn">Its URN.</param>
    public static ImmutableArray<string> Read(CapturedResource captured, string urn)
    {
        if (captured.Resource is Stack || captured.Options.Aliases.Count == 0)
            return [];
        var (type, name) = (captured.Resource.GetResourceType(), captured.Resource.GetResourceName());
        var parents = urn[..^$"{type}::{name}".Length];
        return
        [
            .. from input in captured.Options.Aliases
               let alias = InputReader.ValueOf(input.ToOutput())
               let otherType = TextOf(alias.Type)
               let otherName = TextOf(alias.Name)
               // Another type alone, of what a provider makes, comes from its package: for versions of an API that are gone.
               where otherName is not null || captured.Resource is ComponentResource
               select $"{parents}{otherType ?? type}::{otherName ?? name}",
        ];
    }

    private static string? TextOf(Input<string>? input) => input is null ? null : InputReader.ValueOf(input.ToOutput());
}
