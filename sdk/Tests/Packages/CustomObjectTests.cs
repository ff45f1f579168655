using System.Collections.Immutable;
using Pulumi.Kubernetes.ApiExtensions;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;
using Sdk.Tests.Support;
using CustomObject = Pulumi.Kubernetes.ApiExtensions.CustomResource;

namespace Sdk.Tests.Packages;

/// <summary>Objects of custom resource definitions.</summary>
public class CustomObjectTests
{
    private const string ClusterToken = "kubernetes:postgresql.cnpg.io/v1:Cluster";

    [Fact]
    public async Task A_CustomResource_is_of_the_type_of_its_apiVersion_and_kind()
    {
        var run = new TestRun();
        await run.RunAsync(() => _ = new CustomObject("db", new TypedClusterArgs()));

        Assert.True(run.Engine.HasRegistered(ClusterToken, "db"));
    }

    [Fact]
    public async Task Its_inputs_are_apiVersion_kind_metadata_and_the_spec_of_typed_args()
    {
        var run = new TestRun();
        await run.RunAsync(() => _ = new CustomObject("db", new TypedClusterArgs
        {
            Metadata = new ObjectMetaArgs { Name = "db" },
            Spec = new TypedSpecArgs { Instances = 3 },
        }));

        ShouldBeCluster(run.Engine.Inputs(ClusterToken, "db"));
    }

    [Fact]
    public async Task Its_inputs_are_apiVersion_kind_metadata_and_the_spec_of_a_free_map()
    {
        var run = new TestRun();
        await run.RunAsync(() => _ = new CustomObject("db", new FreeClusterArgs
        {
            Metadata = new ObjectMetaArgs { Name = "db" },
            Spec = { ["instances"] = 3 },
        }));

        ShouldBeCluster(run.Engine.Inputs(ClusterToken, "db"));
    }

    [Fact]
    public async Task A_free_map_takes_nested_maps_lists_and_outputs()
    {
        var run = new TestRun();
        await run.RunAsync(() => _ = new CustomObject("db", new FreeClusterArgs
        {
            Spec =
            {
                ["storage"] = new InputMap<object> { ["size"] = Output.Create<object>("10Gi") },
                ["parameters"] = new Dictionary<string, object> { ["shared"] = true },
                ["zones"] = new List<string> { "a", "b" },
            },
        }));

        var spec = Assert.IsType<ImmutableDictionary<string, object>>(run.Engine.Inputs(ClusterToken, "db")["spec"]);
        Assert.Equal("10Gi", Assert.IsType<ImmutableDictionary<string, object>>(spec["storage"])["size"]);
        Assert.Equal(true, Assert.IsType<ImmutableDictionary<string, object>>(spec["parameters"])["shared"]);
        Assert.Equal<object>(["a", "b"], Assert.IsType<ImmutableArray<object>>(spec["zones"]));
    }

    [Fact]
    public async Task It_sends_no_version()
    {
        var seen = await new TestRun().TransformAsync(options => _ = new CustomObject("db", new TypedClusterArgs(), options));

        Assert.Null(seen.Options.Version);
    }

    private static void ShouldBeCluster(ImmutableDictionary<string, object> inputs)
    {
        Assert.Equal(["apiVersion", "kind", "metadata", "spec"], inputs.Keys.Order());
        Assert.Equal("postgresql.cnpg.io/v1", inputs["apiVersion"]);
        Assert.Equal("Cluster", inputs["kind"]);
        Assert.Equal("db", Assert.IsType<ImmutableDictionary<string, object>>(inputs["metadata"])["name"]);
        Assert.Equal(3.0, Assert.IsType<ImmutableDictionary<string, object>>(inputs["spec"])["instances"]);
    }

    private sealed class TypedClusterArgs() : CustomResourceArgs("postgresql.cnpg.io/v1", "Cluster")
    {
        [Input("spec")]
        public Input<TypedSpecArgs>? Spec { get; set; }
    }

    private sealed class TypedSpecArgs : ResourceArgs
    {
        [Input("instances")]
        public Input<int>? Instances { get; set; }
    }

    private sealed class FreeClusterArgs() : CustomResourceArgs("postgresql.cnpg.io/v1", "Cluster")
    {
        [Input("spec")]
        private InputMap<object>? _spec;

        public InputMap<object> Spec
        {
            get => _spec ??= new();
            set => _spec = value;
        }
    }
}
