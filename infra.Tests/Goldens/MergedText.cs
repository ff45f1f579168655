namespace Infra.Tests.Goldens;

/// <summary>
/// A text of several stacks as it is committed: a line ends in <c>  # prod</c> where only those stacks have it, of those that have the
/// line that it belongs to.
/// </summary>
/// <param name="sets">The stacks.</param>
internal sealed class MergedText(StackSets sets)
{
    private const string Mark = "  # ";

    /// <summary>Writes a text.</summary>
    /// <exception cref="InvalidOperationException">It would be read as another: a line looks like one of fewer stacks.</exception>
    public string Write(LineTree text)
    {
        var all = sets.All.ToHashSet();
        var written = string.Concat(text.Paths().Select(path => Line(path[^1], path.Count > 1 ? path[^2].Owners : all) + "\n"));
        var read = Read(written);
        foreach (var stack in text.Owners)
        {
            var lines = text.LinesOf(stack).ToList();
            if (!read.LinesOf(stack).SequenceEqual(lines))
                throw new InvalidOperationException($"In {stack}, this would be read as something else:\n{string.Join('\n', lines)}");
        }

        return written;
    }

    /// <summary>Reads a text as it is written.</summary>
    public LineTree Read(string text) => LineTree.Of(sets.All, LineTree.Split(text), Read);

    private string Line(LineTree line, IReadOnlySet<string> within)
        => line.Owners.SetEquals(within) ? line.Text : line.Text + Mark + sets.WordsFor(line.Owners, within);

    private (string Text, IEnumerable<string> Owners) Read(string line, IReadOnlySet<string> within)
    {
        var mark = line.LastIndexOf(Mark, StringComparison.Ordinal);
        return mark >= 0 && sets.Parse(line[(mark + Mark.Length)..], within) is { } owners ? (line[..mark], owners) : (line, within);
    }
}
