using System.Collections.Immutable;
using StackPreview.Comparison;
using StackPreview.Plans;

namespace Infra.Tests.PreviewTests.Comparison;

/// <summary>
/// How fields are compared: an item that is inserted is one line, and what is named differently only because of the stack is the same.
/// </summary>
public sealed class FieldComparisonTests
{
    [Theory]
    // Environment variables, by name.
    [InlineData(
        """[{"name": "A", "value": "1"}, {"name": "B", "value": "1"}]""",
        """[{"name": "A", "value": "1"}, {"name": "GREETING", "value": "hello"}, {"name": "B", "value": "1"}]""",
        "list[GREETING]: added hello"
    )]
    [InlineData(
        """[{"name": "A", "value": "1"}, {"name": "B", "value": "1"}]""",
        """[{"name": "B", "value": "1"}]""",
        "list[A]: removed \"1\""
    )]
    [InlineData("""[{"name": "A", "value": "x"}]""", """[{"name": "A", "value": "y"}]""", "list[A].value: x → y")]
    [InlineData("""[{"name": "A"}, {"name": "B"}]""", """[{"name": "B"}, {"name": "A"}]""", "list: in another order")]
    // Containers, ports, mounts, rules, references.
    [InlineData(
        """[{"name": "b", "image": "x"}]""",
        """[{"name": "a", "image": "y"}, {"name": "b", "image": "x"}]""",
        "list[a]: added {\"image\":\"y\"}"
    )]
    [InlineData("""[{"containerPort": 80}]""", """[{"containerPort": 81}, {"containerPort": 80}]""", "list[81]: added")]
    [InlineData(
        """[{"port": 53, "protocol": "UDP"}, {"port": 53, "protocol": "TCP"}]""",
        """[{"port": 53, "protocol": "TCP"}]""",
        "list[53/UDP]: removed"
    )]
    [InlineData(
        """[{"name": "v", "mountPath": "/a"}, {"name": "v", "mountPath": "/b"}]""",
        """[{"name": "v", "mountPath": "/a"}, {"name": "w", "mountPath": "/b"}]""",
        "list[/b].name: v → w"
    )]
    [InlineData("[]", """[{"name": "v", "mountPath": "/a"}]""", "list[/a]: added {\"name\":\"v\"}")]
    [InlineData(
        """[{"alert": "Down", "for": "1m"}, {"record": "r", "expr": "x"}]""",
        """[{"record": "r", "expr": "x"}, {"alert": "Slow", "for": "1m"}, {"alert": "Down", "for": "2m"}]""",
        "list: in another order",
        "list[Slow]: added {\"for\":\"1m\"}",
        "list[Down].for: 1m → 2m"
    )]
    [InlineData(
        """[{"configMapRef": {"name": "a"}}, {"secretRef": {"name": "b"}}]""",
        """[{"configMapRef": {"name": "a"}}, {"configMapRef": {"name": "c"}}, {"secretRef": {"name": "b"}}]""",
        "list[c]: added {\"configMapRef\":{\"name\":\"c\"}}"
    )]
    // What has no key, by content.
    [InlineData("""["a", "b"]""", """["a", "c", "b"]""", "list: added c")]
    [InlineData(
        """["api.dev.example.com", "x"]""",
        """["api.stage.example.com", "x"]""",
        "list: api.dev.example.com → api.stage.example.com"
    )]
    [InlineData("""["a", "b"]""", """["b", "a"]""", "list: in another order")]
    [InlineData(
        """[{"from": "a"}, {"from": "b"}]""",
        """[{"from": "b"}, {"from": "c"}, {"from": "a"}]""",
        "list: in another order",
        "list[1]: added {\"from\":\"c\"}"
    )]
    [InlineData("""[{"from": "a"}]""", """[{"from": "b"}]""", "list[0].from: a → b")]
    [InlineData("[]", "[1]", "list: added 1")]
    [InlineData("[1]", "{}", "list: [1] → {}")]
    [InlineData("null", "[1]", "list: added [1]")]
    // Text of several lines, by line.
    [InlineData("\"a\\nb\\nc\"", "\"a\\nx\\nc\"", "list: b → x")]
    [InlineData("\"a\\nb\"", "\"a\\nb\\nmaxmemory 1gb\"", "list: added maxmemory 1gb")]
    // Values that look like others.
    [InlineData("\"1\"", "1", "list: \"1\" → 1")]
    [InlineData("\"\"", "\"true\"", "list: \"\" → \"true\"")]
    [InlineData("1", "1.5", "list: 1 → 1.5")]
    public void Difference_is_said_as_people_would(string before, string after, params string[] lines)
        => Assert.Equal(lines, SmallPlan.LinesOf(SmallPlan.ChangeOf("Thing", $$"""{"list": {{before}}}""", $$"""{"list": {{after}}}""")));

