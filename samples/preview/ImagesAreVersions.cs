using StackPreview.Checks;
using StackPreview.Json;
using StackPreview.Plans;

namespace Guestbook;

/// <summary>Every image names a version, so that the same plan runs the same code tomorrow.</summary>
internal sealed class ImagesAreVersions : ICheck<PlanView>
{
    public string Id => "images-are-versions";

    public string Sentence => "Every image names a version";

    public IEnumerable<Finding> Run(PlanView context)
        => from template in context.Templates
           from container in template.Containers
           let image = container.Text("image")
           where image.EndsWith(":latest", StringComparison.Ordinal) || !image[(image.LastIndexOf('/') + 1)..].Contains(':')
           select new Finding(template.Owner, $"its image {image} may be another one tomorrow", "Name a version");
}
