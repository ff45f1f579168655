using Infra;
using Infra.Faults;

// Three ways to run: by the Pulumi engine, with an offline verb, or by mistake.
try
{
    if (EngineRun.IsStartedByEngine)
        return await EngineRun.RunAsync();
    return await new CommandLine(Console.Out, Console.Error, Environment.CurrentDirectory).RunAsync(args);
}
catch (InputException exception)
{
    foreach (var message in exception.Messages)
        await Console.Error.WriteLineAsync(message);
    return ExitCode.Unusable;
}
catch (IOException exception)
{
    await Console.Error.WriteLineAsync($"The output cannot be written; {exception.Message.TrimEnd('.')}. Send it somewhere else.");
    return ExitCode.Unusable;
}
catch (Exception exception) when (ProgramFailure.Describe(exception) is { Count: > 0 } lines)
{
    foreach (var line in lines)
        await Console.Error.WriteLineAsync(line);
    return ExitCode.Unusable;
}
