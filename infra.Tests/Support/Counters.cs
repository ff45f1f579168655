using System.Text.RegularExpressions;

namespace Infra.Tests.Support;

/// <summary>
/// Counters of what a text is not about: how many resources a comparison leaves as they are, how many checks hold. Any addition elsewhere
/// changes them, so that texts are compared without.
/// </summary>
internal static partial class Counters
{
    // Of summaries of changes, headlines of previews and verdicts.
    private const string InSentences = @"\d+(?= (unchanged|the same|checks passed|resources in|resources,))";

    // The numbers of rows in what is folded in a comment.
    private const string InTitles = @"(?<=<summary>(Checks|Alerts|Resources by component) \()\d+";

    /// <summary>The text with N in the place of each.</summary>
    public static string Masked(string text) => CounterPattern().Replace(text, "N");

    [GeneratedRegex($"{InSentences}|{InTitles}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex CounterPattern();
}
