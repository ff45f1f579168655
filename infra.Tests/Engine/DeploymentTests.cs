using System.Text.Json.Nodes;
using Infra.Data;
using Infra.Tests.Support;

namespace Infra.Tests.Engine;

/// <summary>What the engine is told is what the offline preview shows, of every application in every environment.</summary>
public sealed class DeploymentTests
{
    public static TheoryData<string, string> Deployments
    {
        get
        {
            var all = Repository.DeploymentData;
            all.Add("reference", $"{AwsStack.Prefix}prod");
            all.Add("graphrag", $"{AwsStack.Prefix}prod");
            all.Add("reference", $"{AzureStack.Prefix}prod");
            all.Add("graphrag", $"{AzureStack.Prefix}prod");
            return all;
        }
    }

    [StandInTheory]
    [MemberData(nameof(Deployments))]
    public async Task Each_planned_resource_is_registered_once_and_nothing_else(string application, string stack)
    {
        var (expected, outcome) = await DeployAsync(application, stack);

        Assert.Equal((0, "", ""), (outcome.ExitCode, outcome.Output, outcome.Error));
        Assert.Empty(outcome.Errors);
        Assert.Empty(outcome.Requests.Where(request => request.Refused is not null));
        Assert.Equal(
            expected.Plan.Resources.Select(resource => resource.Urn).Order(StringComparer.Ordinal),
            outcome.Registrations.Select(request => request.Urn).Order(StringComparer.Ordinal));
        var components = expected.Plan.Resources.Where(resource => resource.IsComponent).Select(resource => resource.Urn);
        Assert.Equal(
            components.Order(StringComparer.Ordinal),
            outcome.OutputRegistrations.Select(request => request.Text("urn")).Order(StringComparer.Ordinal));
        Assert.Equal("SignalAndWaitForShutdown", outcome.Requests[^1].Method);
        Assert.DoesNotContain(outcome.Requests, request => request.Answered is null);
    }

    [StandInTheory]
    [MemberData(nameof(Deployments))]
    public async Task Each_request_says_what_the_plan_says(string application, string stack)
    {
        var (expected, outcome) = await DeployAsync(application, stack);
        var differences = new RegistrationDifferences(expected);

        Assert.Equal("", string.Join('\n', outcome.Registrations.SelectMany(differences.Of)));
        Assert.All(outcome.Registrations, request =>
        {
            Assert.True(request.Flag("acceptsecrets"));
            Assert.True(request.Flag("supportsresultreporting"));
            Assert.Equal(
                request.Fields["object"]!.AsObject().Select(input => input.Key).Order(StringComparer.Ordinal),
                request.Fields["propertyDependencies"]!.AsObject().Select(input => input.Key).Order(StringComparer.Ordinal));
        });
    }

    // A value that another resource has decided is computed from that resource, wherever it stands.
    [StandInTheory]
    [MemberData(nameof(Deployments))]
    public async Task Each_property_names_the_resources_whose_values_it_has(string application, string stack)
    {
        var (expected, outcome) = await DeployAsync(application, stack);
        var origins = expected.Decided.ToLookup(decision => decision.Value, decision => decision.Urn);
        var found = 0;
        foreach (var request in outcome.Registrations)
        {
            foreach (var (property, value) in request.Fields["object"]!.AsObject())
            {
                var used = WireValue
                    .WordsOf(WireValue.Reveal(value))
                    .SelectMany(word => origins[word])
                    .Where(urn => urn != request.Urn)
                    .ToHashSet();
                var named = request.Fields["propertyDependencies"]![property]!["urnsList"]!
                    .AsArray()
                    .Select(urn => (string)urn!)
                    .ToHashSet();
                Assert.True(used.IsSubsetOf(named), $"{request.Urn}: {property} has values of {string.Join(", ", used.Except(named))}.");
                Assert.True(
                    named.IsSubsetOf(request.Texts("dependencies")),
                    $"{request.Urn}: {property} depends on what the resource does not: "
                        + $"{string.Join(", ", named.Except(request.Texts("dependencies")))}."
                );
                found += used.Count;
            }
        }

        Assert.NotEqual(0, found);
    }

    // The plan masks them, so they are compared with those of the same run in this process.
    [StandInTheory]
    [MemberData(nameof(Deployments))]
    public async Task The_values_of_secrets_arrive(string application, string stack)
    {
        var (expected, outcome) = await DeployAsync(application, stack);
        foreach (var request in outcome.Registrations.Where(request => request.Flag("custom") == true))
        {
            Assert.True(
                JsonNode.DeepEquals(expected.Inputs[request.Urn!], WireValue.Reveal(request.Fields["object"])),
                $"{request.Urn} has other inputs.");
        }
    }

