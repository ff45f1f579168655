using StackPreview.Plans;

namespace StackPreview.Checks;

/// <summary>Something that a check found wrong.</summary>
/// <param name="Resource">The resource at fault.</param>
/// <param name="Problem">What is wrong, a sentence without its full stop.</param>
/// <param name="Fix">What to do, a sentence without its full stop.</param>
public sealed record Finding(PlannedResource Resource, string Problem, string Fix)
{
    /// <summary>The finding as one line.</summary>
    public string Text => $"{Resource.Title}: {Problem}. {Fix}.";
}
