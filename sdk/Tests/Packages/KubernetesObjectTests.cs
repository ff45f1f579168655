using System.Collections.Immutable;
using Pulumi.Kubernetes.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Apps.V1;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;
using Sdk.Tests.Support;
using KubernetesDeployment = Pulumi.Kubernetes.Apps.V1.Deployment;

namespace Sdk.Tests.Packages;

/// <summary>Typed Kubernetes objects.</summary>
public class KubernetesObjectTests
{
    private const string SecretToken = "kubernetes:core/v1:Secret";
    private const string ConfigMapToken = "kubernetes:core/v1:ConfigMap";
    private const string DeploymentToken = "kubernetes:apps/v1:Deployment";

    [Fact]
    public async Task A_Secret_is_of_its_type_with_apiVersion_and_kind_filled_in()
    {
        var run = new TestRun();
        await run.RunAsync(() => _ = new Secret("s"));

        var inputs = run.Engine.Inputs(SecretToken, "s");
        Assert.Equal(new Dictionary<string, object> { ["apiVersion"] = "v1", ["kind"] = "Secret" }, inputs);
    }

    [Fact]
    public async Task A_Secret_sends_the_version_of_the_package()
    {
        var seen = await new TestRun().TransformAsync(options => _ = new Secret("s", options: options));

        Assert.Matches(@"^\d+\.\d+\.\d+$", seen.Options.Version);
    }

    [Fact]
    public async Task The_data_and_stringData_of_a_Secret_are_additionalSecretOutputs()
    {
        var seen = await new TestRun().TransformAsync(options => _ = new Secret("s", options: options));

        Assert.Equal(["data", "stringData"], Assert.IsType<CustomResourceOptions>(seen.Options).AdditionalSecretOutputs.Order());
    }

    [Fact]
    public async Task Assigning_StringData_makes_the_whole_map_one_secret()
    {
        var map = new SecretArgs { StringData = new InputMap<string> { ["user"] = "app" } }.StringData.ToOutput();

        await OutputAssert.SecretAsync(map);
        Assert.Equal("app", (await OutputUtilities.GetValueAsync(map))["user"]);
    }

    [Fact]
    public async Task The_collection_initializer_of_StringData_makes_no_secret()
    {
        var map = new SecretArgs { StringData = { ["user"] = "app" } }.StringData.ToOutput();

        await OutputAssert.NotSecretAsync(map);
        Assert.Equal("app", (await OutputUtilities.GetValueAsync(map))["user"]);
    }

    [Fact]
    public async Task Either_way_mocks_see_the_plain_values_of_StringData()
    {
        var run = new TestRun();
        await run.RunAsync(() =>
        {
            _ = new Secret("assigned", new SecretArgs { StringData = new InputMap<string> { ["user"] = "app" } });
            _ = new Secret("initialized", new SecretArgs { StringData = { ["user"] = Output.CreateSecret("app") } });
        });

        foreach (var name in new[] { "assigned", "initialized" })
        {
            var data = Assert.IsType<ImmutableDictionary<string, object>>(run.Engine.Inputs(SecretToken, name)["stringData"]);
            Assert.Equal("app", data["user"]);
        }
    }

    [Fact]
    public async Task A_Deployment_is_of_its_type_with_apiVersion_and_kind_filled_in()
    {
        var run = new TestRun();
        await run.RunAsync(() => _ = new KubernetesDeployment("d"));

        var inputs = run.Engine.Inputs(DeploymentToken, "d");
        Assert.Equal(new Dictionary<string, object> { ["apiVersion"] = "apps/v1", ["kind"] = "Deployment" }, inputs);
    }

    [Fact]
    public async Task A_Deployment_has_aliases_for_its_older_API_versions()
    {
        var seen = await new TestRun().TransformAsync(options => _ = new KubernetesDeployment("d", options: options));

        Assert.Equal(
            ["kubernetes:apps/v1beta1:Deployment", "kubernetes:apps/v1beta2:Deployment", "kubernetes:extensions/v1beta1:Deployment"],
            await Aliases.TypesAsync(seen.Options));
    }

