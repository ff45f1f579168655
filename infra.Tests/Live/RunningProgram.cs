using System.Collections.Concurrent;
using System.Diagnostics;
using Infra.Tests.Support;

namespace Infra.Tests.Live;

/// <summary>A program in a <see cref="PrivateHost"/> that runs until it is stopped.</summary>
internal sealed class RunningProgram : IDisposable
{
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _output = new();
    private readonly ConcurrentQueue<string> _errors = new();

    /// <summary>Starts it.</summary>
    /// <param name="program">What brings it into the host and waits there for its end: the one child of that process.</param>
    /// <param name="arguments">Its arguments.</param>
    public RunningProgram(string program, IEnumerable<string> arguments)
    {
        _process = Process.Start(
            new ProcessStartInfo(program, arguments)
            {
                UseShellExecute = false,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
        _process.OutputDataReceived += (_, line) => Add(_output, line.Data);
        _process.ErrorDataReceived += (_, line) => Add(_errors, line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();

        static void Add(ConcurrentQueue<string> lines, string? line)
        {
            if (line is not null)
                lines.Enqueue(line);
        }
    }

    /// <summary>The lines it has written so far.</summary>
    public IReadOnlyCollection<string> Output => _output;

    /// <summary>Waits until it has written a text.</summary>
    public Task HasWrittenAsync(string text)
        => UntilAsync(() => Task.FromResult(_output.Concat(_errors).Any(line => line.Contains(text))), $"It has not written \"{text}\".");

    /// <summary>Waits until a condition holds while it runs.</summary>
    public Task UntilAsync(Func<Task<bool>> condition, string failure)
    {
        return Waiting.UntilAsync(HoldsAsync, () => $"{failure}\n{Log}");

        async Task<bool> HoldsAsync()
        {
            if (await condition())
                return true;
            return _process.HasExited ? throw new InvalidOperationException($"It has ended. {failure}\n{Log}") : false;
        }
    }

    /// <summary>Stops it with a signal.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> StopAsync(int signal = Linux.Terminate)
    {
        var child = int.Parse(await File.ReadAllTextAsync($"/proc/{_process.Id}/task/{_process.Id}/children"));
        Linux.Signal(child, signal);
        await _process.WaitForExitAsync().WithPatienceAsync();
        return _process.ExitCode;
    }

    /// <inheritdoc/>
    public void Dispose() => _process.Dispose();

    private string Log => string.Join('\n', [.. _output, .. _errors]);
}
