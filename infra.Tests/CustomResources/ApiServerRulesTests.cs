using System.Text.Json.Nodes;
using Infra.Tests.Support;

namespace Infra.Tests.CustomResources;

/// <summary>
/// The API server takes what is declared. A preview doesn't show what it refuses: the engine asks it only once the namespace is there.
/// </summary>
public sealed class ApiServerRulesTests
{
    private const string Prometheus = "monitoring.coreos.com/v1";

    // As it was declared once, without what has no rule.
    private const string GroupWithoutRouter = """
        {
          "apiVersion": "ps.percona.com/v1",
          "kind": "PerconaServerMySQL",
          "metadata": { "name": "mysql" },
          "spec": {
            "crVersion": "1.2.0",
            "mysql": { "clusterType": "group-replication", "image": "percona/percona-server:8.4.10-10.1", "size": 3 },
            "proxy": { "haproxy": { "enabled": true, "image": "percona/haproxy:2.8.20-1", "size": 2 } }
          }
        }
        """;

    private static readonly Lazy<Task<IReadOnlyList<ObjectReview>>> Deployed = new(() => ReviewsOfAsync(
        Repository.Deployments
            .Append((Application: Showcase.Name, Stack: "prod"))
            .Select(one => Previews.OfAsync(one.Stack, one.Application))));

    private static readonly Lazy<Task<IReadOnlyList<ObjectReview>>> Varied = new(() => ReviewsOfAsync(
        VariedSettings.All.Values.Select(settings => Preview.RunAsync(settings, settings.Environment.Name, Catalog.Default))));

    [Fact]
    public async Task Fields_of_every_stack_are_what_it_takes() => Assert.Empty(FieldFaults(await Deployed.Value));

    [ToolFact("node", CelRules.Module)]
    public async Task Every_stack_keeps_its_rules() => Assert.Empty(RuleFaults(await Deployed.Value));

    [Fact]
    public async Task Fields_are_what_it_takes_whatever_settings_say() => Assert.Empty(FieldFaults(await Varied.Value));

    [ToolFact("node", CelRules.Module)]
    public async Task Its_rules_are_kept_whatever_settings_say() => Assert.Empty(RuleFaults(await Varied.Value));

    [ToolFact("node", CelRules.Module)]
    public void A_key_that_a_rule_needs_and_that_is_missing_is_an_error_and_not_null()
    {
        var review = ObjectReview.Of(JsonNode.Parse(GroupWithoutRouter)!);
        Assert.Empty(review.Faults);
        Assert.Contains(
            "PerconaServerMySQL mysql: spec: no such key: router: Invalid configuration: MySQL Router and HAProxy can't be enabled at "
                + "the same time",
            CelRules.FaultsOf(review.Rules));
    }

    [ToolTheory("node", CelRules.Module)]
    [InlineData("spec.proxy.router", """{ "enabled": false }""", null)]
    [InlineData("spec.proxy.router", """{ "enabled": true, "image": "a", "size": 2 }""", "can't be enabled at the same time")]
    [InlineData("spec.mysql.size", "4", "using an even number of MySQL replicas requires 'unsafeFlags.mysqlSize: true'")]
    [InlineData("spec.mysql.image", "\"\"", "image")]
    [InlineData("spec.mysql.volumeSpec", """{ "persistentVolumeClaim": {} }""", null)]
    public void Rules_tell_what_is_taken_from_what_is_not(string path, string value, string? message)
    {
        var group = JsonNode.Parse(GroupWithoutRouter)!;
        group["spec"]!["proxy"]!["router"] = JsonNode.Parse("""{ "enabled": false }""");
        Set(group, path, value);
        var faults = CelRules.FaultsOf(ObjectReview.Of(group).Rules);
        if (message is null)
            Assert.Empty(faults);
        else
            Assert.Contains(faults, fault => fault.Contains(message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("spec.proxie", "{}", "spec.proxie: there is no such field")]
    [InlineData("spec.mysql.size", "\"3\"", "spec.mysql.size: \"3\" is of another type")]
    [InlineData("spec.mysql.clusterType", "\"single\"", "spec.mysql.clusterType: 'single' is none of group-replication, async")]
    [InlineData("spec.backup", """{ "schedule": [{ "name": "a", "schedule": 1 }] }""", "schedule[0].schedule: 1 is of another type")]
    public void Fields_tell_what_is_taken_from_what_is_not(string path, string value, string fault)
    {
        var group = JsonNode.Parse(GroupWithoutRouter)!;
        Set(group, path, value);
        Assert.Contains(ObjectReview.Of(group).Faults, text => text.EndsWith(fault, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("postgresql.cnpg.io/v1", "Cluster", """{ "instances": 0 }""", "instances: 0 is not within 1 to ")]
    [InlineData(Prometheus, "PrometheusRule", """{ "groups": [{ "name": "a" }, { "name": "a" }] }""", "groups: has an item twice")]
    [InlineData(Prometheus, "PrometheusRule", """{ "groups": [{ "name": "a", "interval": "1 h" }] }""", "'1 h' does not match ")]
    [InlineData(Prometheus, "PrometheusRule", """{ "groups": [{}] }""", "groups[0].name: is required")]
    public void Bounds_patterns_required_fields_and_keys_of_lists_are_looked_at(
        string apiVersion,
        string kind,
        string spec,
        string fault)
    {
        var review = ObjectReview.Of(new JsonObject { ["apiVersion"] = apiVersion, ["kind"] = kind, ["spec"] = JsonNode.Parse(spec) });
        Assert.Contains(review.Faults, text => text.Contains(fault, StringComparison.Ordinal));
    }

    [Fact]
    public void A_kind_without_rules_fails()
        => Assert.Throws<InvalidDataException>(
            () => ObjectReview.Of(JsonNode.Parse("""{ "apiVersion": "cilium.io/v2", "kind": "CiliumNetworkPolicy", "spec": {} }""")!));

    private static void Set(JsonNode node, string path, string value)
    {
        var steps = path.Split('.');
        foreach (var step in steps[..^1])
            node = node[step]!;
        node[steps[^1]] = JsonNode.Parse(value);
    }

    private static IEnumerable<string> FieldFaults(IEnumerable<ObjectReview> reviews)
        => reviews.SelectMany(review => review.Faults).Distinct();

    private static IEnumerable<string> RuleFaults(IEnumerable<ObjectReview> reviews)
        => CelRules.FaultsOf(reviews.SelectMany(review => review.Rules)).Distinct();

    private static async Task<IReadOnlyList<ObjectReview>> ReviewsOfAsync(IEnumerable<Task<Preview>> previews)
    {
        var objects = (await Task.WhenAll(previews)).SelectMany(preview => preview.Plan.Objects);
        var custom = objects.Where(resource => OperatorSources.IsCustom(resource.Type));
        return [.. custom.Select(resource => ObjectReview.Of(resource.Inputs))];
    }
}
