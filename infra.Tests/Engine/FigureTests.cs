using Xunit.Abstractions;

namespace Infra.Tests.Engine;

/// <summary>
/// What a deployment costs on the program's side: prod of the default application, built, as a whole process. The figures are printed with
/// <c>dotnet test infra.Tests --filter FigureTests --logger "console;verbosity=detailed"</c>.
/// </summary>
/// <param name="output">Shows them.</param>
[Collection(MeasuredAlone.Name)]
public sealed class FigureTests(ITestOutputHelper output)
{
    private const int Runs = 3;

    // A machine without anything else to do takes 1.0 s at most; the time of one that has is not the program's.
    private const double MostSeconds = 4;

    // The official packages take 143 MiB, the subset in sdk/ less than 120.
    private static readonly double MostMebibytes = PulumiSdk.IsSource ? 120 : 180;

    [StandInFact]
    public async Task A_deployment_takes_little_time_and_memory()
    {
        var outcomes = new List<EngineOutcome>();
        for (var run = 0; run < Runs; run++)
            outcomes.Add(await EngineProgram.RunAsync("reference", "prod", new Scenario()));

        Assert.All(outcomes, outcome => Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error)));
        var (seconds, mebibytes) = (outcomes.ConvertAll(outcome => outcome.Seconds), outcomes.Max(outcome => outcome.Mebibytes));
        output.WriteLine(
            $"{outcomes[0].Registrations.Count()} resources, {Runs} runs: {seconds.Min():0.00} to {seconds.Max():0.00} s, "
                + $"{mebibytes:0} MiB at most");
        Assert.True(seconds.Min() < MostSeconds, $"The fastest has taken {seconds.Min():0.00} seconds.");
        Assert.True(mebibytes < MostMebibytes, $"It has used {mebibytes:0} MiB.");
    }
}
