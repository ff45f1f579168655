using Infra.Tests.PreviewTests.Comparison;
using Infra.Tests.Support;
using StackPreview.Json;
using StackPreview.Plans;

namespace Infra.Tests.Platform.Observability;

/// <summary>The setting that has alerts and their messages link to the pages of runbooks.</summary>
public sealed class RunbookLinkTests
{
    private const string Link = "{{ with .Annotations.runbook_url }} {{ . }}{{ end }}";

    [Theory]
    [InlineData("https://wiki.example.com/runbooks")]
    [InlineData("https://wiki.example.com/runbooks/")]
    public async Task Alerts_link_to_their_pages_where_an_address_is_set(string address)
    {
        var plan = await StackChange.PlanWithAsync("prod", $"infra:alerts: {{runbooks: \"{address}\"}}");
        Assert.Equal("https://wiki.example.com/runbooks/server-down.md", AddressOf(plan, "RedisDown"));
        Assert.Equal("https://wiki.example.com/runbooks/dead-letters.md", AddressOf(plan, "ApiDeadLetters"));
        Assert.All(PlannedRules.In(plan), rule => Assert.NotNull(rule["annotations"]!["runbook_url"]));
        Assert.All(TextsOf(plan), text => Assert.Contains($"{{{{ .Annotations.description }}}}{Link}", text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_an_address_neither_alerts_nor_messages_speak_of_it()
    {
        var plan = (await Previews.OfAsync("prod")).Plan;
        Assert.All(PlannedRules.In(plan), rule => Assert.Null(rule["annotations"]!["runbook_url"]));
        Assert.All(TextsOf(plan), text => Assert.DoesNotContain("runbook", text, StringComparison.Ordinal));
    }

    [ToolFact("amtool")]
    public async Task A_message_has_the_link_of_each_alert_that_has_one()
    {
        const string Alerts =
            """{"alerts": [{"annotations": {"summary": "A.", "description": "B.", "runbook_url": "https://a/b.md"}}, """
                + """{"annotations": {"summary": "C.", "description": "D."}}]}""";
        var plan = await StackChange.PlanWithAsync("prod", "infra:alerts: {runbooks: \"https://wiki.example.com/runbooks\"}");
        using var folder = new ScratchFolder();
        var (template, data) = (folder.PathOf("message.tmpl"), folder.PathOf("alerts.json"));
        await File.WriteAllTextAsync(template, $"{{{{ define \"message\" }}}}{TextsOf(plan).First()}{{{{ end }}}}");
        await File.WriteAllTextAsync(data, Alerts);

        string[] asked = ["template", "render", $"--template.glob={template}", $"--template.data={data}"];
        var (exitCode, output, error) = Tool.Run("amtool", "", [.. asked, "--template.text={{ template \"message\" . }}"]);

        Assert.True(exitCode == 0, error);
        Assert.Equal("A. B. https://a/b.md\nC. D.", output.Trim());
    }

    [Theory]
    [InlineData("http://wiki.example.com/runbooks")]
    [InlineData("wiki.example.com/runbooks")]
    [InlineData("https://")]
    [InlineData("https://wiki.example.com/runbooks?page=1")]
    [InlineData("https://user:password@wiki.example.com/runbooks")]
    public async Task What_is_no_HTTPS_address_is_refused(string address)
    {
        var refusal = await Assert.ThrowsAnyAsync<Exception>(
            () => StackChange.PlanWithAsync("prod", $"infra:alerts: {{runbooks: \"{address}\"}}"));
        Assert.Contains("infra:alerts.runbooks is ", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("it takes an address of the form https://host[/path]", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("https://wiki.example.com/runbooks", refusal.Message, StringComparison.Ordinal);
    }

    private static string AddressOf(Plan plan, string alert)
        => PlannedRules.In(plan).Single(rule => rule.Text("alert") == alert).Text("annotations.runbook_url");

    private static IEnumerable<string> TextsOf(Plan plan)
        => plan.OfKind("AlertmanagerConfig")
            .SelectMany(config => config.Inputs.Items("spec.receivers"))
            .SelectMany(receiver => receiver.Items("slackConfigs"))
            .Select(slack => slack.Text("text"));
}
