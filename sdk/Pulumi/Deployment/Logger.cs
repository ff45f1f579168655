namespace Pulumi;

/// <summary>Sends messages to the engine and remembers whether one was an error.</summary>
internal sealed class Logger(IEngine engine)
{
    private volatile bool _hasErrors;

    public bool HasErrors => _hasErrors;

    public Task LogAsync(LogMessage message)
    {
        _hasErrors |= message.Severity == LogSeverity.Error;
        return engine.LogAsync(message);
    }
}
