namespace Infra.Faults;

/// <summary>Finds what was probably meant by a name that is not known.</summary>
internal static class NearestName
{
    /// <summary>The known name with the fewest edits to it, where these are few enough to be a slip; else null.</summary>
    public static string? Of(string name, IEnumerable<string> known)
    {
        var nearest = known
            .Select(candidate => (Name: candidate, Edits: Edits(name.ToUpperInvariant(), candidate.ToUpperInvariant())))
            .OrderBy(candidate => candidate.Edits)
            .ThenBy(candidate => candidate.Name, StringComparer.Ordinal)
            .FirstOrDefault();
        return nearest.Name is not null && nearest.Edits <= Math.Max(2, name.Length / 3) ? nearest.Name : null;
    }

    /// <summary>Whether a text is a name but for the case of its letters, and one edit at most.</summary>
    public static bool IsSlip(string text, string name) => Edits(text.ToUpperInvariant(), name.ToUpperInvariant()) <= 1;

    /// <summary>What to do about a name that is not known.</summary>
    /// <param name="name">The name.</param>
    /// <param name="known">The names there are.</param>
    /// <param name="path">Writes a name with where it stands.</param>
    public static string Suggest(string name, IReadOnlyCollection<string> known, Func<string, string> path)
        => Of(name, known) is { } nearest
            ? $"Use {path(nearest)}, or remove it"
            : $"Remove it, or use one of {string.Join(", ", known.Order(StringComparer.Ordinal))}";

    // Levenshtein's distance, one row of the table at a time.
    private static int Edits(string from, string to)
    {
        var row = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var i = 0; i < from.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i + 1;
            for (var j = 0; j < to.Length; j++)
            {
                var replaced = diagonal + (from[i] == to[j] ? 0 : 1);
                diagonal = row[j + 1];
                row[j + 1] = Math.Min(replaced, Math.Min(row[j], row[j + 1]) + 1);
            }
        }

        return row[^1];
    }
}
