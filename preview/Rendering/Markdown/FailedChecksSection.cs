using StackPreview.Checks;

namespace StackPreview.Rendering.Markdown;

/// <summary>The checks that failed, with what is wrong and what to do. It is never folded.</summary>
internal static class FailedChecksSection
{
    /// <summary>The section; empty where all checks hold.</summary>
    /// <param name="checks">The verdicts.</param>
    /// <param name="room">The most characters that it takes.</param>
    public static string Of(IEnumerable<CheckResult> checks, int room)
    {
        var failed = checks.Where(check => !check.IsPassed).ToList();
        return failed.Count == 0 ? "" : FittingLines.Of(["### Failed checks", ""], failed.SelectMany(Lines), after: [], room);
    }

    private static IEnumerable<string> Lines(CheckResult check)
        => check
            .Findings.Select(finding =>
                $"  - {MarkdownText.Code(finding.Resource.Title)}: {MarkdownText.Plain($"{finding.Problem}. {finding.Fix}.")}")
            .Prepend($"- **{MarkdownText.Plain(check.Check.Id)}**: {MarkdownText.Plain(check.Check.Sentence)}.");
}
