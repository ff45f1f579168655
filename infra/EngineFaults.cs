using System.Collections.Immutable;
using Pulumi;

namespace Infra;

/// <summary>Tells the engine what is wrong with a stack, instead of declaring it.</summary>
internal static class EngineFaults
{
    /// <summary>Logs faults to the engine, and registers nothing.</summary>
    /// <param name="messages">The faults, a line each.</param>
    /// <returns>The exit code: <see cref="ExitCode.Unusable"/> where there is no engine that takes them; then they are shown.</returns>
    public static async Task<int> TellAsync(ImmutableArray<string> messages)
    {
        try
        {
            if (await Deployment.RunAsync<PlatformStack>(new RefusedStack(messages)) == ExitCode.Shown)
                return ExitCode.Shown;
        }
        catch (InvalidOperationException)
        {
            // A part of what the engine hands over is missing.
        }

        ErrorOutput.Write(messages);
        return ExitCode.Unusable;
    }

    // Of an exception that is thrown before the stack is there, the SDK logs the message, and registers nothing.
    private sealed class RefusedStack(ImmutableArray<string> messages) : IServiceProvider
    {
        /// <inheritdoc/>
        public object? GetService(Type serviceType) => throw new RunException(string.Join('\n', messages));
    }
}
