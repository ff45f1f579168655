using System.Text.Json.Nodes;
using Infra.Settings;
using Infra.Tests.Applications;
using Infra.Tests.CustomResources;
using Infra.Tests.Platform.Observability;
using Infra.Tests.Support;
using StackPreview.Json;
using StackPreview.Plans;

namespace Infra.Tests.Documentation.Runbooks;

/// <summary>The stacks whose alerts and objects pages of docs/runbooks speak of, with the address of the pages set.</summary>
internal static class RunbookStacks
{
    /// <summary>The base address of the pages.</summary>
    public const string Pages = "https://wiki.example.com/runbooks";

    private const string Pooler = """{"pooler": {"enabled": true}}""";

    private const string Elsewhere =
        """{"provider": "existing", "existing": {"host": "db.example.net", "addresses": ["203.0.113.7/32"],"""
            + """ "username": "app", "database": "app"}}""";

    private const string Recovery = """{"evolution-data": {"recover": {"backup": "20261130T020000Z"}}}""";

    private static readonly Lazy<Task<IReadOnlyList<Plan>>> Plans = new(MakeAsync);

    /// <summary>Every application in every environment, and the same with what is off by default.</summary>
    public static Task<IReadOnlyList<Plan>> AllAsync() => Plans.Value;

    /// <summary>The names of all alerts with the slugs of their pages.</summary>
    public static async Task<IReadOnlyList<(string Alert, string Slug)>> AlertsAsync()
        => [.. (await AllAsync()).SelectMany(PlannedRules.In).Select(PageOf).Distinct().Order()];

    private static (string Alert, string Slug) PageOf(JsonNode rule)
    {
        var address = rule.Text("annotations.runbook_url");
        Assert.StartsWith($"{Pages}/", address);
        Assert.EndsWith(".md", address);
        return (rule.Text("alert"), address[(Pages.Length + 1)..^3]);
    }

    private static async Task<IReadOnlyList<Plan>> MakeAsync()
    {
        var deployed = Repository.Deployments.Select(deployment => Previews.SettingsOf(deployment.Stack, deployment.Application));
        StackSettings[] all =
        [
            .. deployed,
            ApplicationRuns.SettingsOf("reference", "prod", ("postgres", Pooler)),
            ApplicationRuns.SettingsOf("reference", "prod", ("postgres", Elsewhere)),
            ApplicationRuns.SettingsOf("julia", "prod", ("volumeBackups", Recovery)),
            .. VariedSettings.All.Values,
        ];
        var plans = new List<Plan>();
        foreach (var settings in all)
        {
            var linked = settings with { Alerts = settings.Alerts with { Runbooks = new Uri(Pages) } };
            plans.Add((await Infra.Preview.RunAsync(linked, settings.Environment.Name, Catalog.Default)).Plan);
        }

        return plans;
    }
}
