using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace StackPreview.Comparison;

/// <summary>
/// Paths as options name them: <c>spec.template</c>, <c>spec.containers[*].image</c>, <c>spec.containers[0].image</c>,
/// <c>data["nginx.conf"]</c>, <c>*</c> for everything.
/// </summary>
/// <param name="Steps">Its steps.</param>
internal sealed partial record PathPattern(ImmutableArray<string> Steps)
{
    private const string Any = "*";

    // There are few, and each is asked for with every change.
    private static readonly ConcurrentDictionary<string, PathPattern> Known = new();

    /// <summary>Reads a pattern. An empty one is everything.</summary>
    public static PathPattern Parse(string text)
        => Known.GetOrAdd(
            text,
            static text => new PathPattern([.. StepPattern().Matches(text).Select(match => match.Groups["step"].Value)]));

    /// <summary>Whether a path is what the pattern names, or within it.</summary>
    public bool Covers(InputPath path) => path.Lineage is var lineage && lineage.Count >= Steps.Length && Agrees(lineage);

    /// <summary>Whether a path is what the pattern names, within it, or around it.</summary>
    public bool Touches(InputPath path) => Agrees(path.Lineage);

    private bool Agrees(IReadOnlyList<InputPath> path)
    {
        for (var index = 0; index < Steps.Length && index < path.Count; index++)
        {
            if (Steps[index] != Any && !path[index].IsNamedBy(Steps[index]))
                return false;
        }

        return true;
    }

    [GeneratedRegex(
        """\["(?<step>[^"]*)"\]|\['(?<step>[^']*)'\]|\[(?<step>[^\]]*)\]|(?<step>[^.\[\]]+)""",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex StepPattern();
}
