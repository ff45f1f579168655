using System.Collections.Immutable;
using Infra.Applications.Model;
using Infra.Settings.Reading;
using Infra.Values;

namespace Infra.Settings;

/// <summary>Gives every image of an application a reference.</summary>
internal static class ReleaseImages
{
    private static readonly string NoDigest = new('0', 64);

    /// <summary>The images that a section names.</summary>
    /// <param name="section">The section, with one key an image.</param>
    /// <param name="images">The images it may name.</param>
    /// <param name="requireDigests">Whether the application's own are named by digest.</param>
    /// <param name="shownDefault">What happens where one of the application's own is left out.</param>
    public static ImmutableDictionary<string, ImageReference> Read(
        Section section,
        IEnumerable<ImageDefinition> images,
        bool requireDigests,
        string shownDefault)
    {
        var references = ImmutableDictionary.CreateBuilder<string, ImageReference>();
        foreach (var image in images)
        {
            var meaning = image.Published is null
                ? $"Image {image.Name}: by tag in dev, by digest in stage and prod."
                : $"Image {image.Name}, which others publish: by tag or digest.";
            if (section.Find(image.Name, SettingTypes.Image, meaning, image.Published?.Text ?? shownDefault) is not { } reference)
                continue;
            Hold(section, image, reference, requireDigests && image.Published is null);
            references.Add(image.Name, reference);
        }

        return references.ToImmutable();
    }

    /// <summary>The images of the release; where one is not set yet, a stand-in that no registry has.</summary>
    public static ImmutableSortedDictionary<string, ImageReference> Complete(ApplicationDefinition application, ReleaseSettings release)
    {
        var images = application.ImageNames.ToImmutableSortedDictionary(
            name => name,
            name => release.Images.GetValueOrDefault(name) ?? application.ImageNamed(name).Published ?? $"unset/{name}@sha256:{NoDigest}",
            StringComparer.Ordinal);
        return images.SetItems(
            release.Canary?.Images.Select(image => KeyValuePair.Create(DerivedNames.CanaryOf(image.Key), image.Value)) ?? []);
    }

    private static void Hold(Section section, ImageDefinition definition, ImageReference image, bool requireDigest)
    {
        var path = $"{section.Path}.{definition.Name}";
        if (requireDigest && image.Digest is null)
        {
            section.Report(
                path,
                $"\"{image}\"",
                "a tag can be moved, so this environment takes images by digest",
                $"Use {image.Repository}@sha256:<digest>, which pushing the image prints");
        }
        else if (!image.IsPinned)
        {
            section.Report(path, $"\"{image}\"", "an image has a tag other than latest, or a digest", $"Use {image.Repository}:<version>");
        }
    }
}