    [Fact]
    public void Names_with_dots_stand_in_brackets()
        => Assert.Equal(
            ["metadata.labels[app.kubernetes.io/name]: a → b"],
            SmallPlan.LinesOf(
                SmallPlan.ChangeOf(
                    "Thing",
                    """{"metadata": {"labels": {"app.kubernetes.io/name": "a"}}}""",
                    """{"metadata": {"labels": {"app.kubernetes.io/name": "b"}}}"""
                )));

    [Fact]
    public void Long_texts_are_shown_where_they_part()
    {
        var (start, end) = (new string('a', 200), new string('z', 200));
        Assert.Equal(
            [$"expr: …{new string('a', 40)}300{new string('z', 38)}… → …{new string('a', 40)}600{new string('z', 38)}…"],
            SmallPlan.LinesOf(
                SmallPlan.ChangeOf("Thing", $$"""{"expr": "{{start}}300{{end}}"}""", $$"""{"expr": "{{start}}600{{end}}"}""")));
    }

    [Fact]
    public void Two_texts_that_are_too_long_beside_each_other_are_too()
        => Assert.Equal(
            ["match: Host(`api.example.com`) && !Path(`/metrics`) &&… → Host(`api.example.org`) && !Path(`/metrics`) &&…"],
            SmallPlan.LinesOf(SmallPlan.ChangeOf("Thing", Route("api.example.com"), Route("api.example.org"))));

    [Fact]
    public void Two_long_texts_that_have_nothing_in_common_begin_as_they_do()
        => Assert.Equal(
            [$"expr: {new string('a', 90)}… → {new string('b', 90)}…"],
            SmallPlan.LinesOf(
                SmallPlan.ChangeOf("Thing", $$"""{"expr": "{{new string('a', 500)}}"}""", $$"""{"expr": "{{new string('b', 500)}}"}""")));

    [Fact]
    public void Items_that_look_alike_are_counted()
        => Assert.Equal(
            ["spread: added [2 × {maxSkew, selector}]"],
            SmallPlan.LinesOf(
                SmallPlan.ChangeOf(
                    "Thing",
                    "{}",
                    $$"""{"spread": [{"maxSkew": 1, "selector": "{{new string('a', 100)}}"}, """
                        + $$"""{"maxSkew": 2, "selector": "{{new string('b', 100)}}"}]}"""
                )));

    [Fact]
    public void Of_a_map_that_is_too_long_the_short_texts_are_shown()
        => Assert.Equal(
            [$"route: added {{kind: Rule, match: {new string('a', 80)}, expr, services, password: a secret}}"],
            SmallPlan.LinesOf(
                SmallPlan.ChangeOf(
                    "Thing",
                    "{}",
                    $$"""{"route": {"kind": "Rule", "match": "{{new string('a', 80)}}", "expr": "{{new string('c', 81)}}","""
                        + $$""" "services": ["{{new string('b', 60)}}"], "password": "[secret]"} }"""
                )));

