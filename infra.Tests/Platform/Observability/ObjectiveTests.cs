using System.Text.Json.Nodes;
using Infra.Applications;
using Infra.Applications.Model;
using Infra.Tests.Support;
using StackPreview.Json;

namespace Infra.Tests.Platform.Observability;

/// <summary>Objectives from what Traefik counts to what is told, as Prometheus evaluates it.</summary>
public sealed class ObjectiveTests
{
    private const string Page = "ApiErrorsBudgetBurning";
    private const string Ticket = "ApiErrorsBudgetBurningSlowly";
    private const int PerMinute = 1000;

    // Percent of the requests that fail, requests a minute, minutes until there is a page at the latest, and until there is a ticket;
    // null for never in three days.
    public static TheoryData<double, double, int?, int?> Failures => new()
    {
        { 100, PerMinute, 7, null },
        { 10, PerMinute, 60, null },
        { 4, PerMinute, 300, null },
        { 2, PerMinute, null, 1440 },
        { 0.4, PerMinute, null, null },
        { 100, 5 / 60.0, null, null },
    };

    [ToolTheory("promtool")]
    [MemberData(nameof(Failures))]
    public async Task A_page_comes_in_time_and_a_ticket_where_that_will_do(double percent, double perMinute, int? page, int? ticket)
    {
        // A day without failures comes first.
        const int Well = 1440;
        var (good, bad) = (perMinute * (100 - percent) / 100, perMinute * percent / 100);
        var last = Well + (page ?? ticket ?? 3 * 1440);
        var before = page is null && ticket is null ? "" : $"0+{perMinute}x{Well} ";
        var start = before.Length == 0 ? 0 : Well;
        var series = new[]
        {
            (Requests("200"), $"0+{perMinute}x{start} {start * perMinute}+{good}x{last}"),
            (Requests("500"), $"0x{start} 0+{bad}x{last}"),
        };
        var rules = await RulesAsync();
        var looks = new JsonArray();
        if (page is not null)
            looks.Add(Look(rules, last, Page, fires: true));
        else
            Never(Page);
        if (ticket is not null)
            looks.Add(Look(rules, last, Ticket, fires: true));
        else if (page is null)
            Never(Ticket);
        // Days, minute by minute, take long.
        await RunAsync(series, looks, [], interval: page < 60 ? "1m" : "5m");

        void Never(string alert)
        {
            for (var minute = 30; minute <= last; minute += 30)
                looks.Add(Look(rules, minute, alert, fires: false));
        }
    }

    [ToolFact("promtool")]
    public async Task What_is_left_of_the_budget_is_right_after_a_month()
    {
        // 0.2 % of all requests, of 0.5 % that may fail, in each of 30 days.
        const int Month = 30 * 1440;
        var series = new[]
        {
            (Requests("200"), $"0+998x{Month}"),
            (Requests("500"), $"0+2x{Month}"),
        };
        await RunAsync(
            series,
            [],
            [
                Value(Month, "round(slo:error_budget_remaining:ratio30d{objective=\"api-errors\"}, 0.001)", 0.6),
                Value(Month, "round(slo:error_budget_remaining:days{objective=\"api-errors\"}, 0.1)", 45),
            ],
            interval: "15m");
    }

    [Fact]
    public void What_is_promised_is_what_a_service_can_keep()
    {
        Assert.Equal(Objective.OfPublicServices, Reference.Definition.Services.Single(service => service.Name == "api").Objectives);
        Assert.Equal(
            [ObjectiveKind.Availability, ObjectiveKind.Errors, ObjectiveKind.Latency],
            Julia.Definition.Services.Single(service => service.IsPublic).Objectives.Select(objective => objective.Kind));
    }

    private static string Requests(string code) => Exporter.OfTraefik("traefik_service_requests_total", "api", ("code", code));

    private static JsonObject Look(List<JsonNode> rules, int minute, string alert, bool fires) => new()
    {
        ["eval_time"] = $"{minute}m",
        ["alertname"] = alert,
        ["exp_alerts"] = fires ? new JsonArray(Expected(rules, alert)) : [],
    };

    private static JsonObject Expected(List<JsonNode> rules, string alert)
    {
        var rule = rules.Single(one => one["alert"]?.ToString() == alert);
        return new JsonObject
        {
            ["exp_labels"] = new JsonObject(
                rule.Texts("labels").Select(label => KeyValuePair.Create(label.Key, (JsonNode?)label.Value)))
            {
                ["objective"] = "api-errors",
            },
            ["exp_annotations"] = rule["annotations"]!.DeepClone(),
        };
    }

    private static JsonObject Value(int minute, string expression, double value) => new()
    {
        ["eval_time"] = $"{minute}m",
        ["expr"] = expression,
        ["exp_samples"] = new JsonArray(new JsonObject
        {
            ["labels"] = "{namespace=\"reference-prod\",component=\"api\",objective=\"api-errors\"}",
            ["value"] = value,
        }),
    };

    private static async Task<List<JsonNode>> RulesAsync()
    {
        var groups = (await Previews.OfAsync("prod")).Plan.Find("PrometheusRule api").Inputs.Items("spec.groups");
        return [.. groups.Single().Items("rules").Where(rule => rule.ToJsonString().Contains("api-errors", StringComparison.Ordinal))];
    }

    private static async Task RunAsync(
        IEnumerable<(string Name, string Samples)> series,
        JsonArray looks,
        JsonArray values,
        string interval = "1m")
    {
        using var folder = new ScratchFolder();
        var rules = await RulesAsync();
        var group = new JsonObject { ["name"] = "api", ["rules"] = new JsonArray([.. rules.Select(rule => rule.DeepClone())]) };
        await File.WriteAllTextAsync(folder.PathOf("rules.yaml"), new JsonObject { ["groups"] = new JsonArray(group) }.ToJsonString());
        await File.WriteAllTextAsync(
            folder.PathOf("tests.yaml"),
            new JsonObject
            {
                ["rule_files"] = new JsonArray("rules.yaml"),
                ["evaluation_interval"] = interval,
                ["tests"] = new JsonArray(new JsonObject
                {
                    ["interval"] = "1m",
                    ["input_series"] = new JsonArray(
                        [.. series.Select(one => new JsonObject { ["series"] = one.Name, ["values"] = one.Samples })]),
                    ["alert_rule_test"] = looks,
                    ["promql_expr_test"] = values,
                }),
            }.ToJsonString());
        var (exitCode, output, error) = Tool.Run("promtool", "", ["test", "rules", folder.PathOf("tests.yaml")]);
        Assert.True(exitCode == 0, output + error);
    }
}
