using System.Text.Json.Nodes;
using Infra.Tests.PreviewTests.Comparison;
using Infra.Tests.PreviewTests.Rules;
using Infra.Tests.Support;
using StackPreview.Json;
using StackPreview.Plans;

namespace Infra.Tests.Data.Postgres;

/// <summary>The operator takes no new image together with new parameters where a replica takes over first.</summary>
public sealed class ImageChangeTests
{
    private const string Old = "ghcr.io/cloudnative-pg/postgresql:18.6-standard-trixie";

    private static readonly Plan Before = Cluster("old:18", "200");

    [Fact]
    public void An_image_that_changes_with_a_parameter_is_refused()
        => Assert.Equal(
            "Cluster thing-postgres: its image and its parameters (max_connections) change together, which the operator refuses where a "
                + "replica takes over first. Hold the image back: set infra:companions.thing.postgres.image to old:18, deploy that, and "
                + "remove it with the next update.",
            Assert.Single(StackChange.Between(Before, Cluster("new:18", "300")).Refused).Text);

    [Fact]
    public void Either_may_change_alone()
    {
        Assert.True(StackChange.Between(Before, Cluster("new:18", "200")).IsPassed);
        Assert.True(StackChange.Between(Before, Cluster("old:18", "300")).IsPassed);
    }

    [Fact]
    public void So_may_both_of_a_server_that_restarts_where_it_is()
        => Assert.True(StackChange.Between(Cluster("old:18", "200", instances: 1), Cluster("new:18", "300", instances: 1)).IsPassed);

    [Theory]
    [InlineData("stage")]
    [InlineData("prod")]
    public async Task A_stack_of_an_earlier_program_gets_here_in_two_updates(string stack)
    {
        var now = await StackChange.PlanAsync(stack);
        var before = Earlier(now);
        var held = await StackChange.PlanWithAsync(stack, $"infra:postgres: {{image: '{Old}'}}");

        var refused = Assert.Single(StackChange.Between(before, now).Refused).Text;
        Assert.Contains("its image and its parameters (max_slot_wal_keep_size) change together", refused);
        Assert.Contains($"set infra:postgres.image to {Old}, deploy that, and remove it with the next update", refused);
        Assert.Empty(StackChange.Between(before, held).Refused);
        Assert.Empty(StackChange.Between(before, held).Rollouts);
        Assert.Empty(StackChange.Between(held, now).Refused);
        Assert.Contains("imageName changes", Assert.Single(StackChange.Between(held, now).Rollouts).Reason);
    }

    // As it was before replicas took over first.
    private static Plan Earlier(Plan plan)
    {
        var parameters = plan.Find("Cluster postgres").Inputs.At("spec.postgresql.parameters")!.DeepClone().AsObject();
        parameters.Remove("max_slot_wal_keep_size");
        return plan
            .With("Cluster postgres", "spec.imageName", Old)
            .With("Cluster postgres", "spec.primaryUpdateMethod", null)
            .With("Cluster postgres", "spec.smartShutdownTimeout", null)
            .With("Cluster postgres", "spec.switchoverDelay", null)
            .With("Cluster postgres", "spec.postgresql.parameters", parameters);
    }

    private static Plan Cluster(string image, string connections, int instances = 2) => SmallPlan.Of(
        "Cluster",
        $$$"""
        {
          "metadata": { "name": "thing-postgres", "namespace": "shop-prod" },
          "spec": {
            "instances": {{{instances}}},
            "imageName": "{{{image}}}",
            "primaryUpdateMethod": "{{{(instances > 1 ? "switchover" : "restart")}}}",
            "postgresql": { "parameters": { "max_connections": "{{{connections}}}" } }
          }
        }
        """);
}
