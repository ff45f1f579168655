namespace Infra.Applications.Model;

/// <summary>A part of what an application's files are reached with: a bucket of its own, never that of the backups.</summary>
public enum FilesPart
{
    /// <summary>The name of the bucket.</summary>
    Bucket,

    /// <summary>The address of the store.</summary>
    Endpoint,

    /// <summary>The region that requests are signed for.</summary>
    Region,

    /// <summary>The access key.</summary>
    AccessKeyId,

    /// <summary>The secret key that belongs to the access key.</summary>
    SecretAccessKey,
}

/// <summary>
/// A variable that holds a part of what the application's files are reached with, <c>infra:files</c>; absent where the stack file does not
/// say where they are.
/// </summary>
/// <param name="Name">The variable's name.</param>
/// <param name="Part">Which part.</param>
public sealed record FilesVariable(string Name, FilesPart Part) : Variable(Name)
{
    /// <summary>The name of the bucket.</summary>
    public static FilesVariable Bucket(string name) => new(name, FilesPart.Bucket);

    /// <summary>The address of the store.</summary>
    public static FilesVariable Endpoint(string name) => new(name, FilesPart.Endpoint);

    /// <summary>The region that requests are signed for.</summary>
    public static FilesVariable Region(string name) => new(name, FilesPart.Region);

    /// <summary>The access key.</summary>
    public static FilesVariable AccessKeyId(string name) => new(name, FilesPart.AccessKeyId);

    /// <summary>The secret key that belongs to the access key.</summary>
    public static FilesVariable SecretAccessKey(string name) => new(name, FilesPart.SecretAccessKey);
}
