using System.Collections.Immutable;
using Infra.Checks;
using Infra.Settings;
using Infra.Values;
using StackPreview.Plans;
using StackPreview.Rendering;

namespace Infra.Reporting;

/// <summary>
/// The images of others that are named by a tag without a digest, for those who review it: the registry may give another image under the
/// tag tomorrow.
/// </summary>
internal static class TagsSection
{
    private static readonly ImmutableArray<ReportColumn> Columns =
    [
        new("image", "Image") { Width = 44, IsCode = true },
        new("resources", "In"),
    ];

    /// <summary>The section.</summary>
    public static ReportSection Of(StackSettings settings, Plan plan)
    {
        var own = settings
            .Images.Where(image => settings.Application.ImageNamed(image.Key).Published is null)
            .Select(image => image.Value.Text)
            .ToHashSet();
        var rows = from used in UsedImage.In(new PlanView(plan))
                   where !own.Contains(used.Text) && ImageReference.TryParse(used.Text) is { Digest: null }
                   group used.Resource.StableTitle by used.Text into image
                   orderby image.Key
                   select ImmutableArray.Create(image.Key, string.Join(", ", image.Distinct().Order(StringComparer.Ordinal)));
        return new ReportSection("Third-party images without a digest", "imagesWithoutDigest", Columns, [.. rows]);
    }
}
