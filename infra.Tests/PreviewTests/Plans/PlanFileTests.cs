using System.Text.Json.Nodes;
using Infra.Tests.PreviewTests.Comparison;
using Infra.Tests.SettingsTests;
using Infra.Tests.Support;
using StackPreview;
using StackPreview.PlanFiles;

namespace Infra.Tests.PreviewTests.Plans;

/// <summary>Files that are no plan, each refused with one sentence, before anything is printed.</summary>
public sealed class PlanFileTests
{
    private const string Again = "Write the plan again with preview STACK --out DIR.";
    private const string Urn = "urn:pulumi:prod::infra::kubernetes:test/v1:ConfigMap::thing";

    [Theory]
    [InlineData("", "plan.json is empty; a plan is JSON.")]
    [InlineData("hello", "plan.json is not JSON at line 1, or ends too early; a plan is JSON, each field once.")]
    [InlineData(
        "{\n\"version\": 1,\n\"stack\": \"pro",
        "plan.json is not JSON at line 3, or ends too early; a plan is JSON, each field once."
    )]
    [InlineData("""{"version": 1, "version": 1}""", "plan.json is not JSON; a plan is JSON, each field once.")]
    [InlineData("[]", "plan.json: the file is a list; it takes a map.")]
    [InlineData("null", "plan.json: the file is empty; it takes a map.")]
    [InlineData("{}", "plan.json: version is missing; this program reads plans of version 1.")]
    [InlineData("""{"name": "infra", "runtime": "dotnet"}""", "plan.json: version is missing; this program reads plans of version 1.")]
    [InlineData("""{"version": 2}""", "plan.json: version is 2; this program reads plans of version 1.")]
    [InlineData("""{"version": 0}""", "plan.json: version is 0; this program reads plans of version 1.")]
    [InlineData("""{"version": "1"}""", "plan.json: version is \"1\"; it takes a whole number.")]
    [InlineData("""{"version": 1, "colour": "red"}""", "plan.json: colour is unknown; a plan of version 1 has no such field.")]
    [InlineData("""{"version": 1}""", "plan.json: stack is missing; a plan of version 1 has it.")]
    [InlineData("""{"version": 1, "stack": 7}""", "plan.json: stack is 7; it takes text.")]
    [InlineData("""{"version": 1, "stack": "\ud800"}""", "plan.json holds text that is no Unicode; a plan is JSON in UTF-8.")]
    public async Task They_are_refused(string text, string message) => Assert.Equal($"{message} {Again}", await RefusalAsync(text));

    [Theory]
    [InlineData("protectsData", "\"yes\"", "protectsData is \"yes\"; it takes true or false")]
    [InlineData("resources", "[]", "resources is a list; it takes at least the stack")]
    [InlineData("resources", "{}", "resources is a map; it takes a list")]
    [InlineData("resources[1].type", null, "resources[1].type is missing; a plan of version 1 has it")]
    [InlineData("resources[1].inputs", "[]", "resources[1].inputs is a list; it takes a map")]
    [InlineData("resources[1].colour", "\"red\"", "resources[1].colour is unknown; a plan of version 1 has no such field")]
    [InlineData("resources[1].options.protect", "1", "resources[1].options.protect is 1; it takes true or false")]
    [InlineData("resources[1].options.color", "1", "resources[1].options.color is unknown; a plan of version 1 has no such field")]
    [InlineData(
        "resources[1].options.timeoutSeconds",
        """{"create": 1.5}""",
        "resources[1].options.timeoutSeconds.create is 1.5; it takes a whole number"
    )]
    [InlineData("resources[1].dependencies", "[7]", "resources[1].dependencies[0] is 7; it takes text")]
    [InlineData("resources[1].urn", "\"thing\"", "resources[1].urn is \"thing\"; it takes the URN of \"thing\" in the stack \"prod\"")]
    [InlineData(
        "resources[1].parent",
        $"\"{Urn}\"",
        $"resources[1].parent is \"{Urn}\"; it names a resource before it, except that of the stack, which comes first"
    )]
    [InlineData(
        "resources[1].parent",
        null,
        "resources[1].parent is missing; it names a resource before it, except that of the stack, which comes first"
    )]
    [InlineData(
        "resources[1].options.aliases",
        "[\"thing\"]",
        "resources[1].options.aliases[0] is \"thing\"; it takes a URN in the stack \"prod\""
    )]
    [InlineData("outputs", "[]", "outputs is a list; it takes a map")]
    public async Task A_field_that_is_not_as_it_must_be_is_named(string path, string? value, string message)
    {
        var plan = PlanJson.ToJson(SmallPlan.Of("ConfigMap", "{}"));
        Set(plan, path, value);
        Assert.Equal($"plan.json: {message}. {Again}", await RefusalAsync(plan.ToJsonString()));
    }

