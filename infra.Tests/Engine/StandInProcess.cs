using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Infra.Tests.Support;

namespace Infra.Tests.Engine;

/// <summary>
/// The process in Node that plays the engine, for all tests of this process. It ends with its input, which the operating system closes
/// when this process ends, however that comes about.
/// </summary>
internal sealed class StandInProcess
{
    private static readonly string[] Tools = ["node", "npm:@grpc/grpc-js", "npm:@pulumi/pulumi/package.json"];

    private static readonly Lazy<StandInProcess> Shared = new(() => new StandInProcess());

    private readonly ConcurrentDictionary<int, TaskCompletionSource<JsonObject>> _asked = new();
    private readonly Process _process;
    private int _lastId;

    private StandInProcess()
    {
        _process = Process.Start(
            new ProcessStartInfo(Tool.PathOf("node"), [Repository.PathOf("infra.Tests", "Engine", "StandIn", "main.mjs")])
            {
                UseShellExecute = false,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
            })!;
        _ = ListenAsync();
    }

    /// <summary>The one of this process; it starts when it is first asked for.</summary>
    public static StandInProcess Instance => Shared.Value;

    /// <summary>Why a test under it is skipped here; null where it is not.</summary>
    /// <param name="isOfSourceSdk">Whether the test is about the subset in sdk/.</param>
    public static string? ReasonToSkip(bool isOfSourceSdk)
        => isOfSourceSdk && !PulumiSdk.IsSource
            ? "The program is built with the official packages, which word it in their own way."
            : Tool.ReasonToSkip(Tools);

    /// <summary>Sends a command, and gives the answer.</summary>
    public async Task<JsonObject> AskAsync(JsonObject command)
    {
        var id = Interlocked.Increment(ref _lastId);
        var answer = _asked[id] = new TaskCompletionSource<JsonObject>(TaskCreationOptions.RunContinuationsAsynchronously);
        command["id"] = id;
        lock (_process)
            _process.StandardInput.WriteLine(command.ToJsonString());
        await answer.Task.WithPatienceAsync();
        return await answer.Task;
    }

    private async Task ListenAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            var answer = JsonSerializer.Deserialize<JsonObject>(line)!;
            if (_asked.TryRemove(answer["id"]!.GetValue<int>(), out var asked))
                asked.SetResult(answer);
        }

        foreach (var asked in _asked.Values)
            asked.TrySetException(new InvalidOperationException("The stand-in of the engine has ended; its error stream says why."));
    }
}