    [Fact]
    public void A_rule_of_a_network_policy_is_shown_whole()
        => Assert.Equal(
            [
                "ingress[0]: added "
                    + """{"from":[{"podSelector":{"matchLabels":{"app.kubernetes.io/name":"smoke-test"}}}]"""
                    + ""","ports":[{"port":8000,"protocol":"TCP"}]}""",
            ],
            SmallPlan.LinesOf(
                SmallPlan.ChangeOf(
                    "Thing",
                    """{"ingress": []}""",
                    """{"ingress": [{"from": [{"podSelector": {"matchLabels": {"app.kubernetes.io/name": "smoke-test"}}}],"""
                        + """ "ports": [{"port": 8000, "protocol": "TCP"}]}]}"""
                )));

    [Fact]
    public void Digests_are_cut_short()
    {
        var (old, now) = (new string('1', 64), new string('2', 64));
        Assert.Equal(
            ["image: r/x@sha256:111111111111… → r/x@sha256:222222222222…"],
            SmallPlan.LinesOf(
                SmallPlan.ChangeOf("Thing", $$"""{"image": "r/x@sha256:{{old}}"}""", $$"""{"image": "r/x@sha256:{{now}}"}""")));
    }

    [Fact]
    public void Options_are_compared_too()
    {
        var before = new PlannedOptions
        {
            Protect = true,
            IgnoreChanges = ["a"],
            TimeoutSeconds = Timeouts(("create", 60)),
        };
        var after = new PlannedOptions
        {
            RetainOnDelete = true,
            IgnoreChanges = ["a", "b"],
            TimeoutSeconds = Timeouts(("create", 120), ("update", 60)),
        };
        Assert.Equal(
            [
                "options.createTimeoutSeconds: 60 → 120",
                "options.ignoreChanges: added b",
                "options.protect: true → false",
                "options.retainOnDelete: false → true",
                "options.updateTimeoutSeconds: added 60",
            ],
            SmallPlan.LinesOf(SmallPlan.ChangeOf(SmallPlan.Of("Thing", "{}", before), SmallPlan.Of("Thing", "{}", after))));

        static ImmutableSortedDictionary<string, int> Timeouts(params (string Key, int Value)[] entries)
            => entries.ToImmutableSortedDictionary(entry => entry.Key, entry => entry.Value);
    }

    [Fact]
    public void Dependencies_are_named_by_title()
    {
        var before = SmallPlan.OfRandom("RandomPassword", "{}", "a", "b");
        var after = before with
        {
            Resources = before.Resources.SetItem(2, before.Resources[2] with { Dependencies = [before.Resources[1].Urn] }),
        };
        Assert.Equal(["options.dependsOn: added RandomPassword a"], SmallPlan.LinesOf(SmallPlan.ChangeOf(before, after)));
    }

    [Theory]
    [InlineData("redis.shop-prod.svc")]
    [InlineData("shop-prod")]
    [InlineData("x.shop-prod-api@kubernetescrd and shop-prod")]
    public void The_namespace_is_no_difference_between_two_stacks(string text)
    {
        var plan = SmallPlan.Of("Thing", $$"""{"host": "{{text}}"}""");
        Assert.True(StackChange.Between(plan, plan.InStack("stage")).IsEmpty);
    }

    [Theory]
    [InlineData("shop-production", "shop-stageuction")]
    [InlineData("work-shop-prod", "work-shop-stage")]
    public void What_only_looks_like_the_namespace_is_a_difference(string before, string after)
    {
        var plan = SmallPlan.Of("Thing", $$"""{"host": "{{before}}"}""");
        Assert.Equal([$"host: {before} → {after}"], SmallPlan.LinesOf(SmallPlan.ChangeOf(plan, plan.InStack("stage"))));
    }

    [Fact]
    public void The_namespace_is_a_difference_within_a_stack()
        => Assert.Equal(
            ChangeKind.Replaced,
            SmallPlan
                .ChangeOf(
                    "Thing",
                    """{"metadata": {"name": "a", "namespace": "shop-prod"}}""",
                    """{"metadata": {"name": "a", "namespace": "shop-stage"}}"""
                )
                ?.Kind);

    private static string Route(string host) => $$"""{"match": "Host(`{{host}}`) && !Path(`/metrics`) && !PathPrefix(`/metrics/`)"}""";
}