    [Fact]
    public async Task A_resource_stands_in_a_plan_once()
    {
        var plan = SmallPlan.Of("ConfigMap", "{}");
        var twice = plan with { Resources = plan.Resources.Add(plan.Resources[1]) };
        Assert.Equal(
            $"plan.json: resources[2].urn is \"{Urn}\", as of a resource before it; each resource has a URN of its own. {Again}",
            await RefusalAsync(PlanJson.Write(twice)));
    }

    [Fact]
    public async Task A_plan_that_is_cut_off_anywhere_is_refused()
    {
        var text = PlanJson.Write(SmallPlan.Of("ConfigMap", """{"data": {"A": "é"}}"""));
        for (var length = 1; length < text.Length - 2; length += 37)
            Assert.EndsWith(Again, await RefusalAsync(text[..length]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_refused()
    {
        using var project = new Project().With("prod", StackText.Of());
        Assert.Equal(
            $"plan.json is missing; a plan is the plan.json that preview writes. {Again}",
            await project.RefusalAsync("prod", "--against", "plan.json"));
    }

    [Fact]
    public async Task A_folder_is_refused()
    {
        using var project = new Project().With("prod", StackText.Of());
        Directory.CreateDirectory(Path.Combine(project.Folder, "plans"));
        Assert.Equal(
            "plans is a folder; a plan is a file. Name the plan.json in it.",
            await project.RefusalAsync("prod", "--against", "plans"));
    }

    [Fact]
    public async Task No_name_is_refused()
    {
        using var project = new Project().With("prod", StackText.Of());
        Assert.StartsWith("\"\" cannot be read (", await project.RefusalAsync("prod", "--against", ""), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_huge_file_is_not_read_to_its_end()
    {
        using var project = new Project().With("prod", StackText.Of());
        await using (var file = new FileStream(Path.Combine(project.Folder, "plan.json"), FileMode.CreateNew))
            file.SetLength(1L << 40);
        Assert.Equal(
            $"plan.json is larger than 64 MiB; no plan is. {Again}",
            await project.RefusalAsync("prod", "--against", "plan.json"));
    }

    [Fact]
    public async Task A_plan_of_another_application_is_refused()
    {
        using var project = new Project().With("prod", StackText.Of());
        var plan = (await Previews.OfAsync("prod", "julia")).Plan;
        await File.WriteAllTextAsync(Path.Combine(project.Folder, "plan.json"), PlanJson.Write(plan));
        Assert.Equal(
            "plan.json is of the application \"julia\" and prod of \"reference\"; plans of one application can be compared. "
                + "Use another plan, or --application.",
            await project.RefusalAsync("prod", "--against", "plan.json"));
    }

    [Fact]
    public void What_is_read_holds_no_line_break_where_it_is_quoted()
        => Assert.Equal(
            $"a\\u000ab is missing; a plan is the plan.json that preview writes. {Again}".Replace(
                "\\u000a",
                "\\n",
                StringComparison.Ordinal),
            Assert.Throws<PreviewException>(() => PlanFile.Read("a\nb", "/", Catalog.Default.Kinds)).Messages[0]);

    private static async Task<string> RefusalAsync(string plan)
    {
        using var project = new Project().With("prod", StackText.Of());
        await File.WriteAllTextAsync(Path.Combine(project.Folder, "plan.json"), plan);
        return await project.RefusalAsync("prod", "--against", "plan.json");
    }

    private static void Set(JsonNode plan, string path, string? value)
    {
        var (parent, name) = path.LastIndexOf('.') is >= 0 and var dot ? (path[..dot], path[(dot + 1)..]) : ("", path);
        var map = parent switch
        {
            "" => plan,
            "resources[1]" => plan["resources"]![1]!,
            "resources[1].options" => plan["resources"]![1]!["options"]!,
            _ => throw new InvalidOperationException(parent),
        };
        if (value is null)
            Assert.True(map.AsObject().Remove(name));
        else
            map[name] = JsonNode.Parse(value);
    }
}
