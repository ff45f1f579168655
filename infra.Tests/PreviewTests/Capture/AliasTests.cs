using Infra.Tests.PreviewTests.Comparison;
using Infra.Tests.Support;
using Pulumi;
using Pulumi.Kubernetes.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;
using Pulumi.Testing;
using StackPreview.Capture;
using StackPreview.Comparison;
using StackPreview.Plans;
using StackPreview.Running;

namespace Infra.Tests.PreviewTests.Capture;

/// <summary>What an alias says was called something else is the same: it is neither created nor deleted.</summary>
public sealed class AliasTests
{
    [Fact]
    public async Task A_component_with_an_alias_keeps_what_is_in_it()
    {
        var comparison = StackChange.Between(await PlanAsync("old"), await PlanAsync("new", alias: "old"));

        Assert.Equal(
            ["Group new", "ConfigMap fixed", "ConfigMap new-config", "ConfigMap reader"],
            comparison.Resources.Select(change => change.Title));
        Assert.All(comparison.Resources, change => Assert.Equal(ChangeKind.Changed, change.Kind));
        Assert.All(comparison.Resources, change =>
            Assert.All(change.Fields, field => Assert.StartsWith("options.", field.Path.ToString(), StringComparison.Ordinal)));
        Assert.Contains(
            "options.urn: "
                + "infra:test:Group$kubernetes:core/v1:ConfigMap::old-fixed → infra:test:Group$kubernetes:core/v1:ConfigMap::new-fixed",
            SmallPlan.LinesOf(comparison.Resources[1]));
    }

    [Fact]
    public async Task Without_an_alias_all_of_it_is_made_anew()
    {
        var comparison = StackChange.Between(await PlanAsync("old"), await PlanAsync("new"));
        Assert.Equal(4, comparison.Of(ChangeKind.Created).Count());
        Assert.Equal(4, comparison.Of(ChangeKind.Deleted).Count());
    }

    [Fact]
    public async Task An_alias_that_nothing_was_called_creates()
        => Assert.Equal(
            4,
            StackChange.Between(await PlanAsync("old"), await PlanAsync("new", alias: "other")).Of(ChangeKind.Created).Count());

    [Fact]
    public async Task An_alias_that_has_done_its_work_goes_without_a_trace()
        => Assert.Empty(StackChange.Between(await PlanAsync("new", alias: "old"), await PlanAsync("new")).Resources);

    [Fact]
    public async Task Types_that_the_packages_know_objects_by_are_no_aliases()
        => Assert.All((await Previews.OfAsync("prod")).Plan.Objects, resource => Assert.Empty(resource.Options.Aliases));

    private static async Task<Plan> PlanAsync(string name, string? alias = null)
    {
        var capture = new PlanCapture(Catalog.Default.Kinds);
        await Deployment.TestWithServiceProviderAsync<GroupStack>(
            new OfflineEngine(Catalog.Default.Kinds, capture.IsComponent),
            new Provider(name, alias, capture.Options),
            new TestOptions
            {
                ProjectName = "infra",
                StackName = "prod",
                IsPreview = false,
            });
        return capture.ToPlan("infra", "prod");
    }

    private sealed class Provider(string name, string? alias, StackOptions options) : IServiceProvider
    {
        public object GetService(Type serviceType) => new GroupStack(name, alias, options);
    }

    private sealed class GroupStack : Stack
    {
        public GroupStack(string name, string? alias, StackOptions options)
            : base(options)
            => _ = new Group(name, alias is null ? new() : new() { Aliases = { new Alias { Name = alias } } });
    }

    private sealed class Group : ComponentResource
    {
        public Group(string name, ComponentResourceOptions options)
            : base("infra:test:Group", name, options)
        {
            var own = new CustomResourceOptions { Parent = this };
            _ = new ConfigMap($"{name}-fixed", new ConfigMapArgs { Metadata = new ObjectMetaArgs { Name = "fixed" } }, own);
            var unnamed = new ConfigMap(
                $"{name}-config",
                new ConfigMapArgs { Metadata = new ObjectMetaArgs(), Data = { ["A"] = "1" } },
                own);
            _ = new ConfigMap(
                $"{name}-reader",
                new ConfigMapArgs
                {
                    Metadata = new ObjectMetaArgs { Name = "reader" },
                    Data = { ["NAME"] = unnamed.Metadata.Apply(metadata => metadata.Name) },
                },
                own);
            RegisterOutputs();
        }
    }
}
