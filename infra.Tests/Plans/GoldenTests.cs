using Infra.Tests.Support;
using StackPreview.PlanFiles;
using StackPreview.Rendering;

namespace Infra.Tests.Plans;

/// <summary>
/// Whole renders as they are committed in Golden/: the default application in each environment, the others in prod. Where a change is meant, run the tests with
/// UPDATE_GOLDEN=1 and review the difference.
/// </summary>
public sealed class GoldenTests
{
    public static TheoryData<string> Others => [.. Repository.Applications.Skip(1)];

    public static TheoryData<string> Stacks => [.. Repository.CommittedStacks];

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task Plan_is_the_committed_one(string stack)
    {
        var preview = await Previews.OfCommittedAsync(stack);
        Golden.Verify($"{stack}/plan.json", PlanJson.Write(preview.Plan));
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task Manifests_are_the_committed_ones(string stack) => Golden.Verify($"{stack}/manifests.yaml", ManifestsOf(await Previews.OfCommittedAsync(stack)));

    [Theory]
    [MemberData(nameof(Others))]
    public async Task Manifests_of_the_other_applications_in_prod_are_the_committed_ones(string application)
        => Golden.Verify($"applications/{application}/prod-manifests.yaml", ManifestsOf(await Previews.OfAsync("prod", application)));

    [Theory]
    [MemberData(nameof(Others))]
    public async Task Inventories_of_the_other_applications_are_the_committed_ones(string application)
    {
        foreach (var stack in Repository.Stacks)
            Golden.Verify($"applications/{application}/{stack}-inventory.txt", string.Concat(Inventory.Of((await Previews.OfAsync(stack, application)).Plan).Select(title => $"{title}\n")));
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task Text_report_is_the_committed_one(string stack)
    {
        await using var text = new StringWriter { NewLine = "\n" };
        TextReport.Write((await Previews.OfCommittedAsync(stack)).Report(), text);
        Golden.Verify($"{stack}/preview.txt", text.ToString());
    }

    private static string ManifestsOf(Infra.Offline.Preview preview)
        => string.Join("---\n", ManifestWriter.Write(preview.Plan).Select(manifest => $"# {manifest.FileName}\n{manifest.Text}"));
}
