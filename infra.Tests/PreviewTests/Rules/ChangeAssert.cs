using StackPreview.Plans;
using Infra.Tests.PreviewTests.Comparison;

namespace Infra.Tests.PreviewTests.Rules;

/// <summary>What the rules say to a change: this, and nothing else.</summary>
internal static class ChangeAssert
{
    /// <summary>It is refused.</summary>
    public static void Refused(string message, Plan before, Plan after)
    {
        var comparison = StackChange.Between(before, after);
        Assert.Equal([message], comparison.Refused.Select(finding => finding.Text));
        Assert.False(comparison.IsPassed);
    }

    /// <summary>It is warned of.</summary>
    public static void Warned(string message, Plan before, Plan after)
    {
        var comparison = StackChange.Between(before, after);
        Assert.Equal([message], comparison.Findings.Select(finding => finding.Text));
        Assert.True(comparison.IsPassed);
    }

    /// <summary>Nothing is said.</summary>
    public static void Fine(Plan before, Plan after) => Assert.Empty(StackChange.Between(before, after).Findings);
}
