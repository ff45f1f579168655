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

    private static readonly (string From, string To) SendResolved = ("sendResolved", "send_resolved");

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
            ["mute_time_intervals"] = new JsonArray([.. spec.Items("muteTimeIntervals").Select(one => MuteTimeInterval(one, resource))]),
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
        if (route["muteTimeIntervals"] is JsonArray muted)
            result["mute_time_intervals"] = new JsonArray([.. muted.Select(name => (JsonNode)ReceiverOf(resource, name!.ToString()))]);
        result["routes"] = new JsonArray([.. route.Items("routes").Select(child => Route(child, resource))]);
        return result;
    }

    private static JsonObject Receiver(JsonNode receiver, PlannedResource resource) => new()
    {
        ["name"] = ReceiverOf(resource, receiver.Text("name")),
        ["slack_configs"] = Configs(receiver, "slackConfigs", "api_url", "channel", "title", "text", "color"),
        ["pagerduty_configs"] = Configs(receiver, "pagerdutyConfigs", "routing_key", "description", "severity"),
        ["webhook_configs"] = Configs(receiver, "webhookConfigs", "url"),
        ["email_configs"] = new JsonArray([.. receiver.Items("emailConfigs").Select(mail =>
        {
            var result = Renamed(mail, SendResolved, ("to", "to"), ("from", "from"), ("smarthost", "smarthost"), ("text", "text"));
            (result["auth_username"], result["auth_password"]) = (mail.Text("authUsername"), "password");
            result["require_tls"] = mail.IsTrue("requireTLS");
            result["headers"] = new JsonObject(mail.Items("headers").Select(header =>
                KeyValuePair.Create(header.Text("key"), (JsonNode?)header.Text("value"))));
            return result;
        })]),
    };

    // What it is reached by is read from the Secret.
    private static JsonArray Configs(JsonNode receiver, string kind, string secret, params string[] fields)
        => new([.. receiver.Items(kind).Select(config =>
        {
            var result = Renamed(config, [SendResolved, .. fields.Select(field => (field, field))]);
            result[secret] = "https://hooks.example.com/webhook";
            return result;
        })]);

    private static JsonObject MuteTimeInterval(JsonNode mute, PlannedResource resource) => new()
    {
        ["name"] = ReceiverOf(resource, mute.Text("name")),
        ["time_intervals"] = new JsonArray([.. mute.Items("timeIntervals").Select(interval => new JsonObject
        {
            ["weekdays"] = interval["weekdays"]!.DeepClone(),
            ["times"] = new JsonArray([.. interval.Items("times").Select(time =>
                Renamed(time, ("startTime", "start_time"), ("endTime", "end_time")))]),
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
