using Infra;
using StackPreview;

// Three ways to run: by the Pulumi engine, with an offline verb, or by mistake.
try
{
    if (PulumiEngine.HasStartedThisProcess)
        return await EngineRun.RunAsync();
    return await new CommandLine(Console.Out, Console.Error, Environment.CurrentDirectory).RunAsync(args);
}
catch (PreviewException exception)
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
