namespace StackPreview.Rendering.Markdown;

/// <summary>
/// Shares the room of a comment out to its sections: each takes what it needs up to its share, in the order of their ranks, and leaves the
/// others what they need at the least.
/// </summary>
internal static class Comment
{
    /// <summary>The most characters of a comment. GitHub takes 65,536, of which a pipeline may want some.</summary>
    public const int MaxLength = 59_500;

    private const string Between = "\n\n";

    /// <summary>The comment, its sections in the order in which they are given.</summary>
    /// <param name="head">What it begins with.</param>
    /// <param name="sections">The sections.</param>
    public static string Of(string head, IReadOnlyList<CommentSection> sections)
    {
        var texts = new string[sections.Count];
        var waiting = sections.Count;
        var left = MaxLength - head.Length - (Between.Length * (sections.Count + 1));
        foreach (var (index, section) in sections.Index().OrderBy(section => section.Item.Rank))
        {
            waiting--;
            texts[index] = section.Text(Math.Min(section.Share, left - (waiting * CommentSection.Least)));
            left -= texts[index].Length;
        }

        return string.Join(Between, texts.Where(text => text.Length > 0).Prepend(head)) + "\n";
    }
}
