using Infra.Tests.Support;

namespace Infra.Tests.Engine;

/// <summary>A preview by the engine of a stack of which nothing is deployed yet: all that providers decide is unknown.</summary>
public sealed class PreviewTests
{
    private const string Stack = "prod";

    public static TheoryData<string> Applications => [.. Repository.Applications];

    [StandInTheory]
    [MemberData(nameof(Applications))]
    public async Task A_preview_registers_all_and_writes_nothing_unknown_into_texts(string application)
    {
        var expected = await ExpectedRun.OfAsync(application, Stack);
        var outcome = await EngineProgram.RunAsync(application, Stack, new Scenario { IsPreview = true });

        Assert.Empty(outcome.Errors);
        Assert.Equal((0, "", ""), (outcome.ExitCode, outcome.Output, outcome.Error));
        // Among what it refuses is a text with something unknown in it.
        Assert.Empty(outcome.Requests.Select(request => request.Refused).OfType<string>());
        Assert.Equal(
            expected.Plan.Resources.Select(resource => resource.Urn).Order(StringComparer.Ordinal),
            outcome.Registrations.Select(request => request.Urn).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(EngineStack.Canary, outcome.Shown, StringComparison.Ordinal);
        Assert.All(outcome.Requests, request =>
            Assert.DoesNotContain(EngineStack.Canary, WireValue.Public(request.Fields)!.ToJsonString(), StringComparison.Ordinal));
        Assert.All(outcome.Requests, request =>
            Assert.Equal(
                OccurrencesOf(WireValue.Unknown, request),
                OccurrencesOf($"\"{WireValue.Unknown}\"", request) + OccurrencesOf($"::{WireValue.Unknown}\"", request)));
        // Passwords are unknown, and the names of what has them in it.
        Assert.Contains(outcome.Registrations, request =>
            request.Text("type") == "kubernetes:core/v1:Secret" && OccurrencesOf(WireValue.Unknown, request) > 0);
        Assert.Contains(outcome.Registrations, request =>
            request.Text("type") == "kubernetes:apps/v1:Deployment" && OccurrencesOf(WireValue.Unknown, request) > 0);
    }

    private static int OccurrencesOf(string text, EngineRequest request) => request.Fields.ToJsonString().Split(text).Length - 1;
}
