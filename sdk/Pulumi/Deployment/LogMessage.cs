namespace Pulumi;

/// <summary>A message to the user.</summary>
/// <param name="Severity">How much it matters.</param>
/// <param name="Text">What it says.</param>
/// <param name="Resource">What it is about.</param>
/// <param name="StreamId">Messages of one stream are shown together.</param>
/// <param name="IsEphemeral">Whether it is shown only while the deployment runs.</param>
internal sealed record LogMessage(
    LogSeverity Severity,
    string Text,
    Resource? Resource = null,
    int? StreamId = null,
    bool? IsEphemeral = null);
