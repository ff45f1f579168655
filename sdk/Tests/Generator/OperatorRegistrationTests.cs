using System.Collections.Immutable;
using Sdk.Tests.Support;

namespace Sdk.Tests.Generator;

/// <summary>How custom resources of generated classes are registered.</summary>
public class OperatorRegistrationTests
{
    private const string Program = """
        using Pulumi;
        using CustomResource = Pulumi.Kubernetes.ApiExtensions.CustomResource;

        namespace Example.Storage;

        public static class Program
        {
            public static void Complete() => Declare(new BucketSpecArgs
            {
                Location = "eu",
                Port = 80,
                Labels = { ["app"] = "shop" },
                Lifecycle = { new RuleArgs { Prefix = "old", Then = new RuleArgs { Prefix = "older" } } },
                Owners = { "me" },
                Tiers = { ["cold"] = new InputMap<object> { ["days"] = 30 } },
                Zone = "a",
            });

            public static void WithoutSpec() => _ = new CustomResource("data", new BucketArgs());

            public static void WithoutLocation() => Declare(new BucketSpecArgs { Owners = { "me" } });

            public static void WithoutOwners() => Declare(new BucketSpecArgs { Location = "eu" });

            private static void Declare(BucketSpecArgs spec) => _ = new CustomResource("data", new BucketArgs { Spec = spec });
        }
        """;

    private static readonly Lazy<Type> Loaded
        = new(() => Compiled.Operator(ExampleOperator.Json, Program).Load("Example.Storage.Program"));

    [Fact]
    public async Task What_was_set_is_sent_under_the_names_of_the_source_and_nothing_else()
    {
        var run = new TestRun();
        await run.RunAsync(Run("Complete"));

        var inputs = run.Engine.Inputs("kubernetes:storage.example.com/v1:Bucket", "data");
        Assert.Equal(("storage.example.com/v1", "Bucket"), (inputs["apiVersion"], inputs["kind"]));
        var spec = Map(inputs["spec"]);
        Assert.Equal(["labels", "lifecycle", "location", "owners", "port", "tiers", "zone"], spec.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(("eu", 80.0, "a"), (spec["location"], spec["port"], spec["zone"]));
        Assert.Equal("shop", Map(spec["labels"])["app"]);
        Assert.Equal("older", Map(Map(Assert.Single(List(spec["lifecycle"])))["then"])["prefix"]);
        Assert.Equal<object>(["me"], List(spec["owners"]));
        Assert.Equal(30.0, Map(Map(spec["tiers"])["cold"])["days"]);
    }

    [Theory]
    [InlineData("WithoutSpec", "[Input] Example.Storage.BucketArgs.Spec is required but was not given a value")]
    [InlineData("WithoutLocation", "[Input] Example.Storage.BucketSpecArgs.Location is required but was not given a value")]
    [InlineData("WithoutOwners", "[Input] Example.Storage.BucketSpecArgs.<Owners>k__BackingField is required but was not given a value")]
    public async Task A_required_field_that_is_missing_fails_the_run_by_its_name(string program, string failure)
        => Assert.Contains(failure, await Failures.SingleOfAsync(() => new TestRun().RunAsync(Run(program))), StringComparison.Ordinal);

    private static Action Run(string program) => Loaded.Value.GetMethod(program)!.CreateDelegate<Action>();

    private static ImmutableDictionary<string, object> Map(object value) => Assert.IsType<ImmutableDictionary<string, object>>(value);

    private static ImmutableArray<object> List(object value) => Assert.IsType<ImmutableArray<object>>(value);
}
