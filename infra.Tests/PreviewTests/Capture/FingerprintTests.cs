using System.Text.Json.Nodes;
using Infra.Tests.PreviewTests.Comparison;
using Infra.Tests.Support;
using Pulumi;
using Pulumi.Kubernetes.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;
using Pulumi.Random;
using Pulumi.Testing;
using StackPreview.Capture;
using StackPreview.Comparison;
using StackPreview.Json;
using StackPreview.PlanFiles;
using StackPreview.Plans;
using StackPreview.Rendering;
using StackPreview.Rendering.Markdown;
using StackPreview.Running;

namespace Infra.Tests.PreviewTests.Capture;

/// <summary>Secrets are compared by how they are declared, and a plan tells nothing about their values.</summary>
public sealed class FingerprintTests
{
    public static TheoryData<string, string> Deployments => Repository.DeploymentData;

    [Theory]
    [MemberData(nameof(Deployments))]
    public async Task Whatever_is_masked_has_a_fingerprint_and_nothing_else(string application, string stack)
    {
        var plan = await StackChange.PlanAsync(stack, application);
        foreach (var resource in plan.Resources)
            Assert.Equal(MaskedIn(resource.Inputs), resource.Fingerprints.Keys);

        var outputs = new JsonObject(plan.Outputs.Select(output => KeyValuePair.Create(output.Key, output.Value?.DeepClone())));
        Assert.Equal(MaskedIn(outputs), plan.OutputFingerprints.Keys);
        Assert.All(plan.Resources.SelectMany(resource => resource.Fingerprints.Values).Concat(plan.OutputFingerprints.Values), value =>
            Assert.Matches("^[0-9a-f]{16}$", value));
    }

    [Fact]
    public async Task The_value_of_a_supplied_secret_is_in_no_fingerprint()
    {
        var first = await StackChange.PlanWithAsync(
            "prod",
            "infra:SLACK_WEBHOOK_URL: {secure: v1:AAAAAAAAAAAAAAAA:BBBBBBBBBBBBBBBBBBBBBBBB}");
        var second = await StackChange.PlanWithAsync(
            "prod",
            "infra:SLACK_WEBHOOK_URL: {secure: v1:CCCCCCCCCCCCCCCC:DDDDDDDDDDDDDDDDDDDDDDDD}");
        Assert.Equal(PlanJson.Write(first), PlanJson.Write(second));
        Assert.Equal(PlanJson.Write(first), PlanJson.Write(await StackChange.PlanAsync("prod")));
    }

    [Fact]
    public async Task A_run_with_real_secrets_makes_none()
    {
        var run = await new StackRun { Settings = Previews.SettingsOf("prod") }.RunAsync();
        Assert.All(run.Plan.Resources, resource => Assert.Empty(resource.Fingerprints));
        Assert.Empty(run.Plan.OutputFingerprints);
    }

    [Fact]
    public async Task A_secret_that_is_declared_differently_is_said_to_change_and_not_shown()
    {
        var comparison = await StackChange.CompareAsync("prod", "infra:generations: {ADMIN_API_KEY: 2}");
        var change = Assert.Single(comparison.Resources, change => change.Title == "Secret reference-api-secrets");

        Assert.Equal(ChangeKind.Replaced, change.Kind);
        Assert.Equal(
            [
                "stringData.ADMIN_API_KEY: secret changed (replaces it)",
                "stringData.ADMIN_API_KEY_PREVIOUS: added a secret (replaces it)",
                "options.dependsOn: added RandomBytes admin-api-key-g2",
            ],
            SmallPlan.LinesOf(change));
        Assert.DoesNotContain(comparison.Resources, other => other.Title == "Secret reference-worker-secrets");
    }

    [Fact]
    public async Task A_value_that_is_generated_differently_changes_what_holds_it_and_nothing_else()
    {
        var comparison = StackChange.Between(await GeneratedAsync(32), await GeneratedAsync(64));
        Assert.Equal(
            [(ChangeKind.Replaced, "RandomPassword key"), (ChangeKind.Replaced, "Secret own")],
            comparison.Resources.Select(change => (change.Kind, change.Title)));
        Assert.Equal(["stringData.URL: secret changed (replaces it)"], SmallPlan.LinesOf(comparison.Resources[1]));
    }

    [Fact]
    public async Task The_same_secret_in_two_stacks_has_one_fingerprint()
    {
        var (stage, prod) = (await StackChange.PlanAsync("stage"), await StackChange.PlanAsync("prod"));
        Assert.Equal(
            stage.Find("Secret reference-api-secrets").Fingerprints.ToList(),
            prod.Find("Secret reference-api-secrets").Fingerprints.ToList());
    }

    [Theory]
    [MemberData(nameof(Deployments))]
    public async Task No_comparison_shows_a_secret_or_what_stands_for_one(string application, string stack)
    {
        var plan = await StackChange.PlanAsync(stack, application);
        var stripped = plan with
        {
            Resources = [.. plan.Resources.Where(resource => resource.Kind is not ("Secret" or "Deployment"))],
            Outputs = plan.Outputs.Clear(),
        };
        var other = await StackChange.PlanAsync(stack == "dev" ? "prod" : "dev", application);
        foreach (var comparison in new[]
            {
                StackChange.Between(stripped, plan),
                StackChange.Between(plan, stripped),
                StackChange.Between(plan, other),
            })
        {
            var json = ChangesJson.ToJson(comparison).ToJsonString();
            Assert.All([StackChange.TextOf(comparison), ChangesMarkdown.Of(comparison), json], text =>
                Assert.DoesNotContain("placeholder", text, StringComparison.Ordinal));
            Assert.All(plan.OutputFingerprints.Values.Concat(plan.Resources.SelectMany(resource => resource.Fingerprints.Values)), value =>
                Assert.DoesNotContain(value, json, StringComparison.Ordinal));
        }
    }

    private static async Task<Plan> GeneratedAsync(int length)
    {
        var capture = new PlanCapture(Catalog.Default.Kinds);
        await Deployment.TestWithServiceProviderAsync<GeneratedStack>(
            new OfflineEngine(Catalog.Default.Kinds, capture.IsComponent),
            new Provider(length, capture.Options),
            new TestOptions
            {
                ProjectName = "infra",
                StackName = "prod",
                IsPreview = false,
            });
        return capture.ToPlan("infra", "prod", new SecretFingerprints("shop-prod"));
    }

    private static IEnumerable<string> MaskedIn(JsonObject inputs)
        => inputs
            .WithDescendants()
            .Select(field => field.Value)
            .Where(ComparedSide.IsMasked)
            .Select(value => value.GetPath()[1..].TrimStart('.'))
            .Order(StringComparer.Ordinal);

    private sealed class Provider(int length, StackOptions options) : IServiceProvider
    {
        public object GetService(Type serviceType) => new GeneratedStack(length, options);
    }

    // One secret of the value that is asked for, and one of another.
    private sealed class GeneratedStack : Stack
    {
        public GeneratedStack(int length, StackOptions options)
            : base(options)
        {
            var (key, other) = (
                new RandomPassword("key", new RandomPasswordArgs { Length = length }),
                new RandomPassword("other", new RandomPasswordArgs { Length = 32 }));
            foreach (var (name, password) in new[] { ("own", key), ("other", other) })
            {
                _ = new Secret(
                    name,
                    new SecretArgs
                    {
                        Metadata = new ObjectMetaArgs { Name = name },
                        StringData = new InputMap<string> { ["URL"] = Output.Format($"redis://app:{password.Result}@redis:6379") },
                    });
            }
        }
    }
}
