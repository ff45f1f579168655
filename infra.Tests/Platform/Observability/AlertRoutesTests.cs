using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Infra.Tests.Support;
using StackPreview.Json;
using StackPreview.Plans;

namespace Infra.Tests.Platform.Observability;

/// <summary>Where alerts go, as Alertmanager decides it.</summary>
public sealed class AlertRoutesTests
{
    public static TheoryData<string> Stacks => [.. Repository.Stacks];

    [ToolFact("amtool")]
    public async Task Alertmanager_accepts_the_configuration_of_every_environment()
    {
        foreach (var stack in Repository.Stacks)
        {
            using var folder = new ScratchFolder();
            var (exitCode, output, error) = Tool.Run("amtool", "", "check-config", Write(await ConfigOfAsync(stack), folder));
            Assert.True(exitCode == 0, output + error);
            Assert.Contains("3 receivers", output);
            Assert.Contains("3 inhibit rules", output);
        }
    }

    [ToolFact("amtool")]
    public async Task An_alert_goes_to_the_channel_of_its_severity()
    {
        foreach (var stack in Repository.Stacks)
        {
            using var folder = new ScratchFolder();
            var config = await ConfigOfAsync(stack);
            var file = Write(config, folder);

            Assert.Equal(
                AlertmanagerFile.ReceiverOf(config, "critical"),
                ReceiverOf($"namespace=reference-{stack}", "severity=critical", "alertname=RedisDown"));
            Assert.Equal(
                AlertmanagerFile.ReceiverOf(config, "warning"),
                ReceiverOf($"namespace=reference-{stack}", "severity=warning", "alertname=RedisMemoryHigh"));
            Assert.Equal(
                AlertmanagerFile.ReceiverOf(config, "warning"),
                ReceiverOf($"namespace=reference-{stack}", "alertname=NobodyGaveItASeverity"));
            Assert.Equal(AlertmanagerFile.OtherReceiver, ReceiverOf("namespace=other", "severity=critical", "alertname=RedisDown"));

            string ReceiverOf(params string[] labels) =>
                Tool.Run("amtool", "", ["config", "routes", "test", $"--config.file={file}", .. labels]).Output.Trim();
        }
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task Channels_are_those_of_the_environment(string stack)
    {
        var (config, alerts) = (await ConfigOfAsync(stack), Previews.SettingsOf(stack).Alerts);
        var channels = config
            .Inputs.Items("spec.receivers")
            .ToDictionary(receiver => receiver.Text("name"), receiver => receiver.Items("slackConfigs").Single().Text("channel"));
        Assert.Equal(new() { ["critical"] = alerts.CriticalChannel, ["warning"] = alerts.WarningChannel }, channels);
    }

    [Fact]
    public async Task The_webhook_is_read_from_a_secret_that_exists()
    {
        var plan = (await Previews.OfAsync("prod")).Plan;
        var webhooks = (await ConfigOfAsync("prod"))
            .Inputs.Items("spec.receivers")
            .SelectMany(receiver => receiver.Items("slackConfigs"))
            .Select(slack => slack["apiURL"]!)
            .ToList();
        Assert.Equal(2, webhooks.Count);
        Assert.All(webhooks, webhook =>
            Assert.NotNull(plan.Find($"Secret {webhook.Text("name")}").Inputs["stringData"]![webhook.Text("key")]));
    }

    [Theory]
    [InlineData(false, "value of SLACK_WEBHOOK_URL")]
    [InlineData(true, "value of SLACK_CRITICAL_WEBHOOK_URL")]
    public async Task Critical_alerts_have_a_webhook_of_their_own_where_one_is_set(bool isSet, string url)
    {
        var settings = Previews.SettingsOf("prod");
        var run = await new StackRun
        {
            Settings = isSet ? settings with { SuppliedSecrets = settings.SuppliedSecrets.Add("SLACK_CRITICAL_WEBHOOK_URL") } : settings,
        }.RunAsync();
        var webhooks = run.Inputs("alert-routes-slack");
        Assert.Equal(("value of SLACK_WEBHOOK_URL", url), (webhooks["stringData.warning"], webhooks["stringData.critical"]));
    }

    [Fact]
    public async Task What_is_down_hides_what_follows_from_it_only()
    {
        // A volume that fills up, or connections that run out, may be why it is down.
        Assert.Equal(
            ["PostgresInstanceDown", "PostgresReplicationLag", "PostgresReplicationStopped"],
            await HiddenByAsync("PostgresDown"));
        Assert.Equal(["ApiReplicasMissing"], await HiddenByAsync("ApiDown"));
        Assert.Equal(["RedisMemoryHigh"], await HiddenByAsync("RedisMemoryFull"));
    }

    [Fact]
    public async Task What_looks_after_a_group_hides_nothing_of_the_group()
    {
        var plan = (await MySqlStack.OfAsync("prod")).Plan;
        Assert.Equal(["MysqlExporterDown", "MysqlMembersMissing"], HiddenBy(plan, "MysqlDown"));
        Assert.Empty(HiddenBy(plan, "MysqlAccountsDown"));
        Assert.Empty(HiddenBy(plan, "MysqlProxyDown"));
    }

    [Fact]
    public async Task A_full_volume_hides_that_it_fills_up()
        => Assert.Equal(["RedisVolumeFilling"], await HiddenByAsync("RedisVolumeFull"));

    [Fact]
    public async Task A_budget_that_is_used_up_fast_hides_that_it_is_slowly_of_the_same_objective()
    {
        var plan = (await Previews.OfAsync("prod")).Plan;
        Assert.Equal(["ApiErrorsBudgetBurningSlowly"], HiddenOf("api-errors"));
        Assert.Empty(HiddenOf("api-latency"));

        // The label comes with the series.
        IEnumerable<string> HiddenOf(string objective) => Hidden(
            plan,
            Labels("ApiErrorsBudgetBurning", "critical", "api-errors"),
            [Labels("ApiErrorsBudgetBurningSlowly", "warning", objective)]);

        static Dictionary<string, string> Labels(string alert, string severity, string objective) => new()
        {
            ["alertname"] = alert,
            ["severity"] = severity,
            ["namespace"] = "reference-prod",
            ["objective"] = objective,
        };
    }

    [Fact]
    public async Task Other_alerts_hide_nothing()
    {
        var plan = (await Previews.OfAsync("prod")).Plan;
        string[] hiding =
        [
            "PostgresDown",
            "RedisMemoryFull",
            "ApiDown",
            "WorkerDown",
            "PostgresVolumeFull",
            "RedisVolumeFull",
            "QdrantVolumeFull",
            "ApiErrorsBudgetBurning",
            "ApiLatencyBudgetBurning",
        ];
        foreach (var alert in PlannedRules.NamesIn(plan).Except(hiding))
            Assert.Empty(await HiddenByAsync(alert));
    }

    [Fact]
    public async Task An_alert_of_somebody_else_hides_nothing()
    {
        var (source, target) = (Labels("TargetDown", "critical"), Labels("TargetSlow", "warning"));
        Assert.Empty(Hidden((await Previews.OfAsync("prod")).Plan, source, [target]));

        static Dictionary<string, string> Labels(string alert, string severity)
            => new()
            {
                ["alertname"] = alert,
                ["severity"] = severity,
                ["namespace"] = "reference-prod",
            };
    }

    private static async Task<PlannedResource> ConfigOfAsync(string stack)
        => (await Previews.OfAsync(stack)).Plan.OfKind("AlertmanagerConfig").Single();

    private static string Write(PlannedResource config, ScratchFolder folder)
    {
        var file = folder.PathOf("alertmanager.yml");
        File.WriteAllText(file, AlertmanagerFile.Of(config));
        return file;
    }

    /// <summary>The alerts of prod that are not sent while one of them fires.</summary>
    private static async Task<IEnumerable<string>> HiddenByAsync(string alert) => HiddenBy((await Previews.OfAsync("prod")).Plan, alert);

    private static IEnumerable<string> HiddenBy(Plan plan, string alert)
    {
        var alerts = PlannedRules
            .In(plan)
            .Select(rule => new Dictionary<string, string>(rule.Texts("labels")) { ["alertname"] = rule.Text("alert") })
            .ToList();
        return Hidden(plan, alerts.Single(one => one["alertname"] == alert), alerts).Order(StringComparer.Ordinal);
    }

    // amtool cannot ask what is inhibited. A label that neither has counts as equal
    // (https://prometheus.io/docs/alerting/latest/configuration/#inhibit_rule).
    private static IEnumerable<string> Hidden(Plan plan, Dictionary<string, string> source, IEnumerable<Dictionary<string, string>> alerts)
        => from rule in plan.OfKind("AlertmanagerConfig").Single().Inputs.Items("spec.inhibitRules")
           where rule.Items("sourceMatch").All(matcher => IsMatch(matcher, source))
           from target in alerts
           where target != source && rule.Items("targetMatch").All(matcher => IsMatch(matcher, target))
           where rule.Items("equal").All(label => source.GetValueOrDefault(label.ToString()) == target.GetValueOrDefault(label.ToString()))
           select target["alertname"];

    private static bool IsMatch(JsonNode matcher, Dictionary<string, string> labels)
    {
        var value = labels.GetValueOrDefault(matcher.Text("name"), "");
        return matcher.Text("matchType") switch
        {
            "=" => value == matcher.Text("value"),
            "=~" => Regex.IsMatch(value, $"^(?:{matcher.Text("value")})$", RegexOptions.None, TimeSpan.FromSeconds(1)),
            var other => throw new NotSupportedException(other),
        };
    }
}
