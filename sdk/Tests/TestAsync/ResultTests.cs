using Sdk.Tests.Support;

namespace Sdk.Tests.TestAsync;

/// <summary>What TestAsync returns.</summary>
public class ResultTests
{
    [Fact]
    public async Task The_resources_are_returned_the_stack_first()
    {
        var resources = await new TestRun().RunAsync<GadgetStack>();

        Assert.IsType<GadgetStack>(resources[0]);
        Assert.Equal(
            [("g", Gadget.Token), ("g-part", Widget.Token), ("project-stack", "pulumi:pulumi:Stack")],
            resources.Select(resource => (resource.GetResourceName(), resource.GetResourceType())).Order());
    }

    [Fact]
    public async Task The_stack_outputs_are_the_Output_properties_of_the_stack()
    {
        var stack = Assert.IsType<GadgetStack>((await new TestRun().RunAsync<GadgetStack>())[0]);

        await OutputAssert.KnownAsync("g-part-id", stack.PartId);
    }

    [Fact]
    public async Task A_null_Output_property_fails_the_run()
    {
        var message = await Failures.SingleOfAsync(() => new TestRun().RunAsync<UnassignedStack>());

        Assert.StartsWith("Output(s) 'b' have no value assigned.", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_Output_property_that_holds_null_is_fine()
    {
        var stack = Assert.IsType<NullStack>((await new TestRun().RunAsync<NullStack>())[0]);

        await OutputAssert.KnownAsync(null, stack.Nothing);
    }

    [Fact]
    public async Task A_function_that_returns_a_dictionary_gives_resources_and_outputs()
    {
        var run = new TestRun();
        var (resources, outputs) = await run.StartAsync(() => Deployment.TestAsync(run.Engine.Mocks, run.Options, () =>
            new Dictionary<string, object?> { ["id"] = new Widget("a").Id, ["none"] = null }));

        Assert.Contains(resources, resource => resource is Widget && resource.GetResourceName() == "a");
        Assert.Equal(["id", "none"], outputs.Keys.Order());
        await OutputAssert.KnownAsync("a-id", Assert.IsType<Output<string>>(outputs["id"]));
        Assert.Null(outputs["none"]);
    }

    [Fact]
    public async Task An_asynchronous_function_that_returns_a_dictionary_gives_resources_and_outputs()
    {
        var run = new TestRun();
        var (resources, outputs) = await run.StartAsync(() => Deployment.TestAsync(run.Engine.Mocks, run.Options, () =>
            Task.FromResult<IDictionary<string, object?>>(new Dictionary<string, object?> { ["id"] = new Widget("a").Id })));

        Assert.Contains(resources, resource => resource is Widget && resource.GetResourceName() == "a");
        await OutputAssert.KnownAsync("a-id", Assert.IsType<Output<string>>(outputs["id"]));
    }

    [Fact]
    public async Task A_function_without_outputs_gives_resources()
    {
        var run = new TestRun();
        var resources = await run.StartAsync(() => Deployment.TestAsync(run.Engine.Mocks, run.Options, () =>
        {
            _ = new Widget("a");
            return Task.CompletedTask;
        }));

        Assert.Contains(resources, resource => resource is Widget && resource.GetResourceName() == "a");
    }

    private sealed class GadgetStack : Stack
    {
        public GadgetStack() => PartId = new Gadget("g").Part.Id;

        [Output("partId")]
        public Output<string> PartId { get; }
    }

    private sealed class UnassignedStack : Stack
    {
        public UnassignedStack() => Assigned = Output.Create("yes");

        [Output("a")]
        public Output<string> Assigned { get; }

        [Output("b")]
        public Output<string> Unassigned { get; } = null!;
    }

    private sealed class NullStack : Stack
    {
        public NullStack() => Nothing = Output.Create((string?)null);

        [Output("nothing")]
        public Output<string?> Nothing { get; }
    }
}
