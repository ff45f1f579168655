using System.Reflection;
using System.Text.RegularExpressions;

namespace Infra.Tests.Documentation;

/// <summary>The pages of the applications name what each needs, and the tests that show it.</summary>
public sealed partial class ApplicationPageTests
{
    private static readonly IReadOnlyList<Page> Pages =
    [
        .. Page.All.Where(page => Path.GetDirectoryName(page.Path) == "docs/applications" && Path.GetFileName(page.Path) != "README.md"),
    ];

    private static readonly IReadOnlyList<MethodInfo> Tests =
    [
        .. typeof(ApplicationPageTests).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods())
            .Where(method => method.GetCustomAttributes<FactAttribute>().Any()),
    ];

    [Fact]
    public void Every_test_that_a_page_names_exists()
    {
        var known = Tests.Select(test => $"{test.DeclaringType!.Name}.{test.Name}").ToHashSet();
        Assert.Contains("EquivalenceTests.Logs_are_JSON", known);
        var named = Pages.SelectMany(NeedsOf).SelectMany(row => Page.Codes(row[3])).ToList();
        Assert.True(named.Count > 100);
        Assert.All(named, test => Assert.Contains(test, known));
    }

    [Fact]
    public void Every_need_has_an_id_of_its_own()
    {
        var ids = Pages.SelectMany(page => NeedsOf(page).Select(row => row[0])).ToList();
        Assert.All(ids, id => Assert.Matches(Id(), id));
        Assert.Equal(ids.Distinct(), ids);
    }

    [Fact]
    public void A_need_that_no_test_shows_is_open()
    {
        var unshown = Pages.SelectMany(NeedsOf).Where(row => !Page.Codes(row[3]).Any());
        Assert.All(unshown, row => Assert.StartsWith("Open", row[2], StringComparison.Ordinal));
    }

    // Who reads a test's name has no list beside it.
    [Fact]
    public void No_test_bears_an_id_in_its_name()
        => Assert.All(Tests, test => Assert.DoesNotMatch(IdInName(), test.Name));

    // Before the first heading; the tables below are of variables.
    private static IReadOnlyList<string[]> NeedsOf(Page page)
        => (page with { Text = page.Text[..page.Text.IndexOf("\n## ", StringComparison.Ordinal)] }).Rows();

    [GeneratedRegex(@"^[A-Z]\d+\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Id();

    [GeneratedRegex(@"^[A-Z]\d+_", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex IdInName();
}
