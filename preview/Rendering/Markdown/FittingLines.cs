namespace StackPreview.Rendering.Markdown;

/// <summary>Lines of which as many are written as there is room for.</summary>
internal static class FittingLines
{
    /// <summary>The room that is kept for the sentence about what is left out.</summary>
    private const int SentenceRoom = 100;

    /// <summary>
    /// The first lines between those that must be there, and a sentence about the others. Where none fits, only the sentence.
    /// </summary>
    /// <param name="before">What stands before them.</param>
    /// <param name="lines">The lines, the most important first.</param>
    /// <param name="after">What stands after them.</param>
    /// <param name="room">The most characters that all take.</param>
    public static string Of(IEnumerable<string> before, IEnumerable<string> lines, IEnumerable<string> after, int room)
    {
        var all = lines.ToList();
        var opening = before.ToList();
        var closing = after.ToList();
        var left = room - SentenceRoom - opening.Concat(closing).Sum(line => line.Length + 1);
        var count = 0;
        while (count < all.Count && all[count].Length < left)
            left -= all[count++].Length + 1;
        if (count == all.Count)
            return string.Join('\n', [.. opening, .. all, .. closing]);

        var sentence = $"{all.Count - count} of {all.Count} are left out: there is no room for them. The preview as text has them.";
        return count == 0 ? sentence : string.Join('\n', [.. opening, .. all.Take(count), .. closing, "", sentence]);
    }
}
