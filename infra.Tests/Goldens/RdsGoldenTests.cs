using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Infra.Tests.Support;

namespace Infra.Tests.Goldens;

/// <summary>What prod declares in AWS, as it is committed in Golden/rds.</summary>
public sealed class RdsGoldenTests
{
    private static readonly JsonSerializerOptions Written = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    [Fact]
    public async Task Resources_are_the_committed_ones()
    {
        var plan = (await AwsStack.OfAsync("prod")).Plan;
        var resources = new JsonObject(
            plan.Resources
                .Where(resource => resource.Type.StartsWith("aws:", StringComparison.Ordinal) || resource.Type == "pulumi:providers:aws")
                .Select(resource => KeyValuePair.Create(resource.Title, (JsonNode?)resource.Inputs.DeepClone())));
        Golden.VerifyFolder("rds", new Dictionary<string, string> { ["reference-prod.json"] = resources.ToJsonString(Written) + "\n" });
    }
}
