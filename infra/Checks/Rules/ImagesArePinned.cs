using Infra.Values;
using StackPreview.Checks;
using StackPreview.Json;
using StackPreview.Plans;

namespace Infra.Checks.Rules;

/// <summary>Every image is a version, and the application's own are digests where the environment demands it.</summary>
internal sealed class ImagesArePinned : ICheck<CheckContext>
{
    public string Id => "images-pinned";

    public string Sentence => "Every image names a version; the application's own a digest where the environment demands it";

    public IEnumerable<Finding> Run(CheckContext context)
    {
        var application = context.Settings.Application;
        var published = context
            .Settings.Images.Where(image => application.ImageNamed(image.Key).Published is not null)
            .Select(image => image.Value.Text)
            .ToHashSet();
        foreach (var (resource, text, isOwn) in ImagesOf(context, application.AllWorkloads.Select(workload => workload.Name).ToHashSet()))
        {
            if (ImageReference.TryParse(text) is not { IsPinned: true } image)
            {
                yield return new Finding(resource, $"its image {text} may be another one tomorrow", "Name a version or a digest");
            }
            else if (context.Environment.RequiresImageDigests
                && image.Digest is null
                && isOwn
                && !published.Contains(text))
            {
                yield return new Finding(
                    resource,
                    $"its image {text} is named by tag, and {context.Environment.Name} demands digests",
                    "Name the image as repository@sha256:digest");
            }
        }
    }

    private static IEnumerable<UsedImage> ImagesOf(CheckContext context, HashSet<string> workloads)
        => context
            .Templates.SelectMany(template =>
                template.Containers.Select(container =>
                    new UsedImage(template.Owner, container.Text("image"), workloads.Contains(template.Workload))))
            .Concat(
                from resource in context.Plan.Objects
                from path in resource.Facts.Images
                from image in resource.Inputs.All(path)
                select new UsedImage(resource, $"{image.Value}", IsOwn: false));

    /// <summary>An image, as a resource names it.</summary>
    private sealed record UsedImage(PlannedResource Resource, string Text, bool IsOwn);
}
