using Infra.Settings;

namespace Infra.Data.MySql;

/// <summary>Where in the object storage the backups of a server or cluster are.</summary>
internal static class MySqlBucket
{
    /// <summary>The path in the bucket, which ends in the name of whose backups they are.</summary>
    public static string Prefix(ObjectStorageSettings storage, string name) => $"{storage.Prefix}/{name}".TrimStart('/');

    /// <summary>The bucket and the path in it.</summary>
    public static string Path(ObjectStorageSettings storage, string name) => $"{storage.Location}/{name}";
}
