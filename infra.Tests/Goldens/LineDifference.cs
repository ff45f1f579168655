namespace Infra.Tests.Goldens;

/// <summary>What differs between two texts whose lines belong together by indentation.</summary>
internal static class LineDifference
{
    private const string Old = "-";
    private const string New = "+";

    /// <summary>
    /// The lines that only one has, after <c>-</c> or <c>+</c>; before them, after <c>@</c>, the lines of both that they belong to.
    /// </summary>
    public static IEnumerable<string> Of(string before, string after) => Of(LineTree.Split(before), LineTree.Split(after));

    /// <inheritdoc cref="Of(string, string)"/>
    public static IEnumerable<string> Of(IEnumerable<string> before, IEnumerable<string> after)
    {
        var merged = LineTree.Of(Old, before);
        merged.Merge(LineTree.Of(New, after));
        var place = "";
        foreach (var path in merged.Paths().Where(path => IsOfOne(path[^1])))
        {
            var above = string.Join(" > ", path.Where(line => !IsOfOne(line)).Select(NameOf));
            if (above.Length > 0 && above != place)
                yield return $"@ {above}";
            place = above;
            yield return $"{path[^1].Owners.Single()} {path[^1].Text}";
        }

        static bool IsOfOne(LineTree line) => line.Owners.Count == 1;

        static string NameOf(LineTree line) => line.Text.TrimStart('-', '#', ' ').TrimEnd(':');
    }
}
