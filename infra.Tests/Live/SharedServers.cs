namespace Infra.Tests.Live;

/// <summary>The servers that the tests of a class share. They start with the first test that runs, and stop after the last.</summary>
public sealed class SharedServers : IDisposable
{
    private Task<LiveStack>? _servers;
    private Task? _prepared;

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_servers is { IsCompletedSuccessfully: true })
            _servers.Result.Dispose();
    }

    /// <summary>The servers.</summary>
    /// <param name="start">What starts them, unless another test of the class did.</param>
    /// <param name="prepare">What is done once they run. Default: nothing.</param>
    internal async Task<LiveStack> GetAsync(Func<Task<LiveStack>> start, Func<LiveStack, Task>? prepare = null)
    {
        var live = await (_servers ??= start());
        await (_prepared ??= prepare?.Invoke(live) ?? Task.CompletedTask);
        return live;
    }
}
