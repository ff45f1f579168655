using System.Text.Json;
using System.Text.Json.Nodes;
using Infra.Tests.PreviewTests.Comparison;
using Infra.Tests.Support;
using StackPreview.PlanFiles;
using StackPreview.Plans;

namespace Infra.Tests.PreviewTests.Plans;

/// <summary>A plan that is written and read is the same plan; and a plan is what it is.</summary>
public sealed class PlanRoundTripTests
{
    public static TheoryData<string, string> Deployments => Repository.DeploymentData;

    [Theory]
    [MemberData(nameof(Deployments))]
    public async Task What_is_written_is_read_as_the_same_plan(string application, string stack)
    {
        var plan = await StackChange.PlanAsync(stack, application);
        var read = Read(plan);

        Assert.Equal(PlanJson.Write(plan), PlanJson.Write(read));
        Assert.Equal(
            (plan.Stack, plan.Environment, plan.Application, plan.Namespace, plan.ProtectsData),
            (read.Stack, read.Environment, read.Application, read.Namespace, read.ProtectsData));
        Assert.Equal(plan.OutputFingerprints.ToList(), read.OutputFingerprints.ToList());
        Assert.Equal(plan.Outputs.Keys, read.Outputs.Keys);
        Assert.All(plan.Outputs, output => Assert.True(JsonNode.DeepEquals(output.Value, read.Outputs[output.Key]), output.Key));
        Assert.Equal(plan.Resources.Length, read.Resources.Length);
        Assert.All(plan.Resources.Zip(read.Resources), pair => AssertSame(pair.First, pair.Second));
    }

    [Theory]
    [MemberData(nameof(Deployments))]
    public async Task A_plan_does_not_differ_from_itself(string application, string stack)
    {
        var plan = await StackChange.PlanAsync(stack, application);
        var comparison = StackChange.Between(Read(plan), plan);

        Assert.True(comparison.IsEmpty, StackChange.TextOf(comparison));
        Assert.Equal(plan.Resources.Length, comparison.Unchanged);
        Assert.Equal("No changes.\n", StackChange.TextOf(comparison));
        Assert.Empty(comparison.Findings);
    }

    private static Plan Read(Plan plan) => PlanReader.Read("plan.json", JsonElement.Parse(PlanJson.Write(plan)), Catalog.Default.Kinds);

    private static void AssertSame(PlannedResource written, PlannedResource read)
    {
        Assert.True(JsonNode.DeepEquals(written.Inputs, read.Inputs), written.Urn);
        Assert.Equal(
            (written.Type, written.Name, written.Urn, written.Parent, written.Kind, written.ObjectName, written.Title),
            (read.Type, read.Name, read.Urn, read.Parent, read.Kind, read.ObjectName, read.Title));
        Assert.Equal(written.Fingerprints.ToList(), read.Fingerprints.ToList());
        Assert.Equal(written.Dependencies.ToList(), read.Dependencies.ToList());
        Assert.Equal(
            (written.Options.Protect, written.Options.RetainOnDelete, written.Options.Provider),
            (read.Options.Protect, read.Options.RetainOnDelete, read.Options.Provider));
        Assert.Equal(written.Options.IgnoreChanges.ToList(), read.Options.IgnoreChanges.ToList());
        Assert.Equal(written.Options.ReplaceOnChanges.ToList(), read.Options.ReplaceOnChanges.ToList());
        Assert.Equal(written.Options.AdditionalSecretOutputs.ToList(), read.Options.AdditionalSecretOutputs.ToList());
        Assert.Equal(written.Options.Aliases.ToList(), read.Options.Aliases.ToList());
        Assert.Equal(written.Options.TimeoutSeconds.ToList(), read.Options.TimeoutSeconds.ToList());
        Assert.Equal(
            written.Creates.Select(created =>
                (created.Kind, created.Name, string.Join(',', created.Keys), string.Join(',', created.Ports))),
            read.Creates.Select(created => (created.Kind, created.Name, string.Join(',', created.Keys), string.Join(',', created.Ports))));
        Assert.All(written.Creates.Zip(read.Creates), pair => Assert.Equal(pair.First.Labels.ToHashSet(), pair.Second.Labels.ToHashSet()));
    }
}
