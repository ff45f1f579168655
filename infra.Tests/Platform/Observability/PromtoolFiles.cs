using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Infra.Tests.Support;
using Infra.Values;
using StackPreview.Json;
using StackPreview.Plans;

namespace Infra.Tests.Platform.Observability;

/// <summary>Writes what promtool reads. It takes YAML, which all JSON is.</summary>
internal static partial class PromtoolFiles
{
    /// <summary>
    /// Writes the files that test alerts, two for each: its rule, and its cases. With all rules in one file each case would evaluate all
    /// of them, which takes a minute and a half.
    /// </summary>
    /// <returns>The files with the cases, for one run of promtool.</returns>
    public static IReadOnlyList<string> WriteTests(Plan plan, IEnumerable<AlertCase> cases, ScratchFolder folder)
    {
        var rules = PlannedRules.In(plan).ToDictionary(rule => rule.Text("alert"));
        var files = new List<string>();
        foreach (var group in cases.GroupBy(one => one.Alert))
        {
            var rule = rules[group.Key];
            var rulesFile = $"{group.Key}.rules.yaml";
            var ruleGroup = new JsonObject { ["name"] = group.Key, ["rules"] = new JsonArray(rule.DeepClone()) };
            File.WriteAllText(folder.PathOf(rulesFile), new JsonObject { ["groups"] = new JsonArray(ruleGroup) }.ToJsonString());
            files.Add(folder.PathOf($"{group.Key}.tests.yaml"));
            File.WriteAllText(files[^1], new JsonObject
            {
                ["rule_files"] = new JsonArray(rulesFile),
                // To look at days minute by minute takes a minute.
                ["evaluation_interval"] = group.Any(one => one.At > TimeSpan.FromHours(3)) ? "10m" : "1m",
                ["tests"] = new JsonArray([.. Neighbours.AddTo([.. group], rule.Text("labels.component")).Select(one => Test(one, rule))]),
            }.ToJsonString());
        }

        return files;
    }

    private static JsonObject Test(AlertCase one, JsonNode rule) => new()
    {
        ["name"] = $"{one.Alert}: {one.Title}",
        ["interval"] = "1m",
        ["input_series"] = new JsonArray(
            [.. one.Series.Select(series => new JsonObject { ["series"] = series.Name, ["values"] = series.Samples })]),
        ["alert_rule_test"] = new JsonArray([.. Looks(one, Duration.TryParse(rule.Text("for"))!.Value).Select(look => new JsonObject
        {
            ["eval_time"] = $"{(int)look.Time.TotalMinutes}m",
            ["alertname"] = one.Alert,
            ["exp_alerts"] = look.Fires ? new JsonArray(Expected(one, rule)) : [],
        })]),
    };

    // An alert fires when its condition has held for its time, and not a minute sooner. A quiet one is looked at again and again.
    private static IEnumerable<(TimeSpan Time, bool Fires)> Looks(AlertCase one, TimeSpan patience)
    {
        var fires = (one.Since ?? TimeSpan.Zero) + patience;
        var last = one.At ?? fires + TimeSpan.FromMinutes(5);
        if (!one.Fires)
        {
            return Enumerable.Range(0, (int)last.TotalMinutes + 1)
                .Select(minute => TimeSpan.FromMinutes(minute))
                .Where(time => time >= one.From)
                .Select(time => (time, false));
        }
        return one.Since is null ? [(last, true)] : [(fires - TimeSpan.FromMinutes(1), false), (fires, true), (last, true)];
    }

    private static JsonObject Expected(AlertCase one, JsonNode rule) => new()
    {
        ["exp_labels"] = Map(one.Labels.Concat(rule.Texts("labels")).DistinctBy(label => label.Key)),
        ["exp_annotations"] = Map(
            rule
                .Texts("annotations")
                .Select(
                    entry => KeyValuePair.Create(
                        entry.Key,
                        LabelPattern().Replace(entry.Value, match => one.Labels[match.Groups["name"].Value])))),
    };

    private static JsonObject Map(IEnumerable<KeyValuePair<string, string>> entries)
        => new(entries.Select(entry => KeyValuePair.Create(entry.Key, (JsonNode?)entry.Value)));

    [GeneratedRegex(@"\{\{ \$labels\.(?<name>\w+) \}\}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex LabelPattern();
}
