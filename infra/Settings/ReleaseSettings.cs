using System.Collections.Immutable;
using Infra.Settings.Reading;
using Infra.Settings.Values;

namespace Infra.Settings;

/// <summary><c>infra:release</c>: which version of the application runs.</summary>
public sealed record ReleaseSettings
{
    /// <summary>The images by name, as far as the stack file has them.</summary>
    public required ImmutableDictionary<string, ImageReference> Images { get; init; }

    /// <summary>
    /// Whether the jobs of a release run. False for a rollback: the older image's migration must not gate it.
    /// </summary>
    public required bool Migrate { get; init; }

    internal static ReleaseSettings Read(Section section, IEnumerable<string> imageNames, bool requireDigests)
    {
        var names = section.Child("images", "The application's images by name.");
        var images = imageNames
            .Select(name => (Name: name, Image: names.Find(name, SettingTypes.Image, $"Image {name}: by tag in dev, by digest in stage and prod.", "set before the first deployment")))
            .Where(entry => entry.Image is not null)
            .ToImmutableDictionary(entry => entry.Name, entry => entry.Image!);
        foreach (var (name, image) in images.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            if (requireDigests && image.Digest is null)
            {
                section.Report(
                    $"{names.Path}.{name}",
                    $"\"{image}\"",
                    "a tag can be moved, so this environment takes images by digest",
                    $"Use {image.Repository}@sha256:<digest>, which pushing the image prints");
            }
            else if (!image.IsPinned)
            {
                section.Report($"{names.Path}.{name}", $"\"{image}\"", "an image has a tag other than latest, or a digest", $"Use {image.Repository}:<version>");
            }
        }

        return new ReleaseSettings
        {
            Images = images,
            Migrate = section.Get("migrate", SettingTypes.Boolean, true, "Whether migration and seed jobs run. Set false with the previous images for a rollback."),
        };
    }
}
