using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Infra.Tests.Platform.Observability;
using Infra.Tests.Support;
using StackPreview.Json;

namespace Infra.Tests.Documentation.Runbooks;

/// <summary>Whoever is told of an alert finds a page that says what to do, by the alert's link or by its name.</summary>
public sealed partial class AlertPageTests
{
    private const string Folder = "docs/runbooks/alerts";

    private static readonly string[] Headings = ["Meaning", "What users notice", "First look", "Fix", "Escalate"];

    private static readonly IReadOnlyList<string[]> Rows = Page.At("docs/runbooks/README.md").Rows("## Alerts");

    public static TheoryData<string> Slugs => [.. PageSlugs];

    private static IEnumerable<string> PageSlugs
        => Directory.EnumerateFiles(Repository.PathOf(Folder)).Select(file => Path.GetFileNameWithoutExtension(file)!).Order();

    [Fact]
    public async Task Every_alert_has_a_page_and_every_page_an_alert()
        => Assert.Equal(PageSlugs, (await RunbookStacks.AlertsAsync()).Select(alert => alert.Slug).Distinct().Order());

    [Fact]
    public async Task The_first_row_that_an_alert_s_name_fits_leads_to_its_page()
    {
        foreach (var (alert, slug) in await RunbookStacks.AlertsAsync())
        {
            var row = Rows.FirstOrDefault(row => PatternsOf(row).Any(pattern => Fits(alert, pattern)));
            Assert.Equal((alert, $"[{slug}](alerts/{slug}.md)"), (alert, row?[1]));
        }
    }

    [Fact]
    public async Task Every_pattern_of_the_table_fits_an_alert()
    {
        var alerts = await RunbookStacks.AlertsAsync();
        Assert.NotEmpty(Rows);
        Assert.All(Rows.SelectMany(PatternsOf), pattern => Assert.Contains(alerts, alert => Fits(alert.Alert, pattern)));
    }

    [Theory]
    [MemberData(nameof(Slugs))]
    public void A_page_says_what_it_means_what_users_notice_where_to_look_what_to_do_and_when_to_escalate(string slug)
    {
        var page = Page.At($"{Folder}/{slug}.md");
        Assert.Equal(Headings, HeadingPattern().Matches(page.Prose).Select(heading => heading.Groups["title"].Value));
        Assert.All(SectionPattern().Split(page.Text).Skip(1), section => Assert.NotEmpty(section.Trim()));
        Assert.NotEmpty(KubectlCommand.On(page));
    }

    [Fact]
    public async Task Metrics_that_pages_ask_for_are_those_of_the_alerts()
    {
        var plans = await RunbookStacks.AllAsync();
        var expressions = string.Join(
            '\n',
            plans.SelectMany(PlannedRules.In)
                .Select(rule => rule.Text("expr"))
                .Concat(plans.SelectMany(PlannedRules.RecordsIn))
                .Distinct());
        var asked = PageSlugs
            .SelectMany(QueriesOf)
            .SelectMany(query => MetricPattern().Matches(query).Select(metric => metric.Value))
            .ToList();
        Assert.NotEmpty(asked);
        Assert.All(asked, metric => Assert.Contains(metric, expressions, StringComparison.Ordinal));
    }

    [ToolFact("promtool")]
    public void Prometheus_accepts_the_queries_of_pages()
    {
        using var folder = new ScratchFolder();
        var file = folder.PathOf("queries.yaml");
        var rules = PageSlugs.SelectMany(QueriesOf).Select(query => new JsonObject { ["record"] = "asked", ["expr"] = query }).ToArray();
        Assert.NotEmpty(rules);
        var group = new JsonObject { ["name"] = "pages", ["rules"] = new JsonArray(rules) };
        File.WriteAllText(file, new JsonObject { ["groups"] = new JsonArray(group) }.ToJsonString());
        var (exitCode, output, error) = Tool.Run("promtool", "", ["check", "rules", "--lint=none", file]);
        Assert.True(exitCode == 0, output + error);
    }

    // A line each.
    private static IEnumerable<string> QueriesOf(string slug)
        => QueryPattern().Matches(Page.At($"{Folder}/{slug}.md").Text)
            .SelectMany(block => block.Groups["text"].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries));

    private static IEnumerable<string> PatternsOf(string[] row) => Page.Codes(row[0]);

    private static bool Fits(string alert, string pattern)
        => Regex.IsMatch(
            alert,
            $"^{Regex.Escape(pattern).Replace("\\*", "[A-Za-z0-9]*", StringComparison.Ordinal)}$",
            RegexOptions.CultureInvariant,
            TimeSpan.FromSeconds(1));

    [GeneratedRegex("^## (?<title>.+)$", RegexOptions.ExplicitCapture | RegexOptions.Multiline | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex HeadingPattern();

    [GeneratedRegex("^## .+$", RegexOptions.Multiline | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex SectionPattern();

    [GeneratedRegex(
        "^```promql\n(?<text>.*?)^```$",
        RegexOptions.ExplicitCapture | RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.CultureInvariant,
        1000)]
    private static partial Regex QueryPattern();

    // A name before its labels.
    [GeneratedRegex("[a-z][a-z0-9_:]+(?=\\{)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex MetricPattern();
}
