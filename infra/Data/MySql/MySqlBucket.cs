using Infra.Settings;

namespace Infra.Data.MySql;

/// <summary>Where in the object storage the backups of a server or cluster are.</summary>
internal static class MySqlBucket
{
    /// <summary>The bucket.</summary>
    public static string Name(ObjectStorageSettings storage) => storage.Destination.Host;

    /// <summary>The path in it, which ends in the name of whose backups they are.</summary>
    public static string Prefix(ObjectStorageSettings storage, string name)
        => $"{storage.Destination.AbsolutePath.Trim('/')}/{name}".TrimStart('/');

    /// <summary>The port of the store.</summary>
    public static int Port(ObjectStorageSettings storage) => storage.Endpoint?.Port ?? 443;
}
