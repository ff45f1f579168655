namespace Infra.Applications.Model;

/// <summary>How many connections a container holds to the SQL database that it uses, at the most.</summary>
/// <param name="Size">The connections of one process: of its pool, with those that it opens beyond that for a while.</param>
public sealed record ConnectionPool(int Size)
{
    /// <summary>The processes, each with a pool of its own. Default: 1.</summary>
    public int Processes { get; init; } = 1;

    /// <summary>All of them.</summary>
    public int Total => Size * Processes;
}
