using System.Text.Json.Nodes;
using Infra.Tests.Support;
using StackPreview.Plans;

namespace Infra.Tests.Deployed;

/// <summary>
/// Stacks that are deployed survive every change of the program: what holds data or a generated secret in them is declared under its URN
/// or with an alias of it, and neither deleted nor replaced nor called anything else in the cluster.
/// </summary>
public sealed class DeployedResourcesTests
{
    private const string Component = "infra:data:CloudNativePg";
    private const string OtherComponent = "infra:postgres:CloudNativePg";
    private const string Password = $"{Component}$random:index/randomPassword:RandomPassword::postgres-owner-password-g1";
    private const string OtherPassword = $"{Component}$random:index/randomPassword:RandomPassword::postgres-user-password-g1";
    private const string Cluster = $"{Component}$kubernetes:postgresql.cnpg.io/v1:Cluster::postgres-cluster";
    private const string Redis = "infra:data:RedisServer$kubernetes:apps/v1:StatefulSet::redis-server";
    private const string Namespace = "infra:isolation:IsolatedNamespace$kubernetes:core/v1:Namespace::namespace-namespace";
    private const string Volume = "infra:application:ApplicationProject$kubernetes:core/v1:PersistentVolumeClaim::nica-hf-cache-volume";
    private const string Gone = "deleted, or another one without an alias";

    public static TheoryData<string, string> Stacks
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var (application, environment) in DeployedResources.Stacks)
                data.Add(application, environment);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task Nothing_that_holds_data_is_lost(string application, string environment)
    {
        // The stack, its namespace, a database with its password, and more.
        Assert.InRange(DeployedResources.PlanOf(application, environment).Resources.Length, 7, 40);
        Assert.Empty(DeployedResources.LostIn((await Previews.OfAsync(environment, application)).Plan));
    }

    [Fact]
    public async Task A_resource_of_another_name_is_lost()
        => Assert.Equal([$"{Password}: {Gone}"], await LostAsync(plan => Renamed(plan, Password, OtherPassword, isAliased: false)));

    [Fact]
    public async Task A_resource_of_another_name_with_an_alias_is_kept()
        => Assert.Empty(await LostAsync(plan => Renamed(plan, Password, OtherPassword, isAliased: true)));

    [Fact]
    public async Task What_is_in_a_component_that_moved_is_lost()
    {
        var lost = await LostAsync(plan => Renamed(plan, Component, OtherComponent, isAliased: false));
        Assert.Contains($"{Cluster}: {Gone}", lost);
        Assert.Equal(Deployed($"{Component}$").Select(urn => $"{urn}: {Gone}"), lost.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_is_in_a_component_that_moved_with_an_alias_is_kept()
        => Assert.Empty(await LostAsync(plan => Renamed(plan, Component, OtherComponent, isAliased: true)));

    [Fact]
    public async Task A_StatefulSet_whose_volumes_are_of_another_class_is_replaced()
        => Assert.Equal(
            [$"{Redis}: replaced because of spec.volumeClaimTemplates[data].spec.storageClassName"],
            await LostAsync(plan => plan.With("StatefulSet redis", "spec.volumeClaimTemplates[0].spec.storageClassName", "fast")));

    [Fact]
    public async Task A_StatefulSet_whose_volumes_grow_is_kept()
    {
        const string Size = "spec.volumeClaimTemplates[0].spec.resources.requests.storage";
        Assert.Empty(await LostAsync(plan => plan.With("StatefulSet redis", Size, "99Gi")));
    }

    [Fact]
    public async Task A_generated_secret_of_another_length_is_replaced()
        => Assert.Equal(
            [$"{Password}: replaced because of length"],
            await LostAsync(plan => plan.With("RandomPassword postgres-owner-password-g1", "length", 33)));

    [Fact]
    public async Task In_a_namespace_of_another_name_all_objects_are_replaced()
    {
        var lost = await LostAsync(plan => plan with { Resources = [.. plan.Resources.Select(InAnotherNamespace)] });
        Assert.Contains($"{Namespace}: replaced because of metadata.name", lost);
        Assert.Contains($"{Cluster}: replaced because of metadata.namespace", lost);
        Assert.Equal(Deployed("$kubernetes:").Count(), lost.Count);

        static PlannedResource InAnotherNamespace(PlannedResource resource)
        {
            var inputs = resource.Inputs.ToJsonString().Replace("\"reference-prod\"", "\"shop-prod\"", StringComparison.Ordinal);
            return resource with { Inputs = JsonNode.Parse(inputs)!.AsObject() };
        }
    }

    [Theory]
    [InlineData("metadata.name", "model-cache")]
    [InlineData("spec.storageClassName", "fast")]
    public async Task A_volume_of_another_name_in_the_cluster_or_of_another_class_is_replaced(string path, string value)
        => Assert.Equal(
            [$"{Volume}: replaced because of {path}"],
            await LostAsync(plan => plan.With("PersistentVolumeClaim hf-cache", path, value), "nica"));

    [Fact]
    public async Task What_is_declared_no_more_is_lost()
        => Assert.Equal([$"{Cluster}: {Gone}"], await LostAsync(plan => plan.Without(plan.Find("Cluster postgres"))));

    private static async Task<IReadOnlyList<string>> LostAsync(Func<Plan, Plan> change, string application = "reference")
        => DeployedResources.LostIn(change((await Previews.OfAsync("prod", application)).Plan));

    // The URNs in the file that hold a text, without the stack's name.
    private static IEnumerable<string> Deployed(string part)
        => DeployedResources.PlanOf("reference", "prod").Resources
            .Select(resource => resource.Urn.Split("::", 3)[2])
            .Where(urn => urn.Contains(part, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);

    // The plan as if the program called something else, all that is in it included.
    private static Plan Renamed(Plan plan, string old, string now, bool isAliased)
    {
        Assert.Contains(plan.Resources, resource => resource.Urn.Contains(old, StringComparison.Ordinal));
        return plan with { Resources = [.. plan.Resources.Select(Rename)] };

        PlannedResource Rename(PlannedResource resource)
        {
            var urn = Other(resource.Urn);
            return resource with
            {
                Urn = urn,
                Name = urn.Split("::")[^1],
                Facts = resource.Facts with { Type = urn.Split("::")[2].Split('$')[^1] },
                Parent = resource.Parent is null ? null : Other(resource.Parent),
                Dependencies = [.. resource.Dependencies.Select(Other)],
                Options = urn != resource.Urn && isAliased ? resource.Options with { Aliases = [resource.Urn] } : resource.Options,
            };
        }

        string Other(string urn) => urn.Replace(old, now, StringComparison.Ordinal);
    }
}
