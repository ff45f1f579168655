using System.Collections.Concurrent;
using Sdk.Tests.Support;

namespace Sdk.Tests.TestAsync;

/// <summary>Resource transformations, which run in-process and see what mocks do not.</summary>
public class TransformationTests
{
    [Fact]
    public async Task Transformations_of_the_stack_run_in_process_and_see_the_options()
    {
        await new TestRun().RunAsync<TransformedStack>();

        var options = TransformedStack.Seen["decorated"];
        Assert.Equal("g", options.Parent?.GetResourceName());
        Assert.True(options.Protect);
        Assert.Equal(["text"], options.IgnoreChanges);
        var alias = await OutputUtilities.GetValueAsync(Assert.Single(options.Aliases).ToOutput());
        Assert.Equal("old", await OutputUtilities.GetValueAsync(alias.Name.ToOutput()));
        var dependsOn = await OutputUtilities.GetValueAsync(options.DependsOn.ToOutput());
        Assert.Equal(["first"], dependsOn.Select(dependency => dependency.GetResourceName()));
    }

    [Fact]
    public async Task Transformations_of_the_stack_see_every_resource()
    {
        await new TestRun().RunAsync<TransformedStack>();

        Assert.Superset(new HashSet<string> { "first", "g", "g-part", "decorated" }, TransformedStack.Seen.Keys.ToHashSet());
    }

    [Fact]
    public async Task Transformations_of_a_component_run_in_process_and_see_the_options_of_its_children()
    {
        var seen = new ConcurrentDictionary<string, ResourceOptions>();
        await new TestRun().RunAsync(() =>
        {
            _ = new Widget("outside");
            _ = new Gadget("g", Recording(seen), new CustomResourceOptions { IgnoreChanges = { "text" } });
        });

        Assert.Equal(["g", "g-part"], seen.Keys.Order());
        Assert.Equal(["text"], seen["g-part"].IgnoreChanges);
    }

    [Fact]
    public async Task What_a_transformation_returns_is_registered()
    {
        var run = new TestRun();
        await run.RunAsync(() => _ = new Widget("a", new WidgetArgs { Text = "before" }, new CustomResourceOptions
        {
            ResourceTransformations = { given => new ResourceTransformationResult(new WidgetArgs { Text = "after" }, given.Options) },
        }));

        Assert.Equal("after", run.Engine.Inputs(Widget.Token, "a")["text"]);
    }

    [Fact]
    public async Task Transformations_run_before_inheritance()
    {
        var seen = new ConcurrentDictionary<string, ResourceOptions>();
        var run = new TestRun();
        await run.RunAsync(() =>
        {
            var options = Recording(seen);
            options.Protect = true;
            options.Provider = new TestProvider("p");
            _ = new Gadget("g", options);
        });

        Assert.Null(seen["g-part"].Protect);
        Assert.Null(seen["g-part"].Provider);
        Assert.NotEqual("", run.Engine.Registration(Widget.Token, "g-part").Provider);
    }

    private static ComponentResourceOptions Recording(ConcurrentDictionary<string, ResourceOptions> seen) => new()
    {
        ResourceTransformations = { given => Record(seen, given) },
    };

    private static ResourceTransformationResult? Record(
        ConcurrentDictionary<string, ResourceOptions> seen,
        ResourceTransformationArgs given)
    {
        seen[given.Resource.GetResourceName()] = given.Options;
        return null;
    }

    private sealed class TransformedStack : Stack
    {
        public TransformedStack()
            : base(new StackOptions { ResourceTransformations = { given => Record(Seen, given) } })
            => _ = new Widget("decorated", options: new CustomResourceOptions
            {
                Parent = new Gadget("g"),
                DependsOn = { new Widget("first") },
                Protect = true,
                IgnoreChanges = { "text" },
                Aliases = { new Alias { Name = "old" } },
            });

        public static ConcurrentDictionary<string, ResourceOptions> Seen { get; } = new();
    }
}
