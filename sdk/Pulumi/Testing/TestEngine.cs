using System.Collections.Immutable;

namespace Pulumi.Testing;

/// <summary>The engine of a test: keeps the errors that are logged, drops the rest.</summary>
internal sealed class TestEngine : IEngine
{
    private ImmutableArray<string> _errors = [];

    public ImmutableArray<string> Errors => _errors;

    public Task LogAsync(LogMessage message)
    {
        if (message.Severity == LogSeverity.Error)
            ImmutableInterlocked.Update(ref _errors, (errors, error) => errors.Add(error), message.Text);
        return Task.CompletedTask;
    }
}
