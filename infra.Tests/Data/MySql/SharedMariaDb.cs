namespace Infra.Tests.Data.MySql;

/// <summary>One server for the tests of a class, started by the first that needs it, as a start takes seconds.</summary>
public sealed class SharedMariaDb : IDisposable
{
    /// <summary>The server.</summary>
    internal Lazy<Task<RunningMariaDb>> Server { get; } = new(RunningMariaDb.StartAsync);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Server.IsValueCreated && Server.Value.IsCompletedSuccessfully)
            Server.Value.Result.Dispose();
    }
}
