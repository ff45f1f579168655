using Infra.Offline.Rendering;
using Infra.Tests.Support;

namespace Infra.Tests.Plans;

/// <summary>
/// Whole renders of the three environments, as they are committed in Golden/. Where a change is meant, run the tests with
/// UPDATE_GOLDEN=1 and review the difference.
/// </summary>
public sealed class GoldenTests
{
    public static TheoryData<string> Stacks => [.. Repository.Stacks];

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task Plan_is_the_committed_one(string stack)
    {
        var preview = await Previews.OfAsync(stack);
        Golden.Verify($"{stack}/plan.json", PlanJson.Write(preview.Plan));
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task Manifests_are_the_committed_ones(string stack)
    {
        var preview = await Previews.OfAsync(stack);
        var manifests = string.Join("---\n", ManifestWriter.Write(preview.Plan).Select(manifest => $"# {manifest.FileName}\n{manifest.Text}"));
        Golden.Verify($"{stack}/manifests.yaml", manifests);
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task Text_report_is_the_committed_one(string stack)
    {
        await using var text = new StringWriter { NewLine = "\n" };
        TextReport.Write(await Previews.OfAsync(stack), text);
        Golden.Verify($"{stack}/preview.txt", text.ToString());
    }
}
