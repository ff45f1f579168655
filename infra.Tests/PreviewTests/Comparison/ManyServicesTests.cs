using System.Text.Json;
using System.Text.Json.Nodes;
using Infra.Tests.Support;
using StackPreview.Comparison;
using StackPreview.PlanFiles;
using StackPreview.Plans;
using StackPreview.Rendering;
using StackPreview.Rendering.Markdown;

namespace Infra.Tests.PreviewTests.Comparison;

/// <summary>Comparisons of an application with 200 services.</summary>
public sealed class ManyServicesTests
{
    [Fact]
    public async Task What_all_have_alike_is_said_once()
    {
        var comparison = await WithAsync(deployment => deployment.Inputs["metadata"]!["labels"]!["team"] = "red");
        var first = string.Join(", ", comparison.Resources.Take(12).Select(change => change.Title["Deployment ".Length..]));
        Assert.Equal(
            $"""
            {ManyServices.Count} to change, {comparison.Unchanged} unchanged; no workload rolls out, no job runs.

            In several resources
              labels.team  added red
                  in {ManyServices.Count}: Deployment {first}; and {ManyServices.Count - 12} more

            """,
            StackChange.TextOf(comparison));
    }

    [Fact]
    public async Task What_each_has_of_its_own_is_cut_in_a_comment_and_nowhere_else()
    {
        var comparison = await WithAsync(
            deployment => deployment.Inputs["spec"]!["template"]!["metadata"]!["annotations"] =
                new JsonObject { ["note"] = deployment.Name });
        var comment = ChangesMarkdown.Of(comparison, 24_000);

        Assert.InRange(comment.Length, 20_000, 24_000);
        Assert.Matches(
            "\n… and [0-9]+ more changes are left out: there is no room for more\\. The comparison as text has everything\\.\n$",
            comment);
        Assert.Equal(
            ManyServices.Count,
            StackChange.TextOf(comparison)
                .Split('\n')
                .Count(line => line.StartsWith("      spec.template.metadata.annotations", StringComparison.Ordinal)));
        Assert.Equal(ManyServices.Count, comparison.Rollouts.Length);
        Assert.Equal(ManyServices.Count, ChangesJson.ToJson(comparison)["resources"]!.AsArray().Count);
    }

    [Fact]
    public async Task It_does_not_differ_from_itself()
    {
        var plan = (await ManyServices.OfManyProjectsAsync()).Plan;
        Assert.True(
            StackChange.Between(
                PlanReader.Read("plan.json", JsonElement.Parse(PlanJson.Write(plan)), Catalog.Default.Kinds),
                plan).IsEmpty);
    }

    // Of each Deployment something else.
    private static async Task<PlanComparison> WithAsync(Action<PlannedResource> edit)
    {
        var plan = (await ManyServices.OfOneProjectAsync()).Plan;
        return StackChange.Between(plan, plan with { Resources = [.. plan.Resources.Select(Edited)] });

        PlannedResource Edited(PlannedResource resource)
        {
            if (resource.Kind != "Deployment")
                return resource;
            var edited = resource with { Inputs = resource.Inputs.DeepClone().AsObject() };
            edit(edited);
            return edited;
        }
    }
}
