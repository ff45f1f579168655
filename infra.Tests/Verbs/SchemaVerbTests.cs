using Infra.Applications;
using Infra.Environments;
using Infra.Offline.Rendering;
using Infra.Settings;

namespace Infra.Tests.Verbs;

/// <summary>The verb <c>schema</c>; it needs no project.</summary>
public sealed class SchemaVerbTests
{
    [Theory]
    [InlineData]
    [InlineData("--format", "json")]
    public async Task It_prints_the_JSON_schema(params string[] options)
        => Assert.Equal(PlanJson.Text(SettingsSchema.Of(EnvironmentCatalog.All, ApplicationCatalog.All)), await OutputAsync(["schema", .. options]));

    [Fact]
    public async Task It_prints_the_table_of_settings()
        => Assert.Equal(SettingsTable.Of(EnvironmentCatalog.All, ApplicationCatalog.All), await OutputAsync(["schema", "--format", "markdown"]));

    private static async Task<string> OutputAsync(string[] arguments)
    {
        await using var output = new StringWriter();
        await using var error = new StringWriter();
        Assert.Equal(ExitCode.Success, await new CommandLine(output, error, folder: "/nowhere").RunAsync(arguments));
        Assert.Equal("", error.ToString());
        return output.ToString();
    }
}
