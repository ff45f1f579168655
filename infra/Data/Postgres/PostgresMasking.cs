using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Infra.Faults;

namespace Infra.Data.Postgres;

/// <summary>
/// What in a database is personal data, and what takes its place where another environment gets a copy. A column whose name looks like
/// personal data, and that is neither masked nor said to be none, stops the copy.
/// </summary>
public sealed partial record PostgresMasking
{
    /// <summary>The tables with personal data.</summary>
    public required ImmutableArray<MaskedTable> Tables { get; init; }

    /// <summary>
    /// Columns that are called as if they were personal data, as <c>products.author_name</c>, and are none. Default: none.
    /// </summary>
    public ImmutableArray<string> NotPersonal { get; init; } = [];

    /// <summary>What is wrong with it.</summary>
    /// <param name="path">Where it stands.</param>
    internal IEnumerable<Fault> Faults(string path)
    {
        foreach (var (index, table) in Tables.Index())
        {
            var tablePath = $"{path}.{nameof(Tables)}[{index}]";
            if (!Table().IsMatch(table.Name))
                yield return Named($"{tablePath}.{nameof(MaskedTable.Name)}", table.Name);
            if (table.Columns.IsEmpty)
                yield return new Fault($"{tablePath}.{nameof(MaskedTable.Columns)}", "empty", "a table is masked in columns", "Name them");
            foreach (var column in table.Columns.Where(column => !Column().IsMatch(column)))
                yield return Named($"{tablePath}.{nameof(MaskedTable.Columns)}", column);
            if (SingleUpdate().Match(table.Update) is not { Success: true } update || update.Groups["table"].Value != table.Name)
            {
                yield return new Fault(
                    $"{tablePath}.{nameof(MaskedTable.Update)}",
                    $"\"{table.Update}\"",
                    "a mask is a single UPDATE of its table, in one line and without ';'",
                    $"Write one that begins with UPDATE {table.Name} SET");
            }
        }

        foreach (var column in NotPersonal.Where(column => !Qualified().IsMatch(column)))
            yield return Named($"{path}.{nameof(NotPersonal)}", column);
    }

    private static Fault Named(string path, string name)
        => new(path, $"\"{name}\"", "a name has lower-case letters, digits and '_'", "Correct it");

    [GeneratedRegex(
        "^UPDATE (?<table>[a-z0-9_.]+) SET [^;\\r\\n\\t]+\\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex SingleUpdate();

    [GeneratedRegex("^([a-z_][a-z0-9_]*\\.)?[a-z_][a-z0-9_]*\\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Table();

    [GeneratedRegex("^[A-Za-z_][A-Za-z0-9_]*\\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Column();

    [GeneratedRegex("^([a-z_][a-z0-9_]*\\.){1,2}[a-z_][a-z0-9_]*\\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Qualified();
}

/// <summary>A table with personal data.</summary>
/// <param name="Name">Its name, such as <c>users</c> or <c>app.users</c>.</param>
/// <param name="Columns">The columns that hold it.</param>
/// <param name="Update">
/// The UPDATE that gives each of them another value in every row, such as
/// <c>UPDATE users SET email = 'user' || id || '@example.com', phone = NULL</c>.
/// </param>
public sealed record MaskedTable(string Name, ImmutableArray<string> Columns, string Update);
