using System.Text.Json.Nodes;
using Infra.Applications.Model;
using Infra.Settings;
using Infra.Tests.Support;
using StackPreview.Checks;

namespace Infra.Tests.PreviewTests.Rendering.Markdown;

/// <summary>A preview in which everything that people write is written by somebody who wants to break the comment.</summary>
internal static class HostilePreview
{
    /// <summary>A text with all that means something in markdown, HTML or Mermaid.</summary>
    public const string Text =
        "</details> <!-- | `a` ``b`` ``` @team #123 GH-1 [x](https://example.com) ![y](z) *b* _i_ $m$ \\| \"q\" 'r' {{ }} %% \r\n\n# h\n- "
            + "l\n| c |\n```\n-->\u202E";

    /// <summary>The preview.</summary>
    /// <param name="times">How many alerts, findings, exemptions, outputs and unset values there are.</param>
    public static async Task<Preview> OfAsync(int times = 1)
    {
        var preview = await Previews.OfAsync("prod", "julia");
        var numbers = Enumerable.Range(0, times).ToList();
        var alerts = new JsonArray([.. numbers.Select(number => new JsonObject
        {
            ["alert"] = $"{Text}{number}",
            ["labels"] = new JsonObject { ["severity"] = Text },
            ["annotations"] = new JsonObject { ["summary"] = Text },
        })]);
        var plan = preview.Plan
            .With("PrometheusRule redis", "spec.groups[0].rules", alerts)
            .With("Deployment chatwoot", resource => resource with { ObjectName = Text })
            .With("IngressRoute chatwoot", "spec.routes[0].match", $"Host(`{Text.Replace("`", "")}`)");
        plan = plan with
        {
            Stack = Text,
            Outputs = plan.Outputs.SetItems(numbers.Select(number => KeyValuePair.Create($"{Text}{number}", (JsonNode?)Text))),
        };
        var workload = preview.Settings.Application.Services[0] with
        {
            SecurityExemption = new PodSecurityExemption(Text) { RunsAsRoot = true },
        };
        var application = preview.Settings.Application with
        {
            Services = [.. numbers.Select(number => workload with { Name = $"{Text}{number}" })],
        };
        return preview with
        {
            Plan = plan,
            Settings = preview.Settings with
            {
                Application = application,
                Unset = [.. numbers.Select(_ => new UnsetValue(Text, Text, Text))],
            },
            Checks =
            [
                .. preview.Checks,
                new CheckResult(
                    new HostileCheck(),
                    [.. numbers.Select(_ => new Finding(plan.Resources[^1] with { ObjectName = Text }, Text, Text))]),
            ],
        };
    }

    private sealed class HostileCheck : ICheck
    {
        public string Id => Text;

        public string Sentence => Text;
    }
}
