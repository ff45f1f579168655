using Sdk.Tests.Support;

namespace Sdk.Tests.TestAsync;

/// <summary>What mocks are asked, and with what.</summary>
public class RegistrationTests
{
    private const string StackToken = "pulumi:pulumi:Stack";

    [Fact]
    public async Task NewResourceAsync_is_called_for_a_custom_resource()
    {
        var run = new TestRun();
        await run.RunAsync(() => _ = new Widget("a", new WidgetArgs { Text = "hello" }));

        Assert.Equal("hello", run.Engine.Registration(Widget.Token, "a").Inputs["text"]);
    }

    [Fact]
    public async Task NewResourceAsync_is_called_for_a_provider()
    {
        var run = new TestRun();
        await run.RunAsync(() => _ = new TestProvider("p"));

        Assert.True(run.Engine.HasRegistered(TestProvider.Token, "p"));
    }

    [Fact]
    public async Task NewResourceAsync_is_called_for_a_local_component_with_empty_Inputs()
    {
        var run = new TestRun();
        await run.RunAsync(() => _ = new Gadget("g"));

        Assert.Empty(run.Engine.Inputs(Gadget.Token, "g"));
    }

    [Fact]
    public async Task RegisterResourceOutputs_is_called_for_what_a_function_returns()
    {
        var run = new TestRun();
        await run.StartAsync(() => Deployment.TestAsync(run.Engine.Mocks, run.Options, () => new Dictionary<string, object?>
        {
            ["plain"] = "hello",
            ["secret"] = Output.CreateSecret("token"),
        }));

        var outputs = run.Engine.OutputsOf($"urn:pulumi:stack::project::{StackToken}::project-stack");
        Assert.Equal("hello", await OutputUtilities.GetValueAsync(outputs["plain"]));
        Assert.Equal("token", await OutputUtilities.GetValueAsync(outputs["secret"]));
        Assert.True(await Output.IsSecretAsync(outputs["secret"]));
    }

    [Fact]
    public async Task RegisterResourceOutputs_is_called_for_a_component()
    {
        var run = new TestRun();
        var gadget = await run.DeclareAsync(() => new Gadget("g"));

        Assert.Empty(run.Engine.OutputsOf(await OutputUtilities.GetValueAsync(gadget.Urn)));
    }

    [Fact]
    public async Task NewResourceAsync_is_not_called_for_the_stack_itself()
    {
        var run = new TestRun();
        await run.RunAsync(() => _ = new Widget("a"));

        Assert.False(run.Engine.HasRegistered(StackToken, "project-stack"));
    }

    [Fact]
    public async Task Id_and_Provider_are_empty_when_absent_not_null()
    {
        var run = new TestRun();
        await run.RunAsync(() => _ = new Widget("a"));

        var registration = run.Engine.Registration(Widget.Token, "a");
        Assert.Equal("", registration.Id);
        Assert.Equal("", registration.Provider);
    }

    [Fact]
    public async Task Provider_is_the_URN_and_id_of_the_explicit_provider()
    {
        var run = new TestRun();
        await run.RunAsync(() => _ = new Widget("a", options: new CustomResourceOptions { Provider = new TestProvider("p") }));

        Assert.Equal(
            "urn:pulumi:stack::project::pulumi:pulumi:Stack$pulumi:providers:test::p::p-id",
            run.Engine.Registration(Widget.Token, "a").Provider);
    }

    [Fact]
    public async Task A_child_of_a_component_is_registered_with_the_provider_of_the_component()
    {
        var run = new TestRun();
        await run.RunAsync(() => _ = new Gadget("g", new ComponentResourceOptions { Provider = new TestProvider("p") }));

        Assert.EndsWith("::p::p-id", run.Engine.Registration(Widget.Token, "g-part").Provider, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DependsOn_parent_protect_ignoreChanges_and_aliases_are_not_visible_to_mocks()
    {
        var run = new TestRun();
        await run.RunAsync(() =>
        {
            var gadget = new Gadget("g");
            _ = new Widget("plain", new WidgetArgs { Text = "hello" });
            _ = new Widget("decorated", new WidgetArgs { Text = "hello" }, new CustomResourceOptions
            {
                Parent = gadget,
                DependsOn = { new Widget("first") },
                Protect = true,
                IgnoreChanges = { "text" },
                Aliases = { new Alias { Name = "old" } },
            });
        });

        var (plain, decorated) = (run.Engine.Registration(Widget.Token, "plain"), run.Engine.Registration(Widget.Token, "decorated"));
        Assert.Equal(plain.Inputs, decorated.Inputs);
        Assert.Equal((plain.Id, plain.Provider), (decorated.Id, decorated.Provider));
    }

    [Fact]
    public async Task The_URN_of_a_resource_names_the_stack_the_project_its_type_below_the_stack_and_its_name()
    {
        var options = new TestOptions { StackName = "prod", ProjectName = "infra" };
        var widget = await new TestRun { Options = options }.DeclareAsync(() => new Widget("a"));

        await OutputAssert.KnownAsync("urn:pulumi:prod::infra::pulumi:pulumi:Stack$test:index:Widget::a", widget.Urn);
    }

    [Fact]
    public async Task The_URN_of_a_child_of_a_component_names_the_stack_not_the_component()
    {
        var gadget = await new TestRun().DeclareAsync(() => new Gadget("g"));

        await OutputAssert.KnownAsync("urn:pulumi:stack::project::pulumi:pulumi:Stack$test:index:Widget::g-part", gadget.Part.Urn);
    }

    [Fact]
    public async Task The_name_of_the_stack_resource_is_project_and_stack()
    {
        var run = new TestRun { Options = new TestOptions { StackName = "prod", ProjectName = "infra" } };
        var stack = (await run.RunAsync<EmptyStack>())[0];

        Assert.Equal(StackToken, stack.GetResourceType());
        Assert.Equal("infra-prod", stack.GetResourceName());
    }

    // For ever is half a second here: hundred times what is left of the run once the free child is registered.
    [Fact]
    public async Task A_child_that_depends_on_its_own_parent_component_waits_for_ever()
    {
        var freeChild = new TaskCompletionSource();
        var run = new TestRun
        {
            Engine = new MockedEngine
            {
                Answer = args =>
                {
                    if (args.Name == "free")
                        freeChild.SetResult();
                    return ($"{args.Name}-id", args.Inputs);
                },
            },
        };
        var task = run.RunAsync(() =>
        {
            var parent = new ComponentResource(Gadget.Token, "g");
            _ = new Widget("child", options: new CustomResourceOptions { Parent = parent, DependsOn = { parent } });
            _ = new Widget("free", options: new CustomResourceOptions { Parent = parent });
        });

        await freeChild.Task;
        Assert.NotSame(task, await Task.WhenAny(task, Task.Delay(TimeSpan.FromSeconds(0.5))));
        Assert.False(run.Engine.HasRegistered(Widget.Token, "child"));
    }
}
