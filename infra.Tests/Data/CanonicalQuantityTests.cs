using System.Text.Json.Nodes;
using Infra.Tests.Applications;
using Infra.Tests.Support;
using Infra.Values;
using StackPreview.Plans;

namespace Infra.Tests.Data;

/// <summary>
/// Operators rewrite the quantities of their objects as Kubernetes writes them; one that is written otherwise is a change with every
/// refresh. Kubernetes does it with its own objects before they are stored.
/// </summary>
public sealed class CanonicalQuantityTests
{
    // The keys of maps of quantities, and of fields that are one.
    private static readonly string[] Maps = ["requests", "limits"];
    private static readonly string[] Fields = ["size", "storage"];

    public static TheoryData<string, string> Deployments => Repository.DeploymentData;

    [Theory]
    [MemberData(nameof(Deployments))]
    public async Task Quantities_in_custom_resources_are_canonical(string application, string stack)
        => Assert.Empty(NotCanonicalIn((await Previews.OfAsync(stack, application)).Plan));

    [Theory]
    [InlineData("cpu", "2000m", "2")]
    [InlineData("cpu", "0.75", "750m")]
    [InlineData("memory", "2048Mi", "2Gi")]
    public async Task So_are_those_that_a_stack_file_writes_otherwise(string setting, string written, string canonical)
    {
        var postgres = $$"""{ "{{setting}}": "{{written}}", "storage": "102400Mi" }""";
        var settings = ApplicationRuns.SettingsOf("reference", "prod", ("postgres", postgres));
        var plan = (await new StackRun { Settings = settings }.RunAsync()).Plan;
        Assert.Empty(NotCanonicalIn(plan));
        var cluster = plan.Find("Cluster postgres").Inputs["spec"]!;
        Assert.Equal(
            ("100Gi", canonical),
            (cluster["storage"]!["size"]!.ToString(), cluster["resources"]!["requests"]![setting]!.ToString()));
    }

    [Fact]
    public async Task So_are_those_of_a_group_of_MySQL()
    {
        var settings = MySqlStack.SettingsOf("prod", ("mysql", """{ "cpu": "1500m", "memory": "4096Mi", "storage": "102400Mi" }"""));
        Assert.Empty(NotCanonicalIn((await new StackRun { Settings = settings }.RunAsync()).Plan));
    }

    private static IEnumerable<string> NotCanonicalIn(Plan plan)
        => from resource in plan.Resources
           where resource.IsObject && IsOfOperator(resource.Inputs["apiVersion"]?.ToString() ?? "")
           from problem in NotCanonicalIn(resource.Inputs, resource.StableTitle, isMap: false)
           select problem;

    // Kubernetes' own groups have no domain, or its.
    private static bool IsOfOperator(string apiVersion)
        => apiVersion.Split('/')[0] is var group && group.Contains('.') && !group.EndsWith(".k8s.io", StringComparison.Ordinal);

    private static IEnumerable<string> NotCanonicalIn(JsonNode? node, string path, bool isMap) => node switch
    {
        JsonObject map => map.SelectMany(entry => entry.Value is JsonValue leaf && (isMap || Fields.Contains(entry.Key))
            ? NotCanonical(leaf, $"{path}.{entry.Key}")
            : NotCanonicalIn(entry.Value, $"{path}.{entry.Key}", Maps.Contains(entry.Key))),
        JsonArray list => list.SelectMany((item, index) => NotCanonicalIn(item, $"{path}[{index}]", isMap: false)),
        _ => [],
    };

    private static IEnumerable<string> NotCanonical(JsonValue leaf, string path)
        => leaf.TryGetValue<string>(out var text) && Quantity.TryParse(text) is { } quantity && quantity.Canonical != text
            ? [$"{path} is {text}, not {quantity.Canonical}"]
            : [];
}
