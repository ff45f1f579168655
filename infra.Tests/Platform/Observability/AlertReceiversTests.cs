using Infra.Settings;
using Infra.Tests.CustomResources;
using Infra.Tests.PreviewTests.Comparison;
using Infra.Tests.SettingsTests;
using Infra.Tests.Support;
using StackPreview.Json;
using StackPreview.Plans;

namespace Infra.Tests.Platform.Observability;

/// <summary>Who gets alerts beside Slack, when warnings wait, and who notices that no alert comes at all.</summary>
public sealed class AlertReceiversTests
{
    private const string All = """
        infra:alerts: {pagerDuty: critical, webhook: all, deadMansSwitch: true, warningRepeat: 1d,
            email: {to: oncall@example.com, server: "smtp.example.com:587", severities: all},
            mute: {weekend: saturday-sunday, night: "22:00-06:00", friday: "friday 18:00-24:00"}}
        """;

    private static readonly string[] Kinds = ["pagerdutyConfigs", "slackConfigs", "emailConfigs", "webhookConfigs"];

    [ToolFact("amtool")]
    public async Task Alertmanager_takes_them_and_routes_by_severity()
    {
        var config = (await PlanAsync()).OfKind("AlertmanagerConfig").Single();
        using var folder = new ScratchFolder();
        var file = folder.PathOf("alertmanager.yml");
        await File.WriteAllTextAsync(file, AlertmanagerFile.Of(config));
        var (exitCode, output, error) = Tool.Run("amtool", "", "check-config", file);
        Assert.True(exitCode == 0, output + error);
        Assert.Equal(AlertmanagerFile.ReceiverOf(config, "dead-mans-switch"), ReceiverOf("severity=none", "alertname=DeadMansSwitch"));
        Assert.Equal(AlertmanagerFile.ReceiverOf(config, "critical"), ReceiverOf("severity=critical", "alertname=RedisDown"));
        Assert.Equal(AlertmanagerFile.ReceiverOf(config, "warning"), ReceiverOf("severity=warning", "alertname=RedisMemoryHigh"));

        string ReceiverOf(params string[] labels) => Tool
            .Run("amtool", "", ["config", "routes", "test", $"--config.file={file}", "namespace=reference-prod", .. labels])
            .Output.Trim();
    }

    [Fact]
    public async Task All_checks_pass_with_every_receiver()
        => Assert.Empty((await Preview.RunAsync(VariedSettings.All["every receiver of alerts"], "prod", Catalog.Default))
            .Checks.SelectMany(check => check.Findings)
            .Select(finding => finding.Text));

    [Fact]
    public async Task Each_receiver_gets_the_severities_that_it_is_for_and_reads_a_secret_that_exists()
    {
        var plan = await PlanAsync();
        var receivers = plan.OfKind("AlertmanagerConfig").Single().Inputs.Items("spec.receivers").ToDictionary(one => one.Text("name"));
        Assert.Equal(["pagerdutyConfigs", "slackConfigs", "emailConfigs", "webhookConfigs"], KindsOf("critical"));
        Assert.Equal(["slackConfigs", "emailConfigs", "webhookConfigs"], KindsOf("warning"));
        // It is no news to anybody else, and it never ends.
        Assert.Equal(["webhookConfigs"], KindsOf("dead-mans-switch"));
        Assert.False(receivers["dead-mans-switch"].Items("webhookConfigs").Single().IsTrue("sendResolved"));
        var keys = receivers.Values.SelectMany(receiver => new[]
        {
            (Configs: "pagerdutyConfigs", Field: "routingKey"),
            (Configs: "webhookConfigs", Field: "urlSecret"),
            (Configs: "emailConfigs", Field: "authPassword"),
        }.SelectMany(one => receiver.Items(one.Configs).Select(config => config[one.Field]!)));
        var secret = plan.Find("Secret alert-routes-receivers").Inputs["stringData"]!.AsObject();
        Assert.All(keys, key => Assert.Equal("alert-routes-receivers", key.Text("name")));
        Assert.Equal(
            secret.Select(entry => entry.Key).Order(StringComparer.Ordinal),
            keys.Select(key => key.Text("key")).Distinct().Order(StringComparer.Ordinal));

        IEnumerable<string> KindsOf(string receiver) => Kinds.Where(kind => receivers[receiver].Items(kind).Any());
    }

    [Fact]
    public async Task Warnings_wait_at_the_times_that_are_named_and_critical_alerts_never()
    {
        var spec = (await PlanAsync()).OfKind("AlertmanagerConfig").Single().Inputs["spec"]!;
        Assert.Equal(
            [("DeadMansSwitch", ""), ("critical", ""), ("warning", "friday night weekend")],
            spec.Items("route.routes").Select(route => (
                route.Items("matchers").Single().Text("value"),
                string.Join(' ', route["muteTimeIntervals"]?.AsArray().Select(name => name!.ToString()) ?? []))));
        var night = spec.Items("muteTimeIntervals").Single(mute => mute.Text("name") == "night").Items("timeIntervals");
        Assert.Equal(
            ["22:00 24:00", "00:00 06:00"],
            night.SelectMany(part => part.Items("times")).Select(time => $"{time.Text("startTime")} {time.Text("endTime")}"));
    }

    [Theory]
    [InlineData("friday-sunday 22:00-06:00", "friday saturday sunday 1320-1440, saturday sunday monday 0-360")]
    [InlineData("saturday-sunday", "saturday sunday 0-1440")]
    [InlineData("sunday 00:00-00:01", "sunday 0-1")]
    [InlineData("monday 18:00-00:00", "monday 1080-1440")]
    public void A_time_goes_on_after_midnight(string text, string parts)
    {
        Assert.True(MuteWindow.Type.TryParse(text, out var window));
        Assert.Equal(
            parts,
            string.Join(", ", window.Parts.Select(part => $"{string.Join(' ', part.Days)} {part.From}-{part.To}")));
    }

    [Theory]
    [InlineData("{mute: {always: monday-sunday}}", "infra:alerts.mute", "warnings are sent at some time of the week")]
    [InlineData("{mute: {day: \"06:00-22:00\", night: \"22:00-06:00\"}}", "infra:alerts.mute", "warnings are sent at some time")]
    [InlineData("{mute: {day: \"06:00-06:00\"}}", "infra:alerts.mute.day", "it takes days of the week, times of the day in UTC, or both")]
    [InlineData("{mute: {day: \"8-17\"}}", "infra:alerts.mute.day", "it takes days of the week")]
    [InlineData("{pagerDuty: urgent}", "infra:alerts.pagerDuty", "it takes one of none, critical, all. Use one of these")]
    [InlineData("{email: {to: oncall@example.com}}", "infra:alerts.email.server", "mails are sent over a server")]
    [InlineData("{email: {to: oncall, server: \"a:25\"}}", "infra:alerts.email.to", "it takes an e-mail address")]
    public void What_no_receiver_can_be_is_refused(string alerts, string path, string rule)
    {
        using var project = new Project().With("prod", StackText.Of($"infra:alerts: {alerts}"));
        var error = Assert.Throws<Infra.Faults.InputException>(() => project.Load("prod")).Message;
        Assert.Contains(path, error, StringComparison.Ordinal);
        Assert.Contains(rule, error, StringComparison.Ordinal);
    }

    private static Task<Plan> PlanAsync() => StackChange.PlanWithAsync("prod", All.ReplaceLineEndings(""));
}