    [Fact]
    public async Task A_PersistentVolumeClaim_is_of_its_type_with_apiVersion_and_kind_filled_in()
    {
        var run = new TestRun();
        await run.RunAsync(() => _ = new PersistentVolumeClaim("p", new PersistentVolumeClaimArgs
        {
            Spec = new PersistentVolumeClaimSpecArgs
            {
                AccessModes = { "ReadWriteOnce" },
                Resources = new VolumeResourceRequirementsArgs { Requests = { ["storage"] = "1Gi" } },
            },
        }));

        var inputs = run.Engine.Inputs("kubernetes:core/v1:PersistentVolumeClaim", "p");
        Assert.Equal(["apiVersion", "kind", "spec"], inputs.Keys.Order());
        Assert.Equal("v1", inputs["apiVersion"]);
        Assert.Equal("PersistentVolumeClaim", inputs["kind"]);
        var spec = Assert.IsType<ImmutableDictionary<string, object>>(inputs["spec"]);
        Assert.Equal(["accessModes", "resources"], spec.Keys.Order());
        Assert.Equal<object>(["ReadWriteOnce"], Assert.IsType<ImmutableArray<object>>(spec["accessModes"]));
    }

    [Fact]
    public async Task An_enum_is_the_text_it_stands_for()
    {
        var run = new TestRun();
        await run.RunAsync(
            () => _ = new Service("s", new ServiceArgs { Spec = new ServiceSpecArgs { Type = ServiceSpecType.ClusterIP } }));

        var spec = Assert.IsType<ImmutableDictionary<string, object>>(run.Engine.Inputs("kubernetes:core/v1:Service", "s")["spec"]);
        Assert.Equal(new Dictionary<string, object> { ["type"] = "ClusterIP" }, spec);
    }

    [Fact]
    public async Task In_a_preview_an_unknown_inside_drops_the_whole_spec_of_a_workload()
    {
        var run = new TestRun { Options = new TestOptions { IsPreview = true } };
        await run.RunAsync(() => _ = new KubernetesDeployment("d", new DeploymentArgs
        {
            Metadata = new ObjectMetaArgs { Name = "api" },
            Spec = new DeploymentSpecArgs
            {
                Replicas = 2,
                Selector = new LabelSelectorArgs { MatchLabels = { ["app"] = "api" } },
                Template = new PodTemplateSpecArgs
                {
                    Spec = new PodSpecArgs
                    {
                        Containers = { new ContainerArgs { Name = "api", Image = OutputUtilities.CreateUnknown("later") } },
                    },
                },
            },
        }));

        Assert.Equal(["apiVersion", "kind", "metadata"], run.Engine.Inputs(DeploymentToken, "d").Keys.Order());
    }

    [Fact]
    public async Task In_a_preview_an_unknown_inside_drops_the_whole_stringData_of_a_Secret()
    {
        var run = new TestRun { Options = new TestOptions { IsPreview = true } };
        await run.RunAsync(() =>
        {
            _ = new Secret("assigned", new SecretArgs
            {
                StringData = new InputMap<string> { ["user"] = "app", ["password"] = OutputUtilities.CreateUnknown("later") },
            });
            _ = new Secret(
                "initialized",
                new SecretArgs { StringData = { ["user"] = "app", ["password"] = OutputUtilities.CreateUnknown("later") } });
        });

        Assert.Equal(["apiVersion", "kind"], run.Engine.Inputs(SecretToken, "assigned").Keys.Order());
        Assert.Equal(["apiVersion", "kind"], run.Engine.Inputs(SecretToken, "initialized").Keys.Order());
    }

    [Fact]
    public async Task With_IsPreview_false_the_name_of_an_autonamed_object_is_null()
    {
        var run = new TestRun { Options = new TestOptions { IsPreview = false } };
        var map =
            await run.DeclareAsync(() => new ConfigMap("c", new ConfigMapArgs { Metadata = new ObjectMetaArgs { Namespace = "app" } }));

        await OutputAssert.KnownAsync("app", map.Metadata.Apply(metadata => metadata.Namespace));
        await OutputAssert.KnownAsync(null, map.Metadata.Apply(metadata => (string?)metadata.Name));
    }

    [Fact]
    public async Task With_IsPreview_false_the_name_of_an_autonamed_object_is_what_the_state_of_the_mock_gives()
    {
        var run = new TestRun
        {
            Engine = MockedEngine.Giving(("metadata", new Dictionary<string, object> { ["name"] = "c-1a2b" }.ToImmutableDictionary())),
            Options = new TestOptions { IsPreview = false },
        };
        var map = await run.DeclareAsync(() => new ConfigMap("c", new ConfigMapArgs { Data = { ["key"] = "value" } }));

        await OutputAssert.KnownAsync("c-1a2b", map.Metadata.Apply(metadata => metadata.Name));
        Assert.False(run.Engine.Inputs(ConfigMapToken, "c").ContainsKey("metadata"));
    }
}
