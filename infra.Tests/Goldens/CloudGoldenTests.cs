using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Infra.Tests.Support;
using StackPreview.Plans;

namespace Infra.Tests.Goldens;

/// <summary>What prod declares in a cloud, as it is committed: in AWS in Golden/rds, in Azure in Golden/azure.</summary>
public sealed class CloudGoldenTests
{
    private static readonly JsonSerializerOptions Written = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    [Fact]
    public async Task Resources_in_AWS_are_the_committed_ones()
        => Verify("rds", "aws:", "pulumi:providers:aws", (await AwsStack.OfAsync("prod")).Plan);

    [Fact]
    public async Task Resources_in_Azure_are_the_committed_ones()
        => Verify("azure", "azure-native:", "pulumi:providers:azure-native", (await AzureStack.OfAsync("prod")).Plan);

    private static void Verify(string folder, string package, string provider, Plan plan)
    {
        var resources = new JsonObject(
            plan.Resources
                .Where(resource => resource.Type.StartsWith(package, StringComparison.Ordinal) || resource.Type == provider)
                .Select(resource => KeyValuePair.Create(resource.Title, (JsonNode?)resource.Inputs.DeepClone())));
        Golden.VerifyFolder(folder, new Dictionary<string, string> { ["reference-prod.json"] = resources.ToJsonString(Written) + "\n" });
    }
}
