using System.Security.Cryptography;
using System.Text;

namespace Infra.Data.Redis;

/// <summary>The configuration files of a Redis server.</summary>
internal static class RedisConfiguration
{
    /// <summary>The name of the configuration file.</summary>
    public const string FileName = "redis.conf";

    /// <summary>The name of the file with the users.</summary>
    public const string UsersFileName = "users.acl";

    /// <summary>The user of the application.</summary>
    public const string ApplicationUser = "app";

    /// <summary>The user of the probes and the exporter.</summary>
    public const string MonitorUser = "monitor";

    /// <summary>The user that backups are taken under.</summary>
    public const string BackupUser = "backup";

    /// <summary>The user of what has the server read a renewed certificate.</summary>
    public const string ReloadUser = "reload";

    private const string ApplicationRights = "~* &* +@all -@admin -@dangerous +info +keys +sort +client|list";

    private const string MonitorRights =
        "-@all +ping +info +client|list +client|setname +slowlog|len +slowlog|get +latency|latest +latency|histogram +config|get";

    // What the client asks for with --rdb: a replica's copy of all data, without what is written from then on. No keys are named, and it
    // may read none by itself.
    private const string BackupRights = "-@all +ping +replconf +sync";

    // Which settings it may set cannot be said; those that name files of the data are protected (enable-protected-configs).
    private const string ReloadRights = "-@all +ping +config|set";

    /// <summary>The configuration: every write goes to a file, and a full memory refuses writes rather than drop data.</summary>
    /// <param name="settings">The size.</param>
    /// <param name="dataFolder">The folder of the data.</param>
    /// <param name="usersFile">The path of the file with the users.</param>
    /// <param name="port">The port without TLS.</param>
    /// <param name="tls">Where it listens with TLS. Default: nowhere.</param>
    public static string Text(RedisSettings settings, string dataFolder, string usersFile, int port, RedisListener? tls = null) => $"""
        port {(settings.IsPlain ? port : 0)}
        dir {dataFolder}
        aclfile {usersFile}
        appendonly yes
        appendfsync everysec
        save 900 1 300 100
        maxmemory {settings.Memory.Mebibytes * 3 / 4}mb
        maxmemory-policy noeviction
        tcp-keepalive 60
        {(tls is null ? "" : TlsText(tls))}
        """;

    /// <summary>
    /// The users: the application's may log in with the password of this generation and of the one before, so that its clients need not
    /// change all at once. It may do everything but administer, the monitor's may only look, and that of backups only copy all that there
    /// is. Nobody else gets in.
    /// </summary>
    /// <param name="applicationPasswords">The passwords of the application, each of which is taken.</param>
    /// <param name="monitorPassword">That of the probes and the exporter.</param>
    /// <param name="backupPassword">That of backups; null where none are taken, and nobody may copy the data.</param>
    /// <param name="reloadPassword">That of what has it read a renewed certificate; null where it has none.</param>
    /// <remarks>
    /// The server replays its log of writes as the user "default": one without rights would silently lose what transactions and scripts
    /// wrote (https://github.com/redis/redis/pull/14545, https://github.com/valkey-io/valkey/issues/3983). It is off, so that nobody logs
    /// in as it. Of the dangerous commands the application may use those that its queues need; of the exporter's
    /// (https://github.com/oliver006/redis_exporter#authenticating-with-redis) the monitor has those that read.
    /// </remarks>
    public static string Users(
        IEnumerable<string> applicationPasswords,
        string monitorPassword,
        string? backupPassword,
        string? reloadPassword = null) => $"""
        user default off ~* &* +@all
        user {ApplicationUser} on {string.Join(' ', applicationPasswords.Select(Hash))} {ApplicationRights}
        user {MonitorUser} on {Hash(monitorPassword)} {MonitorRights}
        {(backupPassword is null ? "" : $"user {BackupUser} on {Hash(backupPassword)} {BackupRights}\n")}
        """ + (reloadPassword is null ? "" : $"user {ReloadUser} on {Hash(reloadPassword)} {ReloadRights}\n");

    private static string TlsText(RedisListener tls) => $"""
        tls-port {tls.Port}
        tls-cert-file {tls.Folder}/{ServerCertificate.CertificateFile}
        tls-key-file {tls.Folder}/{ServerCertificate.KeyFile}
        tls-ca-cert-file {tls.Folder}/{ServerCertificate.AuthorityFile}
        tls-auth-clients no
        unixsocket {tls.Socket}
        unixsocketperm 700

        """;

    // The file holds hashes only; the server compares.
    private static string Hash(string password) => "#" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(password)));
}
