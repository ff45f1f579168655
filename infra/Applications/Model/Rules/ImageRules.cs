using Infra.Faults;
using Infra.Values;

namespace Infra.Applications.Model.Rules;

/// <summary>The rules for an application's images.</summary>
internal static class ImageRules
{
    /// <summary>What is wrong with the images.</summary>
    public static IEnumerable<Fault> FaultsOf(ApplicationDefinition application)
    {
        foreach (var group in Duplicates.Of(application.Images, image => image.Name))
        {
            yield return new Fault(
                $"Image {group.Key}",
                $"defined {group.Count()} times",
                "an image has one definition",
                "Remove all but one");
        }

        var used = application.ImageNames.ToHashSet();
        foreach (var name in used.Where(name => used.Contains(DerivedNames.CanaryOf(name))))
        {
            yield return new Fault(
                "name of an image",
                $"\"{DerivedNames.CanaryOf(name)}\"",
                $"it is the name of the next version of the image {name}",
                "Rename it");
        }

        foreach (var image in application.Images)
        {
            if (!used.Contains(image.Name))
                yield return new Fault("Images", $"\"{image.Name}\"", "no container runs it", "Remove it, or correct the name");
            foreach (var (name, value) in image.Build.Arguments.Where(
                argument => argument.Value.Contains("://", StringComparison.Ordinal)))
            {
                yield return new Fault(
                    $"Image {image.Name}.{nameof(image.Build)}.{nameof(image.Build.Arguments)}.{name}",
                    $"\"{value}\"",
                    "one image is promoted through all environments, and cannot hold the address of one",
                    "Leave it empty, or use a path such as /api");
            }

            if (image.Published is { } reference && PublishedFault($"Image {image.Name}", reference) is { } fault)
                yield return fault;
        }
    }

    private static Fault? PublishedFault(string path, ImageReference reference)
    {
        if (!reference.IsValid)
            return new Fault(path, $"\"{reference}\"", ImageReference.Rule, $"Use a value such as {ImageReference.Example}");
        return reference.IsPinned
            ? null
            : new Fault(path, $"\"{reference}\"", "a third-party image has a tag other than latest, or a digest", "Name a version");
    }
}
