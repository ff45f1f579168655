using Infra;
using Infra.Settings.Reading;
using Pulumi;

// Three ways to run: by the Pulumi engine, with an offline verb, or by mistake.
try
{
    if (EngineRun.IsStartedByEngine)
        return await EngineRun.RunAsync();
    return await new CommandLine(Console.Out, Console.Error).RunAsync(args);
}
catch (SettingsException exception)
{
    foreach (var message in exception.Messages)
        await Console.Error.WriteLineAsync(message);
    return ExitCode.Unusable;
}
catch (RunException exception)
{
    await Console.Error.WriteLineAsync(ProgramFailure.Describe(exception));
    return ExitCode.Unusable;
}
