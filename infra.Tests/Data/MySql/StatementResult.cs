using MySqlConnector;

namespace Infra.Tests.Data.MySql;

/// <summary>What became of statements.</summary>
/// <param name="Output">The rows that they gave, a line each, columns parted by tabs.</param>
/// <param name="Error">The server's error; null where there was none.</param>
/// <param name="Message">What it says; empty where there was none.</param>
internal sealed record StatementResult(string Output, MySqlErrorCode? Error, string Message)
{
    /// <summary>Whether there was no error.</summary>
    public bool IsDone => Error is null;
}
