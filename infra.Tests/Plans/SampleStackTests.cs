using Infra.Tests.Documentation;
using Infra.Tests.Support;

namespace Infra.Tests.Plans;

/// <summary>The stack files that people begin with can be deployed as they are, but for their own names.</summary>
public sealed class SampleStackTests
{
    private static readonly string Folder = Repository.PathOf("samples", "stacks");

    private static readonly string[] Names = [.. Directory.EnumerateFiles(Folder, "*.yaml").Select(file => Path.GetFileName(file))];

    public static TheoryData<string> Files => [.. Names];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Each_is_previewed_with_all_checks(string file)
    {
        var settings = Previews.Parse("prod", await File.ReadAllTextAsync(Path.Combine(Folder, file)));
        var preview = await Preview.RunAsync(settings, "prod", Catalog.Default);
        Assert.Empty(preview.Checks.SelectMany(check => check.Findings).Select(finding => finding.Text));
    }

    [Fact]
    public void The_page_names_all_of_them()
        => Assert.Equal(
            Names.Order(StringComparer.Ordinal),
            Page.At("samples/stacks/README.md")
                .Rows()
                .Select(row => row[0].Split('[', ']')[1])
                .Order(StringComparer.Ordinal));
}
