using Infra.Environments;
using Infra.Settings;
using Infra.Tests.Support;

namespace Infra.Tests.Plans;

/// <summary>What the three environments have, and that they differ where their profiles say and nowhere else.</summary>
public sealed class InventoryTests
{
    private static readonly string[] Budgets =
    [
        "PodDisruptionBudget api",
        "PodDisruptionBudget qdrant",
        "PodDisruptionBudget redis",
        "PodDisruptionBudget worker",
    ];
    private static readonly string[] ExampleData = ["ConfigMap reference-seed-config", "Job seed", "Secret reference-seed-secrets"];
    // Where an authority asks the hosts; dev has one of its own.
    private static readonly string[] Challenges = ["NetworkPolicy acme-solver"];
    // What a restore drill that runs by schedule tells the age of a backup by.
    private static readonly string[] Heartbeat = ["CronJob postgres-heartbeat", "ServiceAccount postgres-heartbeat"];
    private static readonly string[] Autoscalers = ["HorizontalPodAutoscaler api"];

    public static TheoryData<string> Stacks => [.. Repository.Stacks];

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task Inventories_differ_exactly_where_the_profiles_say(string stack)
    {
        var inventories = await Task.WhenAll(Repository.Stacks.Select(Inventory.OfAsync));
        var shared = inventories.Aggregate<IEnumerable<string>>((all, one) => all.Intersect(one));
        var profile = EnvironmentCatalog.All.Single(profile => profile.Name == stack);

        var expected = shared.Append($"Namespace reference-{stack}")
            .Concat(profile.SurvivesNodeLoss ? Budgets : [])
            .Concat(Previews.SettingsOf(stack).Edge.Certificates.AsksHosts ? Challenges : [])
            .Concat(profile.ProtectsData ? Heartbeat : [])
            .Concat(profile.HasExampleData ? ExampleData : [])
            .Concat(PlatformDefaults.Services(profile).IsAutomatic ? Autoscalers : []);

        Assert.Equal(expected.Order(StringComparer.Ordinal), await Inventory.OfAsync(stack));
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task Kind_and_name_are_enough_to_tell_objects_apart(string stack)
    {
        var inventory = await Inventory.OfAsync(stack);
        Assert.Equal(inventory.Distinct(), inventory);
    }
}
