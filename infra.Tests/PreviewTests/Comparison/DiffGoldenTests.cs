using Infra.Tests.Support;
using StackPreview.Comparison;
using StackPreview.Json;
using StackPreview.Rendering;
using StackPreview.Rendering.Markdown;

namespace Infra.Tests.PreviewTests.Comparison;

/// <summary>Whole comparisons as they are committed in Golden/diff/, to be read as a reviewer would.</summary>
public sealed class DiffGoldenTests
{
    private const string Image = "registry.example.com/reference@sha256:2222222222222222222222222222222222222222222222222222222222222222";

    /// <summary>Changes of one setting in prod, by the name of the file.</summary>
    public static TheoryData<string, string> Settings => new()
    {
        { "prod-image", $"infra:release: {{images: {{reference: \"{Image}\"}}}}" },
        { "prod-retention", "infra:postgres: {backup: {retentionDays: 45}}" },
        { "prod-variable", "infra:variables: {LOG_LEVEL: debug}" },
        { "prod-rotation", "infra:generations: {ADMIN_API_KEY: 2}" },
        { "prod-shrunk", "infra:postgres: {storage: 20Gi, version: 17}" },
        { "prod-rollback", "infra:release: {migrate: false}" },
    };

    [Theory]
    [MemberData(nameof(Settings))]
    public async Task A_changed_setting_reads_as_the_committed_text(string name, string setting) => Verify(name, await StackChange.CompareAsync("prod", setting));

    [Fact]
    public async Task Dev_against_stage_reads_as_the_committed_text()
    {
        var comparison = StackChange.Between(await StackChange.PlanAsync("dev"), await StackChange.PlanAsync("stage"));
        Verify("dev-stage", comparison);
        Golden.Verify("diff/dev-stage.json", JsonText.Of(ChangesJson.ToJson(comparison)));
    }

    private static void Verify(string name, PlanComparison comparison)
    {
        Golden.Verify($"diff/{name}.txt", StackChange.TextOf(comparison));
        Golden.Verify($"diff/{name}.md", ChangesMarkdown.Of(comparison));
    }
}
