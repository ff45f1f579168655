namespace StackPreview.Rendering.Markdown;

/// <summary>A section of a comment.</summary>
/// <param name="Rank">Which section gets room before which: the lowest first.</param>
/// <param name="Share">The most characters that it takes, however much room there is.</param>
/// <param name="Text">
/// Its text for so many characters, complete in itself; empty where it has nothing to say. It keeps to any room of <see cref="Least"/> or
/// more.
/// </param>
internal sealed record CommentSection(int Rank, int Share, Func<int, string> Text)
{
    /// <summary>The room that every section has.</summary>
    public const int Least = 400;

    /// <summary>A section that readers unfold.</summary>
    /// <param name="rank">Which section gets room before which.</param>
    /// <param name="share">The most characters that it takes.</param>
    /// <param name="title">What it is about, as HTML.</param>
    /// <param name="body">What is in it, for so many characters.</param>
    public static CommentSection Folded(int rank, int share, string title, Func<int, string> body)
    {
        var (before, after) = ($"<details>\n<summary>{title}</summary>\n\n", "\n\n</details>");
        return new CommentSection(rank, share, room => before + body(room - before.Length - after.Length) + after);
    }
}
