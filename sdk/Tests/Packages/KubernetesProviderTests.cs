using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Pulumi.Kubernetes;
using Pulumi.Kubernetes.Types.Inputs.Provider;
using Sdk.Tests.Support;

namespace Sdk.Tests.Packages;

/// <summary>The Kubernetes provider.</summary>
public class KubernetesProviderTests
{
    private const string Token = "pulumi:providers:kubernetes";
    private const string SecretToken = "kubernetes:core/v1:Secret";

    [Fact]
    public async Task Its_type_is_that_of_the_kubernetes_provider()
    {
        var run = new TestRun();
        await run.RunAsync(() => _ = new Provider("k"));

        Assert.Empty(run.Engine.Inputs(Token, "k"));
    }

    [Fact]
    public async Task Booleans_are_JSON_strings()
    {
        var inputs =
            await InputsOfAsync(new TestRun(), () => new ProviderArgs { EnableConfigMapMutable = true, EnableSecretMutable = false });

        Assert.Equal(
            new Dictionary<string, object> { ["enableConfigMapMutable"] = "true", ["enableSecretMutable"] = "false" },
            inputs);
    }

    [Fact]
    public async Task Objects_are_JSON_strings()
    {
        var inputs =
            await InputsOfAsync(new TestRun(), () => new ProviderArgs { KubeClientSettings = new KubeClientSettingsArgs { Burst = 20 } });

        var settings = JsonNode.Parse(Assert.IsType<string>(inputs["kubeClientSettings"]));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse("""{ "burst": 20 }"""), settings), $"{settings}");
    }

    [Fact]
    public async Task Texts_are_texts()
    {
        var inputs = await InputsOfAsync(new TestRun(), () => new ProviderArgs { Context = "prod" });

        Assert.Equal("prod", inputs["context"]);
    }

    [Fact]
    public async Task ProviderArgs_copy_KUBECONFIG_into_the_inputs()
    {
        var inputs = await InputsOfAsync(new TestRun { Kubeconfig = "/home/me/.kube/config" }, () => new ProviderArgs());

        Assert.Equal("/home/me/.kube/config", inputs["kubeconfig"]);
    }

    [Fact]
    public async Task KUBECONFIG_is_not_copied_if_the_program_says_otherwise()
    {
        var run = new TestRun { Kubeconfig = "/home/me/.kube/config" };

        Assert.Equal("{}", (await InputsOfAsync(run, () => new ProviderArgs { KubeConfig = "{}" }))["kubeconfig"]);
        Assert.Empty(
            await InputsOfAsync(new TestRun { Kubeconfig = "/home/me/.kube/config" }, () => new ProviderArgs { KubeConfig = null! }));
    }

    [Fact]
    public async Task An_object_is_registered_with_the_explicit_provider()
    {
        var run = new TestRun();
        await run.RunAsync(
            () => _ = new Pulumi.Kubernetes.Core.V1.Secret("s", options: new CustomResourceOptions { Provider = new Provider("k") }));

        Assert.EndsWith($"{Token}::k::k-id", run.Engine.Registration(SecretToken, "s").Provider, StringComparison.Ordinal);
    }

    private static async Task<ImmutableDictionary<string, object>> InputsOfAsync(TestRun run, Func<ProviderArgs> args)
    {
        await run.RunAsync(() => _ = new Provider("k", args()));
        return run.Engine.Inputs(Token, "k");
    }
}
