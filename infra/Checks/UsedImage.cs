using StackPreview.Json;
using StackPreview.Plans;

namespace Infra.Checks;

/// <summary>An image, as a resource names it.</summary>
/// <param name="Resource">The resource.</param>
/// <param name="Text">The image as it is written there.</param>
internal sealed record UsedImage(PlannedResource Resource, string Text)
{
    /// <summary>The images of a plan: those of pods, and those that custom resources name for the pods of their operators.</summary>
    public static IEnumerable<UsedImage> In(PlanView view)
        => view
            .Templates.SelectMany(template =>
                template.Containers.Select(container => new UsedImage(template.Owner, container.Text("image"))))
            .Concat(
                from resource in view.Plan.Objects
                from path in resource.Facts.Images
                from image in resource.Inputs.All(path)
                select new UsedImage(resource, $"{image.Value}"));
}
