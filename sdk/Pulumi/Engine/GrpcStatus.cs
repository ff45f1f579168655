namespace Pulumi.Engine;

/// <summary>How a call ended, as far as this package tells endings apart. The numbers are gRPC's (https://grpc.io/docs/guides/status-codes/).</summary>
internal enum GrpcStatus
{
    /// <summary>It succeeded.</summary>
    Ok = 0,

    /// <summary>It was given up.</summary>
    Cancelled = 1,

    /// <summary>It failed, and the other side says no more than its message.</summary>
    Unknown = 2,

    /// <summary>It took longer than it may.</summary>
    DeadlineExceeded = 4,

    /// <summary>A message was too large.</summary>
    ResourceExhausted = 8,

    /// <summary>The other side does not know it.</summary>
    Unimplemented = 12,

    /// <summary>What came back is no answer.</summary>
    Internal = 13,

    /// <summary>The other side is not there, or not any more.</summary>
    Unavailable = 14,
}
