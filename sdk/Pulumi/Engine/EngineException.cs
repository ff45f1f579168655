namespace Pulumi.Engine;

/// <summary>The engine refused a call, or could not be reached. The message says all that the user needs.</summary>
internal sealed class EngineException(EngineFailure failure, string message, Exception? innerException = null)
    : RunException(message, innerException)
{
    /// <summary>How the call failed.</summary>
    public EngineFailure Failure { get; } = failure;
}
