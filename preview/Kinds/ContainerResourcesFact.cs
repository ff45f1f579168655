namespace StackPreview.Kinds;

/// <summary>Requests and limits of containers.</summary>
/// <param name="Path">Where they stand.</param>
/// <param name="What">
/// What they are of, such as <c>each instance</c>; a <c>*</c> in it is what the path's last <c>[*]</c> stands for: <c>container *</c>.
/// </param>
public sealed record ContainerResourcesFact(string Path, string What)
{
    /// <summary>Whether they are of what runs now and then, and not all the time. Default: false.</summary>
    public bool IsOfJobs { get; init; }
}