    [StandInTheory]
    [MemberData(nameof(Deployments))]
    public async Task The_stack_gives_out_what_the_plan_says(string application, string stack)
    {
        var (expected, outcome) = await DeployAsync(application, stack);
        var components = outcome.OutputRegistrations.ToDictionary(
            request => request.Text("urn"),
            request => request.Fields["outputs"]?.AsObject() ?? []);
        var stackUrn = expected.Plan.Resources.Single(resource => resource.Parent is null).Urn;

        var planned = new JsonObject(expected.Plan.Outputs.Select(output => KeyValuePair.Create(output.Key, output.Value?.DeepClone())));
        Assert.Equal("", string.Join('\n', new ValueDifferences().Of("outputs", planned, components[stackUrn])));
        // What a stack does not have is not there, which reads as null.
        Assert.Equal(
            expected.Plan.Outputs.Where(output => output.Value is not null).Select(output => output.Key),
            components[stackUrn].Select(output => output.Key).Order(StringComparer.Ordinal));
        Assert.All(components.Where(component => component.Key != stackUrn), component => Assert.Empty(component.Value));
    }

    [StandInTheory]
    [MemberData(nameof(Deployments))]
    public async Task Each_resource_waits_for_the_answers_to_all_it_depends_on(string application, string stack)
    {
        var (expected, outcome) = await DeployAsync(application, stack);
        Assert.Empty(OrderFaults(expected, outcome));
        // The engine gave its answers in another order than it was asked, or this shows nothing.
        var answers = outcome.Registrations.Select(request => request.Answered!.Value).ToList();
        Assert.NotEqual(answers.Order(), answers);
    }

    [StandInTheory]
    [MemberData(nameof(Deployments))]
    public async Task No_secret_is_seen(string application, string stack)
    {
        var (_, outcome) = await DeployAsync(application, stack);

        Assert.All(outcome.Requests, request =>
            Assert.DoesNotContain(EngineStack.Canary, WireValue.Public(request.Fields)!.ToJsonString(), StringComparison.Ordinal));
        Assert.DoesNotContain(EngineStack.Canary, outcome.Shown, StringComparison.Ordinal);
        // They are there, where nobody sees them.
        Assert.Contains(outcome.Registrations, request => request.ToString().Contains(EngineStack.Canary, StringComparison.Ordinal));
    }

    // Resources that live stacks know by another name, or in another place, would be among them. A data service may have had another
    // provider.
    [StandInTheory]
    [MemberData(nameof(Deployments))]
    public async Task Nothing_has_another_name_than_an_older_version_of_its_kind(string application, string stack)
    {
        var (_, outcome) = await DeployAsync(application, stack);
        foreach (var request in outcome.Registrations)
        {
            var type = request.Text("type");
            var service = DataServices.All.FirstOrDefault(service => service.ComponentTypes.Contains(type));
            var others = request.Fields["aliasesList"]!.AsArray().Select(alias => (string)alias!["spec"]!["type"]!).ToList();
            if (service is not null)
                Assert.Equal(service.ComponentTypes.Remove(type), others);
            else
                Assert.All(others, other => Assert.EndsWith($":{type.Split(':')[^1]}", other, StringComparison.Ordinal));
            Assert.Empty(request.Texts("aliasurns"));
        }

        Assert.Contains(outcome.Registrations, request =>
            request.Text("type") == "kubernetes:apps/v1:Deployment" && request.Fields["aliasesList"]!.AsArray().Count > 0);
    }

    [StandInFact]
    public async Task An_engine_that_takes_its_time_is_told_the_same()
    {
        var (expected, prompt) = await DeployAsync("reference", "prod");
        var late = await EngineProgram.RunAsync("reference", "prod", Scenario.Late);

        Assert.Equal((0, ""), (late.ExitCode, late.Error));
        Assert.Empty(OrderFaults(expected, late));
        var (before, after) = (Sent(prompt), Sent(late));
        Assert.Equal(before.Keys.Order(StringComparer.Ordinal), after.Keys.Order(StringComparer.Ordinal));
        Assert.All(before, request => Assert.True(JsonNode.DeepEquals(request.Value, after[request.Key]), request.Key));

        static Dictionary<string, JsonObject> Sent(EngineOutcome outcome)
            => outcome
                .Registrations.Concat(outcome.OutputRegistrations)
                .ToDictionary(request => $"{request.Method} {request.Urn ?? request.Text("urn")}", request => request.Fields);
    }

    private static async Task<(ExpectedRun Expected, EngineOutcome Outcome)> DeployAsync(string application, string stack)
        => (await ExpectedRun.OfAsync(application, stack), await EngineProgram.DeployedAsync(application, stack));

    private static IEnumerable<string> OrderFaults(ExpectedRun expected, EngineOutcome outcome)
    {
        var differences = new RegistrationDifferences(expected);
        var requests = outcome.Registrations.ToDictionary(request => request.Urn!);
        return from request in requests.Values
               from urn in differences.Awaited(request.Urn!)
               where !(requests[urn].Answered < request.Arrived)
               select $"{request.Urn} was registered before {urn} was answered";
    }
}
