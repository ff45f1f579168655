using Infra.Tests.Support;
using StackPreview.Comparison;
using StackPreview.Json;
using StackPreview.Plans;
using StackPreview.Rendering;
using StackPreview.Rendering.Markdown;

namespace Infra.Tests.PreviewTests.Comparison;

/// <summary>Whole comparisons as they are committed in Golden/diffs, to be read as a reviewer would.</summary>
public sealed class DiffGoldenTests
{
    private const string Image = "registry.example.com/reference@sha256:2222222222222222222222222222222222222222222222222222222222222222";

    // Changes of one setting in prod, by the name of the file.
    private static readonly (string Name, string Setting)[] Settings =
    [
        ("prod-image", $"infra:release: {{images: {{reference: \"{Image}\"}}}}"),
        ("prod-retention", "infra:postgres: {backup: {retentionDays: 45}}"),
        ("prod-variable", "infra:variables: {LOG_LEVEL: debug}"),
        ("prod-rotation", "infra:generations: {ADMIN_API_KEY: 2}"),
        ("prod-shrunk", "infra:postgres: {storage: 20Gi, version: 17}"),
        ("prod-tls", "infra:redis: {tls: preferred}"),
        ("prod-rollback", "infra:release: {migrate: false}"),
    ];

    // What other programs read differs in its parts only.
    private static readonly string[] AsJson = ["prod-image", "prod-rotation", "prod-shrunk", "two-stacks"];

    [Fact]
    public async Task Comparisons_read_as_the_committed_texts()
    {
        var comparisons = new Dictionary<string, PlanComparison>
        {
            ["dev-stage"] = StackChange.Between(await StackChange.PlanAsync("dev"), await StackChange.PlanAsync("stage")),
            ["two-stacks"] = StackChange.Between(Thing(size: 1), Thing(size: 2).InStack("stage")),
        };
        foreach (var (name, setting) in Settings)
            comparisons.Add(name, await StackChange.CompareAsync("prod", setting));

        var files = comparisons.SelectMany(comparison => new[]
        {
            KeyValuePair.Create($"{comparison.Key}.txt", Counters.Masked(StackChange.TextOf(comparison.Value))),
            KeyValuePair.Create($"{comparison.Key}.md", Counters.Masked(ChangesMarkdown.Of(comparison.Value))),
        });
        var json = AsJson.Select(name => KeyValuePair.Create($"{name}.json", JsonOf(comparisons[name])));
        Golden.VerifyFolder("diffs", files.Concat(json).ToDictionary());
    }

    private static Plan Thing(int size) => SmallPlan.Of("Thing", $$"""{"size": {{size}}, "host": "shop-prod"}""");

    private static string JsonOf(PlanComparison comparison)
    {
        var json = ChangesJson.ToJson(comparison);
        Assert.Equal(comparison.Unchanged, json["counts"]!["unchanged"]!.GetValue<int>());
        json["counts"]!["unchanged"] = "N";
        return Counters.Masked(JsonText.Of(json));
    }
}
