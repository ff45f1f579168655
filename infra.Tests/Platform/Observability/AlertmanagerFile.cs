using System.Text.Json.Nodes;
using StackPreview.Json;
using StackPreview.Plans;

namespace Infra.Tests.Platform.Observability;

/// <summary>
/// Writes the configuration of Alertmanager that the Prometheus operator makes of an AlertmanagerConfig, as far as this program uses it
/// (https://prometheus-operator.dev/docs/developer/alerting/#alertmanagerconfig-resource): the routes hang below the cluster's own and
/// take the alerts of their namespace only, receivers are prefixed with where they come from, webhooks are read from the Secret. It is
/// JSON, which all YAML is.
/// </summary>
internal static class AlertmanagerFile
{
    /// <summary>Where alerts go that no route of the namespace takes.</summary>
    public const string OtherReceiver = "null";

    /// <summary>The name that a receiver of a resource has in Alertmanager.</summary>
    public static string ReceiverOf(PlannedResource resource, string name)
        => $"{resource.Inputs.Text("metadata.namespace")}/{resource.ObjectName}/{name}";

    /// <summary>The file.</summary>
    public static string Of(PlannedResource resource)
    {
        var spec = resource.Inputs["spec"]!;
        var route = Route(spec["route"]!, resource);
        route["matchers"]!.AsArray().Insert(0, NamespaceMatcher(resource));
        route["continue"] = true;
        return new JsonObject
        {
            ["route"] = new JsonObject { ["receiver"] = OtherReceiver, ["routes"] = new JsonArray(route) },
            ["receivers"] = new JsonArray(
                [
                    new JsonObject { ["name"] = OtherReceiver },
                    .. spec.Items("receivers").Select(receiver => Receiver(receiver, resource)),
                ]),
            ["inhibit_rules"] = new JsonArray([.. spec.Items("inhibitRules").Select(rule => InhibitRule(rule, resource))]),
        }.ToJsonString();
    }

    private static JsonObject Route(JsonNode route, PlannedResource resource)
    {
        var result = Renamed(
            route,
            ("groupBy", "group_by"),
            ("groupWait", "group_wait"),
            ("groupInterval", "group_interval"),
            ("repeatInterval", "repeat_interval"));
        result["receiver"] = ReceiverOf(resource, route.Text("receiver"));
        result["matchers"] = new JsonArray([.. route.Items("matchers").Select(Matcher)]);
        result["routes"] = new JsonArray([.. route.Items("routes").Select(child => Route(child, resource))]);
        return result;
    }

    private static JsonObject Receiver(JsonNode receiver, PlannedResource resource) => new()
    {
        ["name"] = ReceiverOf(resource, receiver.Text("name")),
        ["slack_configs"] = new JsonArray([.. receiver.Items("slackConfigs").Select(slack =>
        {
            var result = Renamed(
                slack,
                ("channel", "channel"),
                ("sendResolved", "send_resolved"),
                ("title", "title"),
                ("text", "text"),
                ("color", "color"));
            result["api_url"] = "https://hooks.example.com/webhook";
            return result;
        })]),
    };

    private static JsonObject InhibitRule(JsonNode rule, PlannedResource resource) => new()
    {
        ["source_matchers"] = new JsonArray([NamespaceMatcher(resource), .. rule.Items("sourceMatch").Select(Matcher)]),
        ["target_matchers"] = new JsonArray([NamespaceMatcher(resource), .. rule.Items("targetMatch").Select(Matcher)]),
        ["equal"] = rule["equal"]!.DeepClone(),
    };

    private static JsonNode NamespaceMatcher(PlannedResource resource) => $"namespace=\"{resource.Inputs.Text("metadata.namespace")}\"";

    private static JsonNode Matcher(JsonNode matcher) => $"{matcher.Text("name")}{matcher.Text("matchType")}\"{matcher.Text("value")}\"";

    private static JsonObject Renamed(JsonNode source, params (string From, string To)[] names)
        => new(
            names
                .Where(name => source[name.From] is not null)
                .Select(name => KeyValuePair.Create(name.To, (JsonNode?)source[name.From]!.DeepClone())));
}
