namespace StackPreview.Rendering.Markdown;

/// <summary>A table whose rows are complete or left out.</summary>
internal static class MarkdownTable
{
    /// <summary>A row.</summary>
    /// <param name="cells">What stands in its cells, as markdown.</param>
    public static string Row(params IEnumerable<string> cells) => $"| {string.Join(" | ", cells)} |";

    /// <summary>The table with as many of its first rows as there is room for, and a sentence about the others.</summary>
    /// <param name="headings">The headings of its columns.</param>
    /// <param name="rows">The rows, the most important first.</param>
    /// <param name="room">The most characters that it takes.</param>
    public static string Of(IReadOnlyList<string> headings, IEnumerable<string> rows, int room)
        => FittingLines.Of([Row(headings), Row(headings.Select(_ => "---"))], rows, after: [], room);
}
