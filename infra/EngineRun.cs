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

        var settings = Catalog.Default.Settings.Load(EngineConfiguration.Read(stack), requireAll: true);
        if (PulumiSdk.IsSource && !settings.AllowSourceSdk)
        {
            throw new InputException(
                "Directory.Build.props: PulumiSdk is source; the engine runs a program that was built with the official packages. "
                + "Set the environment variable PulumiSdk=nuget, or change the line.");
        }

        var preview = await Preview.RunAsync(settings, stack, Catalog.Default);
        if (!preview.IsPassed)
        {
            var findings = preview.Checks.SelectMany(check => check.Findings.Select(finding => $"{check.Check.Id}: {finding.Text}"));
            throw new PreviewException([.. findings]);
        }

        return await DeployAsync(settings);
    }

    private static bool IsPreview => bool.TryParse(Environment.GetEnvironmentVariable("PULUMI_DRY_RUN"), out var isPreview) && isPreview;

    // The process ends as it would without this: with 128 and the signal's number.
    private static void SayCancelled(PosixSignalContext context)
        => ErrorOutput.Write(
            $"The run was cancelled with {context.Signal}; nothing more of the stack is registered. Run it again to go on where it ended."
        );

    private static async Task<int> DeployAsync(StackSettings settings)
    {
        try
        {
            var exitCode = await Deployment.RunAsync<PlatformStack>(new StackProvider(settings, Catalog.Default));
            if (exitCode == ExitCode.Shown && !IsPreview)
                await Console.Error.WriteLineAsync(ReleaseFailure.AdviceFor(settings));
            return exitCode;
        }
        catch (InvalidOperationException exception)
        {
            // A part of what the engine hands over is missing.
            throw new InputException(exception.Message);
        }
    }
}
