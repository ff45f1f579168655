namespace Infra.Aws;

/// <summary>What pods do with a bucket.</summary>
internal enum BucketUse
{
    /// <summary>They list and read what is in it.</summary>
    Reads,

    /// <summary>They also write and delete below a path.</summary>
    Writes,
}
