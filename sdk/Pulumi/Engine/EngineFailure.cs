namespace Pulumi.Engine;

/// <summary>
/// How a call to the engine failed, as far as this package tells failures apart. gRPC has more, and is not there in tests.
/// </summary>
internal enum EngineFailure
{
    /// <summary>The engine refused it, or what came back is no answer.</summary>
    Refused,

    /// <summary>The engine does not know it.</summary>
    Unknown,

    /// <summary>The engine is there and did not answer in time: it would not answer to an error either.</summary>
    Unanswered,

    /// <summary>There is no deployment any more: the engine ended it, and says why.</summary>
    Ended,

    /// <summary>The engine could not be reached, or not any more: then there is nobody to tell either.</summary>
    ConnectionLost,
}
