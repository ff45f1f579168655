using Infra.Applications;
using Infra.Settings;
using StackPreview.Json;

namespace Infra.Tests.Verbs;

/// <summary>The verb <c>schema</c>; it needs no project.</summary>
public sealed class SchemaVerbTests
{
    [Theory]
    [InlineData]
    [InlineData("--format", "json")]
    public async Task It_prints_the_JSON_schema(params string[] options)
        => Assert.Equal(JsonText.Of(SettingsSchema.Of(Catalog.Default.Settings)), await OutputAsync(["schema", .. options]));

    [Fact]
    public async Task It_prints_the_table_of_settings_of_the_default_application()
        => Assert.Equal(
            SettingsTable.Markdown((Catalog.Default with { Applications = [ApplicationCatalog.All[0]] }).Settings),
            await OutputAsync(["schema", "--format", "markdown"]));

    [Fact]
    public async Task It_prints_the_table_of_settings_of_another_application()
    {
        var table = await OutputAsync(["schema", "--format", "markdown", "--application", "julia"]);
        Assert.Contains("| `infra:companions.chatwoot.postgres.instances` |", table);
        Assert.DoesNotContain("`infra:workloads.api.", table);
    }

    [Fact]
    public async Task It_prints_the_schema_of_one_application()
    {
        var schema = await OutputAsync(["schema", "--application", "nica"]);
        Assert.Contains("\"nica-backend\"", schema);
        Assert.DoesNotContain("\"julia-api\"", schema);
    }

    private static async Task<string> OutputAsync(string[] arguments)
    {
        await using var output = new StringWriter();
        await using var error = new StringWriter();
        Assert.Equal(ExitCode.Success, await new CommandLine(output, error, folder: "/nowhere").RunAsync(arguments));
        Assert.Equal("", error.ToString());
        return output.ToString();
    }
}
