using Pulumi.Engine.Protocol;

namespace Pulumi.Engine;

/// <summary>The engine's own log, which the user sees. Messages arrive in the order in which they were written.</summary>
internal sealed class EngineLog(EngineChannel channel) : IEngine
{
    private readonly Protocol.Engine.EngineClient _client = new(channel.Calls);
    private readonly Lock _lock = new();
    private Task _last = Task.CompletedTask;

    public Task LogAsync(LogMessage message)
    {
        lock (_lock)
            return _last = LogAfterAsync(_last, message);
    }

    private async Task LogAfterAsync(Task previous, LogMessage message)
    {
        // Whoever wrote that one is told that it failed.
        await previous.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ForceYielding);
        var request = new LogRequest
        {
            Severity = (Protocol.LogSeverity)message.Severity,
            Message = message.Text,
            Urn = message.Resource is { } resource ? (await resource.Urn.Data).As<string>() : "",
            StreamId = message.StreamId ?? 0,
            Ephemeral = message.IsEphemeral ?? false,
        };
        await channel.AnswerAsync(_client.LogAsync(request));
    }
}
