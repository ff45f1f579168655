using System.Runtime.InteropServices;
using Infra.Faults;
using Infra.Settings;
using Infra.Settings.Reading;
using Pulumi;
using StackPreview;

namespace Infra;

/// <summary>Runs the program for the Pulumi engine: only a plan that passes every check is deployed, or previewed.</summary>
internal static class EngineRun
{
    // Besides the stack's name: without one of them, the engine did not start this process.
    private static readonly string[] HandedOver =
        ["PULUMI_MONITOR", "PULUMI_ENGINE", "PULUMI_PROJECT", "PULUMI_DRY_RUN", "PULUMI_QUERY_MODE", "PULUMI_PARALLEL"];

    private static string Monitor => Environment.GetEnvironmentVariable("PULUMI_MONITOR") ?? "";

    /// <summary>
    /// Reads the settings, holds the plan to every check, and only then registers anything. What is wrong is logged to the engine.
    /// </summary>
    public static async Task<int> RunAsync()
    {
        using var interruption = PosixSignalRegistration.Create(PosixSignal.SIGINT, SayCancelled);
        using var termination = PosixSignalRegistration.Create(PosixSignal.SIGTERM, SayCancelled);
        try
        {
            return await HoldAndDeployAsync();
        }
        catch (PreviewException exception)
        {
            return await EngineFaults.TellAsync(exception.Messages);
        }
    }

    private static async Task<int> HoldAndDeployAsync()
    {
        // The settings are read by its name, so that nothing else could say that it is missing.
        if (Environment.GetEnvironmentVariable("PULUMI_STACK") is not { Length: > 0 } stack)
            throw new InputException("PULUMI_STACK is not set; the engine sets it. Run the program with the pulumi CLI.");

        // Meanwhile the plan is checked. Where a part of what the engine hands over is missing, the SDK says so.
        var isComplete = HandedOver.All(name => Environment.GetEnvironmentVariable(name) is { Length: > 0 });
        var connection = EngineConnection.FaultOfAsync(
            isComplete ? new[] { Monitor, Environment.GetEnvironmentVariable("PULUMI_ENGINE")! }.Distinct() : []);
        var settings = Catalog.Default.Settings.Load(EngineConfiguration.Read(stack), requireAll: true);
        if (PulumiSdk.IsSource && !settings.AllowSourceSdk)
        {
            throw new InputException(
                "Directory.Build.props: PulumiSdk is source; the engine runs a program that was built with the official packages. "
                + "Set the environment variable PulumiSdk=nuget, or change the line.");
        }

        KubeConfig.Require(stack, settings.Cluster.Context);
        var preview = await Preview.RunAsync(settings, stack, Catalog.Default);
        if (!preview.IsPassed)
        {
            var findings = preview.Checks.SelectMany(check => check.Findings.Select(finding => $"{check.Check.Id}: {finding.Text}"));
            throw new PreviewException([.. findings]);
        }

        return await DeployAsync(settings, connection);
    }

    private static bool IsPreview => bool.TryParse(Environment.GetEnvironmentVariable("PULUMI_DRY_RUN"), out var isPreview) && isPreview;

    // The process ends as it would without this: with 128 and the signal's number.
    private static void SayCancelled(PosixSignalContext context)
        => ErrorOutput.Write(
            $"The run was cancelled with {context.Signal}; nothing more of the stack is registered. Run it again to go on where it ended."
        );

    private static async Task<int> DeployAsync(StackSettings settings, Task<string?> connection)
    {
        var stderr = Console.Error;
        var errors = new EngineErrors(stderr);
        string? lost;
        try
        {
            lost = await connection;
            if (lost is null)
            {
                Console.SetError(errors);
                var exitCode = await Deployment.RunAsync<PlatformStack>(new StackProvider(settings, Catalog.Default));
                if (!errors.AreUntold)
                {
                    if (exitCode == ExitCode.Shown && !IsPreview)
                        await stderr.WriteLineAsync(ReleaseFailure.AdviceFor(settings));
                    return exitCode;
                }

                lost = EngineConnection.Lost(Monitor);
            }
        }
        catch (InvalidOperationException exception) when (exception is not ObjectDisposedException)
        {
            // A part of what the engine hands over is missing.
            throw new InputException(exception.Message);
        }
        catch (Exception exception)
        {
            // What the program does wrong, the SDK tells the engine. What it throws itself is that it could not.
            lost = EngineConnection.Failed(Monitor, exception);
        }
        finally
        {
            Console.SetError(stderr);
        }

        await Console.Error.WriteLineAsync(lost);
        return ExitCode.CheckFailed;
    }
}
