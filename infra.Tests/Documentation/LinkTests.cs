using Infra.Tests.Support;

namespace Infra.Tests.Documentation;

/// <summary>Whoever follows a link, or looks for a file that a page names, finds it.</summary>
public sealed class LinkTests
{
    // What begins with one of them, in backticks, is a file of this repository.
    private static readonly string[] Folders =
        [".ci/", ".devcontainer/", ".github/", "bench/", "docs/", "infra/", "infra.Tests/", "preview/", "samples/", "sdk/"];

    [Fact]
    public void Every_link_leads_to_a_file_and_to_a_heading_in_it()
    {
        Assert.Contains(Page.All, page => page.Path == "README.md");
        Assert.Contains(Page.All, page => page.Path == "docs/decisions/sdk.md");
        Assert.Empty(Page.All.SelectMany(page => BrokenLinks(page).Select(link => $"{page.Path}: {link}")));
    }

    [Theory]
    [InlineData("[no file](docs/nothing.md)", "docs/nothing.md")]
    [InlineData("[no heading](docs/deploying.md#nothing)", "docs/deploying.md#nothing")]
    [InlineData("[no heading here](#nothing)", "#nothing")]
    [InlineData("[outside](https://www.pulumi.com) [a file](LICENSE) [a folder](sdk/)", null)]
    [InlineData("[a heading](docs/deploying.md#exit-codes) [a heading here](#title)", null)]
    public void A_broken_link_is_found(string links, string? broken)
        => Assert.Equal(broken is null ? [] : [broken], BrokenLinks(new Page("README.md", $"# Title\n\n{links}\n")));

    [Fact]
    public void Every_file_that_a_page_names_exists()
        => Assert.Empty(Page.All.SelectMany(page => MissingFiles(page).Select(file => $"{page.Path}: {file}")));

    [Fact]
    public void A_file_that_is_not_there_is_found()
    {
        var page = new Page("docs/page.md", "See `infra/Program.cs`, `infra/Nothing.cs` and `infra/Applications/NAME.cs`.");
        Assert.Equal(["infra/Nothing.cs"], MissingFiles(page));
    }

    private static IEnumerable<string> BrokenLinks(Page page)
        => page.Links.Where(link => !link.Contains("://", StringComparison.Ordinal) && !Leads(page, link));

    private static bool Leads(Page page, string link)
    {
        var (path, anchor) = link.Split('#') is [var file, var name] ? (file, name) : (link, null);
        var target = path.Length == 0 ? page.Path : Path.Combine(Path.GetDirectoryName(page.Path)!, path);
        if (anchor is not null)
            return (path.Length == 0 ? page : Page.At(target)).Anchors.Contains(anchor);
        return Path.Exists(Repository.PathOf(target));
    }

    private static IEnumerable<string> MissingFiles(Page page)
        => Page.Codes(page.Prose).Where(code => IsFile(code) && !Path.Exists(Repository.PathOf(code)));

    // Of this repository, with no part that stands for others.
    private static bool IsFile(string code)
        => Folders.Any(folder => code.StartsWith(folder, StringComparison.Ordinal))
            && !code.Any(letter => " *…{}".Contains(letter))
            && !code.Contains("NAME", StringComparison.Ordinal);
}
