namespace Pulumi;

/// <summary>The engine's side that messages are logged with.</summary>
internal interface IEngine
{
    /// <summary>Shows a message to the user.</summary>
    Task LogAsync(LogMessage message);
}
