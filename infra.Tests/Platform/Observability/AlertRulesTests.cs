using System.Text.Json.Nodes;
using Infra.Applications.Model;
using Infra.Settings;
using Infra.Tests.Platform.Observability.Cases;
using Infra.Tests.Support;
using StackPreview.Json;
using StackPreview.Plans;

namespace Infra.Tests.Platform.Observability;

/// <summary>The alerts as Prometheus evaluates them.</summary>
public sealed class AlertRulesTests
{
    private const string Failures = "FAILED:";

    public static TheoryData<string, string> Deployments => Repository.DeploymentData;

    public static TheoryData<string> Stacks => [.. Repository.Stacks];

    [ToolFact("promtool")]
    public async Task Prometheus_accepts_the_rules_of_every_application_in_every_environment()
    {
        using var folder = new ScratchFolder();
        List<string> files = [];
        foreach (var (application, stack) in Repository.Deployments)
        {
            foreach (var rule in (await Previews.OfAsync(stack, application)).Plan.OfKind("PrometheusRule"))
            {
                files.Add(folder.PathOf($"{application}-{stack}-{rule.ObjectName}.yaml"));
                await File.WriteAllTextAsync(files[^1], rule.Inputs["spec"]!.ToJsonString());
            }
        }

        var (exitCode, output, error) = Tool.Run("promtool", "", ["check", "rules", .. files]);

        Assert.True(exitCode == 0, output + error);
        Assert.Equal(files.Count, output.Split("SUCCESS").Length - 1);
    }

    [ToolFact("promtool")]
    public async Task Alerts_fire_when_they_should_and_only_then()
    {
        var (exitCode, output) = await TestAsync(AlertCases.All);
        Assert.True(exitCode == 0, output);
    }

    [ToolFact("promtool")]
    public async Task Alerts_on_singletons_and_volumes_fire_when_they_should_and_only_then()
    {
        var (exitCode, output) = await TestAsync(
            [.. WorkloadCases.OfSingleton("Clock", "clock"), .. VolumeCases.Of("Letters", "letters", "letters")],
            await SingletonPlanAsync());
        Assert.True(exitCode == 0, output);
    }

    [ToolFact("promtool")]
    public async Task The_alert_on_the_Redis_of_the_rate_limit_fires_when_it_should_and_only_then()
    {
        var settings = Previews.SettingsOf("prod");
        var redis = new RateLimitRedisSettings
        {
            Endpoint = "redis.traefik:6379",
            IsEncrypted = false,
            Database = 0,
            Username = "default",
            CaSecret = null,
        };
        var counting = settings with
        {
            Edge = settings.Edge with { RateLimitRedis = redis },
            SuppliedSecrets = settings.SuppliedSecrets.Add("RATE_LIMIT_REDIS_PASSWORD"),
        };
        var (exitCode, output) = await TestAsync(
            RequestCases.OfRateLimitRedis("api"),
            (await Infra.Preview.RunAsync(counting, "prod", Catalog.Default)).Plan);
        Assert.True(exitCode == 0, output);
    }

    [Theory]
    [MemberData(nameof(Deployments))]
    public async Task No_two_alerts_of_a_stack_have_one_name(string application, string stack)
    {
        var alerts = PlannedRules.NamesIn((await Previews.OfAsync(stack, application)).Plan).ToList();
        Assert.Equal(alerts.Distinct(), alerts);
    }

    [ToolFact("promtool")]
    public async Task An_alert_that_does_otherwise_is_noticed()
    {
        var known = AlertCases.All.First(one => one is { Alert: "RedisDown", Fires: false });
        var (exitCode, output) = await TestAsync([known with { Fires = true }]);
        Assert.Equal(1, exitCode);
        Assert.Contains("RedisDown", output);
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task Alerts_carry_the_labels_that_they_are_routed_by(string stack)
    {
        var resources = (await Previews.OfAsync(stack)).Plan.OfKind("PrometheusRule").ToList();
        Assert.Equal(6, resources.Count);
        Assert.All(resources, resource =>
            Assert.All(resource.Inputs.Items("spec.groups").SelectMany(group => group.Items("rules")).Where(IsAlert), rule =>
            {
                Assert.Equal($"reference-{stack}", rule.Text("labels.namespace"));
                Assert.Equal(resource.ObjectName, rule.Text("labels.component"));
                Assert.Matches("^(critical|warning)$", rule.Text("labels.severity"));
            }));
    }

    private static bool IsAlert(JsonNode rule) => rule["alert"] is not null;

    [Fact]
    public async Task Every_alert_of_prod_has_a_case_in_which_it_fires_and_one_in_which_it_does_not()
    {
        var alerts = PlannedRules.NamesIn((await Previews.OfAsync("prod")).Plan).Order(StringComparer.Ordinal).ToList();
        Assert.NotEmpty(alerts);
        Assert.Equal(alerts, AlertsWith(fires: true));
        Assert.Equal(alerts, AlertsWith(fires: false));
    }

    [Theory]
    [MemberData(nameof(Deployments))]
    public async Task No_alert_takes_a_silent_kube_state_metrics_for_an_outage(string application, string stack)
    {
        var expressions = PlannedRules.In((await Previews.OfAsync(stack, application)).Plan).Select(rule => rule.Text("expr")).ToList();
        var silence = Assert.Single(expressions, expression => expression == "absent(kube_deployment_created)");
        var onAbsence = expressions
            .Where(expression => expression != silence && expression.Contains("absent(kube_", StringComparison.Ordinal))
            .ToList();
        Assert.NotEmpty(onAbsence);
        Assert.All(onAbsence, expression => Assert.EndsWith($" unless on () {silence}", expression, StringComparison.Ordinal));
    }

    private static IEnumerable<string> AlertsWith(bool fires)
        => AlertCases.All.Where(one => one.Fires == fires).Select(one => one.Alert).Distinct().Order(StringComparer.Ordinal);

    // The namespace is the one that the series of the cases are of.
    private static async Task<Plan> SingletonPlanAsync()
    {
        var clock = new WorkerDefinition
        {
            Name = "clock",
            Image = "clock",
            IsSingleton = true,
            Health = new HealthProbes { Liveness = HealthProbe.Run("true"), Readiness = HealthProbe.Run("true") },
            Volumes = [new VolumeMount(new VolumeDefinition("letters", "1Gi"), "/var/letters")],
        };
        return (await Infra.Preview.RunAsync(
                CustomStack.SettingsOf(new ApplicationDefinition { Name = "reference", Workers = [clock] }, "prod"),
                "prod",
                Catalog.Default)).Plan;
    }

    private static async Task<(int ExitCode, string Output)> TestAsync(IEnumerable<AlertCase> cases, Plan? plan = null)
    {
        using var folder = new ScratchFolder();
        var (exitCode, output, error) = Tool.Run(
            "promtool",
            "",
            ["test", "rules", .. PromtoolFiles.WriteTests(plan ?? (await Previews.OfAsync("prod")).Plan, cases, folder)]);
        // What succeeds is listed first, then what fails.
        return (exitCode,
            output.Contains(Failures, StringComparison.Ordinal)
                ? output[output.IndexOf(Failures, StringComparison.Ordinal)..]
                : output + error);
    }
}
