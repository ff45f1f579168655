using Infra;
using StackPreview;

// Three ways to run: by the Pulumi engine, with an offline verb, or by mistake.
try
{
    if (PulumiEngine.HasStartedThisProcess)
        return await EngineRun.RunAsync();
    return await new CommandLine(Console.Out, Console.Error, WorkingFolder.Path).RunAsync(args);
}
catch (PreviewException exception)
{
    ErrorOutput.Write(exception.Messages);
    return ExitCode.Unusable;
}
catch (Exception exception) when (ErrorOutput.IsFailureToWrite(exception))
{
    var reason = (exception.InnerException ?? exception).Message.TrimEnd('.');
    ErrorOutput.Write($"The output cannot be written; {reason}. Send it somewhere else.");
    return ExitCode.Unusable;
}
