namespace Pulumi;

/// <summary>The work a deployment has started and not finished: registrations and outputs that nobody awaits.</summary>
internal sealed class InFlightTasks
{
    private readonly Lock _lock = new();
    private readonly HashSet<Task> _running = [];

    // Many tasks wait for one, and fail with its exception: each exception is reported once.
    private readonly List<Exception> _failures = [];

    public void Add(Task task)
    {
        if (task.IsCompletedSuccessfully)
            return;

        lock (_lock)
        {
            if (!_running.Add(task))
                return;
        }

        _ = task.ContinueWith(Remove, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    /// <summary>Waits until nothing runs any more.</summary>
    /// <returns>What has failed meanwhile.</returns>
    public async Task<IReadOnlyList<Exception>> WaitAsync()
    {
        while (Running() is { Length: > 0 } running)
            await Task.WhenAll(running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        lock (_lock)
            return [.. _failures];
    }

    private Task[] Running()
    {
        lock (_lock)
            return [.. _running];
    }

    private void Remove(Task task)
    {
        lock (_lock)
        {
            _running.Remove(task);
            foreach (var exception in task.Exception?.InnerExceptions ?? [])
            {
                if (!_failures.Contains(exception))
                    _failures.Add(exception);
            }
        }
    }
}
