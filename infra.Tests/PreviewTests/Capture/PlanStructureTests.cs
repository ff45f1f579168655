using Infra.Tests.Support;
using Pulumi;
using StackPreview.Capture;
using StackPreview.Plans;
using StackPreview.Rendering;

namespace Infra.Tests.PreviewTests.Capture;

/// <summary>How plans and manifests are put together, whatever is in them.</summary>
public sealed class PlanStructureTests
{
    public static TheoryData<string> Stacks => [.. Repository.Stacks];

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task Resource_comes_after_its_parent_its_provider_and_all_that_it_depends_on(string stack)
    {
        var plan = await PlanOfAsync(stack);
        var before = new HashSet<string>();
        foreach (var resource in plan.Resources)
        {
            Assert.Superset(ComesAfter(resource).ToHashSet(), before);
            before.Add(resource.Urn);
        }
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task Resource_that_depends_on_a_component_comes_after_all_that_is_in_it(string stack)
    {
        var plan = await PlanOfAsync(stack);
        var position = plan.Resources.Index().ToDictionary(entry => entry.Item.Urn, entry => entry.Index);
        var pairs = (
            from resource in plan.Resources
            from component in plan.Resources.Where(component => component.IsComponent && resource.Dependencies.Contains(component.Urn))
            from part in plan.Resources.Where(part => part.Parent == component.Urn)
            select (Resource: resource, Part: part)).ToList();

        Assert.NotEmpty(pairs);
        Assert.All(pairs, pair =>
            Assert.True(position[pair.Part.Urn] < position[pair.Resource.Urn], $"{pair.Resource.Title} before {pair.Part.Title}"));
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task Urns_are_unique(string stack)
    {
        var urns = (await PlanOfAsync(stack)).Resources.Select(resource => resource.Urn).ToList();
        Assert.Equal(urns.Distinct(), urns);
    }

    // https://www.pulumi.com/docs/iac/concepts/resources/names/#urns
    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task Urn_is_the_one_that_the_engine_gives(string stack)
    {
        var plan = await PlanOfAsync(stack);
        var byUrn = plan.Resources.ToDictionary(resource => resource.Urn);

        Assert.All(plan.Resources, resource =>
            Assert.Equal($"urn:pulumi:{stack}::infra::{QualifiedType(resource)}::{resource.Name}", resource.Urn));

        // The stack is the parent of all and stands in no other's URN.
        string QualifiedType(PlannedResource resource) =>
            resource.Parent is { } urn && byUrn[urn] is { Parent: not null } parent
                ? $"{QualifiedType(parent)}${resource.Type}"
                : resource.Type;
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task Stack_comes_first_and_is_the_only_one_without_a_parent(string stack)
    {
        var plan = await PlanOfAsync(stack);

        Assert.Equal($"urn:pulumi:{stack}::infra::pulumi:pulumi:Stack::infra-{stack}", plan.Resources[0].Urn);
        Assert.Equal(plan.Resources[0], Assert.Single(plan.Resources, resource => resource.Parent is null));
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task Objects_have_one_provider_that_takes_nothing_from_the_machine(string stack)
    {
        var plan = await PlanOfAsync(stack);
        var provider = plan.Find("kubernetes cluster");

        Assert.All(plan.Objects, resource => Assert.Equal(provider.Urn, resource.Options.Provider));
        Assert.Equal(
            ["enableConfigMapMutable", "enablePatchForce", "enableSecretMutable", "enableServerSideApply"],
            provider.Inputs.Select(input => input.Key).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task Manifests_are_numbered_in_the_order_to_apply_them(string stack)
    {
        var plan = await PlanOfAsync(stack);
        var fileNames = ManifestWriter.Write(plan).Select(manifest => manifest.FileName).ToList();

        Assert.Equal(
            plan.Objects.Select((resource, index) => $"{index + 1:000}-{resource.Kind.ToLowerInvariant()}-{resource.ObjectName}.yaml"),
            fileNames);
        Assert.Equal(fileNames.Order(StringComparer.Ordinal), fileNames);
        Assert.All(fileNames, fileName => Assert.True(ManifestWriter.IsManifest(fileName), fileName));
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task Manifest_is_one_object(string stack)
    {
        var manifests = ManifestWriter.Write(await PlanOfAsync(stack)).ToList();

        Assert.NotEmpty(manifests);
        Assert.All(manifests, manifest =>
        {
            var lines = manifest.Text.Split('\n');
            Assert.Single(lines, line => line.StartsWith("kind: ", StringComparison.Ordinal));
            Assert.Single(lines, line => line.StartsWith("apiVersion: ", StringComparison.Ordinal));
            Assert.DoesNotContain("---", lines);
        });
    }

    [Fact]
    public async Task Two_resources_of_one_name_are_refused()
    {
        var resources = (await PlanOfAsync("prod")).Resources;
        var failure = Assert.Throws<RunException>(() => DeploymentOrder.Sort([.. resources, resources[^1]]));
        Assert.Equal($"two resources are {resources[^1].Urn}. Give one of them another name.", failure.Message);
    }

    private static IEnumerable<string> ComesAfter(PlannedResource resource)
        => resource.Dependencies.Concat(new[] { resource.Parent, resource.Options.Provider }.OfType<string>());

    private static async Task<Plan> PlanOfAsync(string stack) => (await Previews.OfAsync(stack)).Plan;
}
