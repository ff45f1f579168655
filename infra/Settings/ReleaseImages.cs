using System.Collections.Immutable;
using Infra.Settings.Values;

namespace Infra.Settings;

/// <summary>Gives every image of an application a reference.</summary>
internal static class ReleaseImages
{
    private static readonly string NoDigest = new('0', 64);

    /// <summary>The images of the release; where one is not set yet, a stand-in that no registry has.</summary>
    public static ImmutableSortedDictionary<string, ImageReference> Complete(IEnumerable<string> names, ImmutableDictionary<string, ImageReference> images)
        => names.ToImmutableSortedDictionary(
            name => name,
            name => images.GetValueOrDefault(name) ?? ImageReference.TryParse($"unset/{name}@sha256:{NoDigest}")!,
            StringComparer.Ordinal);
}
