using System.Text.RegularExpressions;
using Infra.Tests.Support;

namespace Infra.Tests.Documentation;

/// <summary>A page of the documentation: a Markdown file that people wrote.</summary>
/// <param name="Path">Where it is, from the repository's root.</param>
/// <param name="Text">What it says.</param>
internal sealed partial record Page(string Path, string Text)
{
    private const RegexOptions Blocks
        = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.Multiline | RegexOptions.Singleline;

    // What builds, tests and tools leave behind.
    private static readonly string[] OtherFolders = [".git", "artifacts", "bin", "node_modules", "obj", "TestResults"];

    /// <summary>All pages.</summary>
    public static IReadOnlyList<Page> All { get; } = [.. FilesIn(Repository.Root).Select(Read)];

    /// <summary>The page without its code blocks.</summary>
    public string Prose => CodeBlockPattern().Replace(Text, "");

    /// <summary>Its diagrams.</summary>
    public IEnumerable<string> Diagrams => DiagramPattern().Matches(Text).Select(diagram => diagram.Groups["text"].Value);

    /// <summary>The targets of its links.</summary>
    public IEnumerable<string> Links => LinkPattern().Matches(Prose).Select(link => link.Groups["target"].Value);

    /// <summary>The names of its headings, as links refer to them.</summary>
    public IEnumerable<string> Anchors
    {
        get
        {
            var uses = new Dictionary<string, int>();
            foreach (Match heading in HeadingPattern().Matches(Prose))
            {
                var name = NotInAnchorPattern().Replace(heading.Groups["title"].Value.ToLowerInvariant(), "").Replace(' ', '-');
                uses[name] = uses.GetValueOrDefault(name) + 1;
                yield return uses[name] == 1 ? name : $"{name}-{uses[name] - 1}";
            }
        }
    }

    /// <summary>The page at a path from the repository's root.</summary>
    public static Page At(string path) => Read(Repository.PathOf(path));

    /// <summary>The rows of its tables, a list of cells each; headers and rules are left out.</summary>
    /// <param name="heading">The heading that the tables stand below. Default: the whole page.</param>
    public IReadOnlyList<string[]> Rows(string? heading = null)
    {
        var text = heading is null ? Prose : Below(heading);
        var tables = TablePattern().Matches(text).Select(table => table.Value.TrimEnd('\n').Split('\n'));
        return [.. tables.SelectMany(lines => lines.Skip(2)).Select(CellsOf)];
    }

    /// <summary>What is in backticks.</summary>
    public static IEnumerable<string> Codes(string text) => CodePattern().Matches(text).Select(code => code.Groups["code"].Value);

    // Up to the next heading.
    private string Below(string heading)
    {
        var start = Prose.IndexOf($"\n{heading}\n", StringComparison.Ordinal);
        Assert.True(start >= 0, $"{Path} has no heading \"{heading}\".");
        var text = Prose[(start + heading.Length + 2)..];
        var end = text.IndexOf("\n#", StringComparison.Ordinal);
        return end < 0 ? text : text[..end];
    }

    private static string[] CellsOf(string row) => Array.ConvertAll(row.Trim().Trim('|').Split('|'), cell => cell.Trim());

    private static Page Read(string file)
        => new(System.IO.Path.GetRelativePath(Repository.Root, file).Replace('\\', '/'), File.ReadAllText(file));

    // Also what the program wrote.
    private static bool IsOther(string folder)
        => OtherFolders.Contains(System.IO.Path.GetFileName(folder)) || System.IO.Path.GetDirectoryName(folder) == Golden.Root;

    private static IEnumerable<string> FilesIn(string folder)
    {
        var inside = Directory.EnumerateDirectories(folder)
            .Where(inner => !IsOther(inner))
            .SelectMany(FilesIn);
        return Directory.EnumerateFiles(folder, "*.md").Concat(inside).Order(StringComparer.Ordinal);
    }

    [GeneratedRegex("^ *```.*?^ *```$", Blocks, 1000)]
    private static partial Regex CodeBlockPattern();

    [GeneratedRegex("^```mermaid\n(?<text>.*?)^```$", Blocks, 1000)]
    private static partial Regex DiagramPattern();

    [GeneratedRegex(@"\]\((?<target>[^()\s]+)\)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex LinkPattern();

    [GeneratedRegex("^#+ (?<title>.+)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
    private static partial Regex HeadingPattern();

    [GeneratedRegex(@"[^\w\- ]", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex NotInAnchorPattern();

    [GeneratedRegex(@"(^ *\|.*\|\n)+", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
    private static partial Regex TablePattern();

    [GeneratedRegex("`(?<code>[^`\n]+)`", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex CodePattern();
}
