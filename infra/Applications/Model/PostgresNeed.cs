using System.Collections.Immutable;

namespace Infra.Applications.Model;

/// <summary>A Postgres database with an owner of its own.</summary>
/// <param name="Database">The database's and the owner's name: at most 63 lower-case letters, digits and '_', the first one no digit, and no name of Postgres's own.</param>
public sealed record PostgresNeed(string Database)
{
    /// <summary>The oldest major version that will do. Default: 15.</summary>
    public int MinimumVersion { get; init; } = 15;

    /// <summary>Extensions that are there from the start, as only a superuser may add some. Default: none.</summary>
    public ImmutableArray<string> Extensions { get; init; } = [];
}
