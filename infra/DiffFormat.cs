namespace Infra;

/// <summary>What a comparison is written as.</summary>
internal enum DiffFormat
{
    /// <summary>Text for people.</summary>
    Text,

    /// <summary>JSON for programs.</summary>
    Json,

    /// <summary>Markdown for comments.</summary>
    Markdown,
}
