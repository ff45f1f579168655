namespace StackPreview.Comparison;

/// <summary>A change that must not be made to a live stack, or that whoever makes it should know more about.</summary>
/// <param name="Title">The resource.</param>
/// <param name="Problem">What is wrong, a sentence without its full stop.</param>
/// <param name="Fix">What to do, a sentence without its full stop.</param>
/// <param name="IsRefused">Whether it must not be made; else it is a warning.</param>
public sealed record ChangeFinding(string Title, string Problem, string Fix, bool IsRefused)
{
    /// <summary>The finding as one line.</summary>
    public string Text => $"{Title}: {Problem}. {Fix}.";
}
