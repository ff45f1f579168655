using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Infra.Faults;

namespace Infra.Data.Postgres;

/// <summary>What a restore drill looks at in the database that it has restored. Each SELECT runs as the owner, and only reads.</summary>
public sealed partial record PostgresDrillChecks
{
    /// <summary>
    /// The SELECT that gives the migration a database is at: what is restored must be at that of the live one. Default: that of
    /// <c>alembic_version</c>, where there is such a table.
    /// </summary>
    public string? Migration { get; init; }

    /// <summary>The rows that there are at least, in all tables together. Default: 1.</summary>
    public int MinimumRows { get; init; } = 1;

    /// <summary>
    /// The table whose newest row shows how new what is restored is, such as <c>orders</c> or <c>app.orders</c>. Default: one of the
    /// platform's own, into which it writes the time.
    /// </summary>
    public string? NewestRowTable { get; init; }

    /// <summary>The column of <see cref="NewestRowTable"/> with the time of a row.</summary>
    public string? NewestRowColumn { get; init; }

    /// <summary>Further SELECTs, each of which gives true. Default: none.</summary>
    public ImmutableArray<string> Checks { get; init; } = [];

    /// <summary>What is wrong with them.</summary>
    /// <param name="path">Where they stand.</param>
    internal IEnumerable<Fault> Faults(string path)
    {
        foreach (var (name, select) in Checks.Index().Select(check => ($"{nameof(Checks)}[{check.Index}]", check.Item))
            .Append((nameof(Migration), Migration ?? "SELECT 1"))
            .Where(check => !SingleSelect().IsMatch(check.Item2)))
        {
            yield return new Fault(
                $"{path}.{name}",
                $"\"{select}\"",
                "a check is a single SELECT, in one line and without ';'",
                "Write one that begins with SELECT");
        }

        if (MinimumRows < 1)
            yield return new Fault($"{path}.{nameof(MinimumRows)}", $"{MinimumRows}", "an empty database is no proof", "Use 1");
        if (NewestRowTable is null != NewestRowColumn is null)
        {
            yield return new Fault(
                $"{path}.{(NewestRowTable is null ? nameof(NewestRowTable) : nameof(NewestRowColumn))}",
                "missing",
                "the time of the newest row is in a column of a table",
                "Name both, or neither");
        }

        foreach (var (name, value, pattern) in new[]
            {
                (nameof(NewestRowTable), NewestRowTable, Table()),
                (nameof(NewestRowColumn), NewestRowColumn, Column()),
            })
        {
            if (value is not null && !pattern.IsMatch(value))
                yield return new Fault($"{path}.{name}", $"\"{value}\"", "a name has lower-case letters, digits and '_'", "Rename it");
        }
    }

    [GeneratedRegex("^SELECT [^;\\r\\n]+\\z", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex SingleSelect();

    [GeneratedRegex("^([a-z_][a-z0-9_]*\\.)?[a-z_][a-z0-9_]*\\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Table();

    [GeneratedRegex("^[a-z_][a-z0-9_]*\\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Column();
}
