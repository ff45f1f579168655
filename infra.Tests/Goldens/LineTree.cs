namespace Infra.Tests.Goldens;

/// <summary>
/// Texts of several owners, merged line by line: a line that several have stands once. Indentation says what belongs to a line, as in
/// YAML, and only what belongs to the same line is matched.
/// </summary>
internal sealed class LineTree
{
    private readonly SortedSet<string> _owners;
    private readonly int _depth;
    private List<LineTree> _children = [];

    private LineTree(string text, int depth, IEnumerable<string> owners)
    {
        Text = text;
        _depth = depth;
        _owners = new SortedSet<string>(owners, StringComparer.Ordinal);
    }

    /// <summary>The line; empty for the text as a whole.</summary>
    public string Text { get; }

    /// <summary>Who has the line. All of them have the line that it belongs to, too.</summary>
    public IReadOnlySet<string> Owners => _owners;

    /// <summary>What belongs to the line.</summary>
    public IReadOnlyList<LineTree> Children => _children;

    /// <summary>The lines of a text.</summary>
    public static IEnumerable<string> Split(string text) => text.Length > 0 ? (text.EndsWith('\n') ? text[..^1] : text).Split('\n') : [];

    /// <summary>The text of one owner.</summary>
    public static LineTree Of(string owner, IEnumerable<string> lines) => Of([owner], lines, (line, _) => (line, [owner]));

    /// <summary>A text of several owners.</summary>
    /// <param name="owners">All of them.</param>
    /// <param name="lines">The lines.</param>
    /// <param name="read">What a line says and who has it, by who has the line that it belongs to.</param>
    public static LineTree Of(
        IEnumerable<string> owners,
        IEnumerable<string> lines,
        Func<string, IReadOnlySet<string>, (string Text, IEnumerable<string> Owners)> read)
    {
        var root = new LineTree("", int.MinValue, owners);
        var open = new Stack<LineTree>([root]);
        var depth = int.MinValue + 1;
        foreach (var line in lines)
        {
            // An empty line stands where the line before it does.
            depth = DepthOf(line) ?? depth;
            while (open.Peek()._depth >= depth)
                open.Pop();
            var parent = open.Peek();
            var (text, own) = read(line, parent.Owners);
            var child = new LineTree(text, depth, own);
            parent._children.Add(child);
            open.Push(child);
        }

        return root;
    }

    /// <summary>Adds the text of other owners. Other values of one key stand side by side, those that were there before first.</summary>
    public void Merge(LineTree other)
    {
        _owners.UnionWith(other._owners);
        // What is indented more comes first, or it would belong to what is not.
        var depths = _children.Concat(other._children).Select(child => child._depth).Distinct().OrderDescending().ToList();
        _children = [.. depths.SelectMany(depth => Merged(At(depth, _children), At(depth, other._children)))];

        static List<LineTree> At(int depth, IEnumerable<LineTree> lines) => [.. lines.Where(line => line._depth == depth)];
    }

    /// <summary>The lines in their order, each with those that it belongs to, from the outermost to itself.</summary>
    public IEnumerable<IReadOnlyList<LineTree>> Paths()
        => _children.SelectMany(child => child.Paths().Select(path => (IReadOnlyList<LineTree>)[child, .. path]).Prepend([child]));

    /// <summary>The text of one owner.</summary>
    public IEnumerable<string> LinesOf(string owner)
        => Paths().Select(path => path[^1]).Where(line => line.Owners.Contains(owner)).Select(line => line.Text);

    // The items of a list belong to its key, whose indentation they may have. The head of a document is above its lines. Null for an
    // empty line.
    private static int? DepthOf(string line)
    {
        var indent = line.Length - line.AsSpan().TrimStart(' ').Length;
        if (indent == line.Length)
            return null;
        if (line.StartsWith("---", StringComparison.Ordinal))
            return -1;
        return (2 * indent) + (line.AsSpan(indent).StartsWith("- ") ? 1 : 0);
    }

    private static List<LineTree> Merged(List<LineTree> old, List<LineTree> added)
    {
        var best = BestMatches(old, added);
        var merged = new List<LineTree>();
        var (i, j) = (0, 0);
        while (i < old.Count && j < added.Count)
        {
            if (old[i].Text == added[j].Text)
            {
                old[i].Merge(added[j++]);
                merged.Add(old[i++]);
            }
            else if (best[i, j] == best[i + 1, j])
            {
                merged.Add(old[i++]);
            }
            else if (best[i, j] == best[i, j + 1])
            {
                merged.Add(added[j++]);
            }
            else
            {
                merged.AddRange([old[i++], added[j++]]);
            }
        }

        return [.. merged, .. old[i..], .. added[j..]];
    }

    // What the best match is worth of what follows on each pair of places: lines that are the same, then lines with the same key.
    private static int[,] BestMatches(List<LineTree> old, List<LineTree> added)
    {
        var best = new int[old.Count + 1, added.Count + 1];
        for (var i = old.Count - 1; i >= 0; i--)
        {
            for (var j = added.Count - 1; j >= 0; j--)
                best[i, j] = Math.Max(best[i + 1, j + 1] + Worth(old[i].Text, added[j].Text), Math.Max(best[i + 1, j], best[i, j + 1]));
        }

        return best;
    }

    private static int Worth(string old, string added)
    {
        const int Same = 1000;
        const int SameKey = 1;
        if (old == added)
            return Same;
        return old.Contains(':', StringComparison.Ordinal) && old.Split(':')[0] == added.Split(':')[0] ? SameKey : 0;
    }
}
