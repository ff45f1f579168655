using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Infra.Values;
using StackPreview.Plans;

namespace Infra.Tests.Support;

/// <summary>
/// What the API server holds the names, labels and keys of every object to.
/// https://kubernetes.io/docs/concepts/overview/working-with-objects/
/// </summary>
internal static partial class ObjectRules
{
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    private static readonly string[] Maps = ["data", "stringData"];

    private static readonly string[] LabelMaps = ["labels", "matchLabels", "nodeSelector"];

    // Pods of these bear a label with the name and a hash, or get names that begin with it.
    private static readonly Dictionary<string, int> LongestNames = new()
    {
        ["Namespace"] = 63,
        ["Service"] = 63,
        ["Job"] = 63,
        // Kubernetes adds up to 11 characters for its jobs.
        ["CronJob"] = 52,
        // A label of its pods is the name, '-' and a hash of 10.
        ["StatefulSet"] = 52,
        // Its webhook: services add "-rw" and the like, jobs more.
        ["Cluster"] = 50,
    };

    /// <summary>What the API server would refuse in the objects of a plan, a line each.</summary>
    public static List<string> FaultsOf(Plan plan)
        =>
        [
            .. plan.Resources
                .Where(resource => resource.Inputs["kind"] is not null)
                .SelectMany(resource => NameFaults(resource)
                    .Concat(DataFaults(resource))
                    .Concat(Walk(resource.Inputs, ""))
                    .Select(fault => $"{resource.Title}: {fault}")),
        ];

    private static IEnumerable<string> NameFaults(PlannedResource resource)
    {
        var kind = resource.Inputs["kind"]!.ToString();
        var name = resource.ObjectName ?? "";
        if (!SubdomainPattern().IsMatch(name) || name.Length > LongestNames.GetValueOrDefault(kind, 253))
            yield return $"name {name}";
        if (kind == "Service" && !ServicePattern().IsMatch(name))
            yield return $"name of a Service {name}";
    }

    private static IEnumerable<string> DataFaults(PlannedResource resource)
        => from map in Maps
           from entry in resource.Inputs[map] as JsonObject ?? []
           where entry.Key.Length > 253 || !KeyPattern().IsMatch(entry.Key)
           select $"key {entry.Key}";

    private static IEnumerable<string> Walk(JsonNode? node, string path) => node switch
    {
        JsonObject map => map.SelectMany(entry => EntryFaults(entry, path).Concat(Walk(entry.Value, $"{path}.{entry.Key}"))),
        JsonArray list => list.SelectMany((item, index) => Walk(item, $"{path}[{index}]")),
        JsonValue value when value.TryGetValue<string>(out var text) && !PlainText.IsText(text) => [$"{path} is no text"],
        _ => [],
    };

    private static IEnumerable<string> EntryFaults(KeyValuePair<string, JsonNode?> entry, string path)
    {
        if (LabelMaps.Contains(entry.Key) && entry.Value is JsonObject labels)
        {
            foreach (var (name, value) in labels)
            {
                if (!LabelNamePattern().IsMatch(name))
                    yield return $"{path}.{entry.Key}: name of a label {name}";
                if (!LabelValuePattern().IsMatch(value!.ToString()))
                    yield return $"{path}.{entry.Key}: value of a label {value}";
            }
        }

        if (entry.Key is "containers" or "initContainers" or "volumes" && entry.Value is JsonArray named)
        {
            foreach (var name in named.Select(one => one!["name"]!.ToString()).Where(name => !LabelPattern().IsMatch(name)))
                yield return $"{path}.{entry.Key}: name {name}";
        }

        if (entry.Key == "ports" && entry.Value is JsonArray ports)
        {
            var names = ports.OfType<JsonObject>().Select(port => port["name"]?.ToString()).OfType<string>();
            var longest = path.Contains("containers", StringComparison.OrdinalIgnoreCase) ? 15 : 63;
            foreach (var name in names.Where(name => name.Length > longest))
                yield return $"{path}.{entry.Key}: name {name}";
        }
    }

    [GeneratedRegex(@"^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*\z", Options, 1000)]
    private static partial Regex SubdomainPattern();

    [GeneratedRegex(@"^[a-z]([a-z0-9-]*[a-z0-9])?\z", Options, 1000)]
    private static partial Regex ServicePattern();

    [GeneratedRegex(@"^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\z", Options, 1000)]
    private static partial Regex LabelPattern();

    [GeneratedRegex(@"^[-._a-zA-Z0-9]+\z", Options, 1000)]
    private static partial Regex KeyPattern();

    [GeneratedRegex(
        @"^((?=[^/]{1,253}/)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*/)?"
            + @"[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?\z",
        Options,
        1000)]
    private static partial Regex LabelNamePattern();

    [GeneratedRegex(@"^([A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?)?\z", Options, 1000)]
    private static partial Regex LabelValuePattern();
}
