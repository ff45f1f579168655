namespace Infra;

/// <summary>What a verb writes.</summary>
internal enum ReportFormat
{
    /// <summary>Text for people.</summary>
    Text,

    /// <summary>JSON for programs.</summary>
    Json,

    /// <summary>Markdown, for comments on pull requests and for tables.</summary>
    Markdown,
}
