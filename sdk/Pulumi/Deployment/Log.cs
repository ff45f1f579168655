namespace Pulumi;

/// <summary>Shows messages to the user of the running deployment.</summary>
public static class Log
{
    /// <summary>A message that is shown only when asked for.</summary>
    /// <param name="message">The text.</param>
    /// <param name="resource">What it is about.</param>
    /// <param name="streamId">Messages of one stream are shown together.</param>
    /// <param name="ephemeral">Whether it is shown only while the deployment runs.</param>
    public static void Debug(string message, Resource? resource = null, int? streamId = null, bool? ephemeral = null)
        => Write(new LogMessage(LogSeverity.Debug, message, resource, streamId, ephemeral));

    /// <inheritdoc cref="Debug"/>
    /// <summary>A message that is shown.</summary>
    public static void Info(string message, Resource? resource = null, int? streamId = null, bool? ephemeral = null)
        => Write(new LogMessage(LogSeverity.Info, message, resource, streamId, ephemeral));

    /// <inheritdoc cref="Debug"/>
    /// <summary>A message about something that may be wrong.</summary>
    public static void Warn(string message, Resource? resource = null, int? streamId = null, bool? ephemeral = null)
        => Write(new LogMessage(LogSeverity.Warning, message, resource, streamId, ephemeral));

    /// <inheritdoc cref="Debug"/>
    /// <summary>A message about something that is wrong: the deployment fails.</summary>
    public static void Error(string message, Resource? resource = null, int? streamId = null, bool? ephemeral = null)
        => Write(new LogMessage(LogSeverity.Error, message, resource, streamId, ephemeral));

    private static void Write(LogMessage message)
    {
        var deployment = Deployment.Required;
        deployment.InFlight.Add(deployment.Logger.LogAsync(message));
    }
}
