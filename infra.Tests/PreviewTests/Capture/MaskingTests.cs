using Infra.Tests.Support;
using StackPreview.Json;
using StackPreview.PlanFiles;
using StackPreview.Plans;
using StackPreview.Rendering;

namespace Infra.Tests.PreviewTests.Capture;

/// <summary>Plans, manifests and reports show no secret, and not even what stands for one.</summary>
public sealed class MaskingTests
{
    private static readonly string[] SecretOutputs = ["postgresReadOnlyUrl", "postgresUrl", "qdrantApiKey", "redisUrl"];

    public static TheoryData<string> Stacks => [.. Repository.Stacks];

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task Nothing_that_is_shown_holds_a_placeholder(string stack)
    {
        var preview = await Previews.OfAsync(stack);
        await using var report = new StringWriter();
        TextReport.Write(preview.Report(), report);
        JsonReport.Write(preview.Report(), report);

        Assert.All(
            ManifestWriter
                .Write(preview.Plan)
                .Select(manifest => manifest.Text)
                .Append(PlanJson.Write(preview.Plan))
                .Append(report.ToString()),
            text => Assert.DoesNotContain("placeholder", text));
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task Every_value_of_a_Secret_is_masked(string stack)
    {
        var secrets = (await Previews.OfAsync(stack)).Plan.OfKind("Secret").ToList();

        Assert.NotEmpty(secrets);
        Assert.All(secrets, secret =>
        {
            var values = secret.Inputs.Texts("data").Concat(secret.Inputs.Texts("stringData")).Select(entry => entry.Value).ToList();
            Assert.NotEmpty(values);
            Assert.All(values, value => Assert.Equal(PlannedResource.Masked, value));
        });
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task Exactly_the_outputs_that_hold_secrets_are_masked(string stack)
        => Assert.Equal(
            SecretOutputs,
            (await Previews.OfAsync(stack))
                .Plan.Outputs.Where(output => output.Value?.ToString() == PlannedResource.Masked)
                .Select(output => output.Key));
}
