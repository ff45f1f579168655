namespace Pulumi;

/// <summary>Sends messages to the engine and remembers whether one was an error.</summary>
internal sealed class Logger(IEngine engine)
{
    private volatile bool _hasErrors;

    public bool HasErrors => _hasErrors;

    public Task LogAsync(LogSeverity severity, string message, Resource? resource = null)
    {
        _hasErrors |= severity == LogSeverity.Error;
        return engine.LogAsync(severity, message, resource);
    }
}
