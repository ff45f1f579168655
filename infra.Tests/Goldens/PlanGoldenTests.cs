using System.Text.Json;
using System.Text.Json.Nodes;
using Infra.Tests.Support;
using StackPreview.PlanFiles;

namespace Infra.Tests.Goldens;

/// <summary>The format of plan.json, as it is committed in Golden/plans: a small plan that has all of it.</summary>
public sealed class PlanGoldenTests
{
    // What maps hold is named by whoever declares it.
    private static readonly string[] Maps =
        ["inputs", "outputs", "outputFingerprints", "fingerprints", "labels", "ports", "timeoutSeconds"];

    public static TheoryData<string, string> Deployments => Repository.DeploymentData;

    [Fact]
    public async Task Plan_is_the_committed_one()
        => Golden.VerifyFolder("plans", new Dictionary<string, string> { ["small.json"] = PlanJson.Write(await SmallStack.PlanAsync()) });

    [Theory]
    [MemberData(nameof(Deployments))]
    public async Task It_has_every_field_that_plans_have(string application, string stack)
    {
        var known = FieldsOf(PlanJson.ToJson(await SmallStack.PlanAsync())).ToHashSet();
        Assert.Subset(known, FieldsOf(PlanJson.ToJson((await Previews.OfAsync(stack, application)).Plan)).ToHashSet());
    }

    [Fact]
    public async Task It_is_read_as_the_same_plan()
    {
        var written = PlanJson.Write(await SmallStack.PlanAsync());
        Assert.Equal(written, PlanJson.Write(PlanReader.Read("plan.json", JsonElement.Parse(written), Catalog.Default.Kinds)));
    }

    private static IEnumerable<string> FieldsOf(JsonNode? json, string path = "") => json switch
    {
        JsonObject map => map.SelectMany(entry => Field($"{path}.{entry.Key}", Maps.Contains(entry.Key) ? null : entry.Value)),
        JsonArray list => list.SelectMany(item => FieldsOf(item, path)),
        _ => [],
    };

    private static IEnumerable<string> Field(string path, JsonNode? value) => FieldsOf(value, path).Prepend(path);
}
