namespace StackPreview.Rendering;

/// <summary>What a report is written as.</summary>
public enum ReportFormat
{
    /// <summary>Text for people.</summary>
    Text,

    /// <summary>JSON for programs.</summary>
    Json,

    /// <summary>Markdown, for comments on pull requests.</summary>
    Markdown,
}
