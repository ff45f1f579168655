namespace Pulumi;

/// <summary>How much a message matters. An error makes the deployment fail.</summary>
internal enum LogSeverity
{
    Debug,
    Info,
    Warning,
    Error,
}
