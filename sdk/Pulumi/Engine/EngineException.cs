using Grpc.Core;

namespace Pulumi.Engine;

/// <summary>The engine refused a call, or could not be reached. The message says all that the user needs.</summary>
internal sealed class EngineException : RunException
{
    public EngineException(StatusCode status, string message, Exception? innerException = null)
        : base(message, innerException)
        => Status = status;

    /// <summary>How the call ended.</summary>
    public StatusCode Status { get; }

    /// <summary>Whether the engine could not be reached, or not any more: then there is nobody to tell either.</summary>
    public bool IsConnectionLost { get; init; }

    /// <summary>Whether the engine is there and did not answer in time: it would not answer to an error either.</summary>
    public bool IsUnanswered { get; init; }
}
