namespace StackPreview.Rendering;

/// <summary>A column of a section.</summary>
/// <param name="Name">Its name in JSON.</param>
/// <param name="Heading">Its heading; null where only JSON has it.</param>
public sealed record ReportColumn(string Name, string? Heading)
{
    /// <summary>The characters that it takes in text at the least. Default: as many as there are.</summary>
    public int Width { get; init; }

    /// <summary>Whether it holds names or values, and not words. Default: words.</summary>
    public bool IsCode { get; init; }

    /// <summary>The value that a terminal shows in red, and every other one in yellow. Default: it shows none in colour.</summary>
    public string? Alarming { get; init; }
}
