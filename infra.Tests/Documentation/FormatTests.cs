using System.Text.Json.Nodes;
using Infra.Tests.Goldens;
using Infra.Tests.PreviewTests.Comparison;
using Infra.Tests.Support;
using StackPreview.Comparison;
using StackPreview.PlanFiles;
using StackPreview.Rendering;

namespace Infra.Tests.Documentation;

/// <summary>The pages about formats name the fields that there are, and no others.</summary>
public sealed class FormatTests
{
    private static readonly Page PlanPage = Page.At("docs/plan-format.md");
    private static readonly Page ChangesPage = Page.At("docs/diff-format.md");

    [Fact]
    public async Task Of_a_plan()
    {
        var plan = PlanJson.ToJson(await SmallStack.PlanAsync());
        Assert.Equal(Fields(plan), Documented(PlanPage, "## The plan"));
        var resources = plan["resources"]!.AsArray();
        Assert.Equal(Fields([.. resources]), Documented(PlanPage, "## A resource"));
        Assert.Equal(Fields([.. resources.Select(resource => resource!["options"])]), Documented(PlanPage, "## Options"));
        Assert.Equal(Fields([.. Items(resources, "creates")]), Explained(PlanPage, "## A resource", "creates"));
    }

    [Fact]
    public async Task Of_a_preview()
    {
        using var folder = new ScratchFolder();
        await OutputAsync("preview", "prod", "--application", "julia", "--out", folder.Path);
        var plan = folder.PathOf("plan.json");
        var preview = await OutputAsync("preview", "prod", "--application", "julia", "--against", plan, "--format", "json");

        var before = JsonNode.Parse(await File.ReadAllTextAsync(plan));
        var json = JsonNode.Parse(preview)!;
        const string Heading = "## Previews for programs";
        Assert.Equal(Fields(json).Except(Fields(before)), Documented(PlanPage, Heading));
        foreach (var section in new[] { "alerts", "recovery", "destroy", "exemptions", "unset" })
            Assert.Equal(Fields([.. json[section]!.AsArray()]), Explained(PlanPage, Heading, section));
        // Beside the fields of findings, which a preview that passes has none of.
        Assert.Equal(
            Fields([.. json["checks"]!.AsArray()]).Concat(["fix", "problem", "resource"]).Order(StringComparer.Ordinal),
            Explained(PlanPage, Heading, "checks"));
    }

    [Fact]
    public async Task Of_a_comparison()
    {
        var rotation = ChangesJson.ToJson(await StackChange.CompareAsync("prod", "infra:generations: {ADMIN_API_KEY: 2}"));
        var shrunk = ChangesJson.ToJson(await StackChange.CompareAsync("prod", "infra:postgres: {storage: 20Gi}"));
        Assert.Equal(Fields(rotation), Documented(ChangesPage, "## For programs"));
        var resources = rotation["resources"]!.AsArray();
        Assert.Equal(Fields([.. resources]), Documented(ChangesPage, "### A change of a resource"));
        Assert.Equal(Fields([.. Items(resources, "fields")]), Documented(ChangesPage, "### A change of a field"));

        const string Heading = "## For programs";
        Assert.Equal(Fields(rotation["before"]), Explained(ChangesPage, Heading, "before"));
        Assert.Equal(Fields(rotation["counts"]), Explained(ChangesPage, Heading, "counts"));
        Assert.Equal(Fields([.. shrunk["refused"]!.AsArray()]), Explained(ChangesPage, Heading, "refused"));
        Assert.Equal(Fields([.. rotation["rollouts"]!.AsArray()]), Explained(ChangesPage, Heading, "rollouts"));
    }

    [Fact]
    public void Of_the_kinds_of_changes()
    {
        Assert.Equal(Names<ChangeKind>(), Explained(ChangesPage, "### A change of a resource", "change"));
        Assert.Equal(Names<FieldChangeKind>(), Explained(ChangesPage, "### A change of a field", "change"));
    }

    private static IEnumerable<string> Names<T>()
        where T : struct, Enum
        => Enum.GetNames<T>().Select(name => char.ToLowerInvariant(name[0]) + name[1..]).Order(StringComparer.Ordinal);

    private static IEnumerable<JsonNode?> Items(JsonArray objects, string list) => objects.SelectMany(one => one![list]?.AsArray() ?? []);

    private static IEnumerable<string> Fields(params JsonNode?[] objects)
    {
        Assert.NotEmpty(objects);
        return objects.SelectMany(one => one!.AsObject().Select(field => field.Key)).Distinct().Order(StringComparer.Ordinal);
    }

    // The first cells of the tables below a heading.
    private static IEnumerable<string> Documented(Page page, string heading)
        => page.Rows(heading).SelectMany(row => Page.Codes(row[0])).Order(StringComparer.Ordinal);

    // What the second cell names beside a field.
    private static IEnumerable<string> Explained(Page page, string heading, string field)
        => Page.Codes(page.Rows(heading).Single(row => Page.Codes(row[0]).Contains(field))[1]).Order(StringComparer.Ordinal);

    private static async Task<string> OutputAsync(params string[] arguments)
    {
        await using var output = new StringWriter();
        await using var error = new StringWriter();
        Assert.Equal(ExitCode.Success, await new CommandLine(output, error, Repository.TestStacks).RunAsync(arguments));
        return output.ToString();
    }
}
