using System.Globalization;

namespace Pulumi.Engine;

/// <summary>What the engine tells the program that it starts, in environment variables.</summary>
/// <param name="Monitor">Host and port of the monitor.</param>
/// <param name="Engine">Host and port of the log.</param>
/// <param name="Instance">What is deployed, and where.</param>
internal sealed record EngineEnvironment(string Monitor, string Engine, DeploymentInstance Instance)
{
    private static readonly string[] Required = ["PULUMI_MONITOR", "PULUMI_ENGINE", "PULUMI_PROJECT", "PULUMI_STACK"];

    /// <summary>Reads the variables.</summary>
    /// <exception cref="InvalidOperationException">The engine did not start this process.</exception>
    public static EngineEnvironment Read()
    {
        // A value that is not read as what it is would make an update of a preview.
        if (Required.Any(name => Value(name).Length == 0)
            || !bool.TryParse(Value("PULUMI_DRY_RUN"), out var isDryRun)
            || !bool.TryParse(Value("PULUMI_QUERY_MODE"), out _)
            || !int.TryParse(Value("PULUMI_PARALLEL"), CultureInfo.InvariantCulture, out _))
        {
            throw new InvalidOperationException("Program run without the Pulumi engine available; re-run using the `pulumi` CLI");
        }

        var organization = Value("PULUMI_ORGANIZATION") is { Length: > 0 } given ? given : "organization";
        return new EngineEnvironment(
            Value("PULUMI_MONITOR"),
            Value("PULUMI_ENGINE"),
            new DeploymentInstance(organization, Value("PULUMI_PROJECT"), Value("PULUMI_STACK"), isDryRun));
    }

    private static string Value(string name) => Environment.GetEnvironmentVariable(name) ?? "";
}
