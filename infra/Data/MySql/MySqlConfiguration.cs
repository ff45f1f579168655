using Infra.Values;

namespace Infra.Data.MySql;

/// <summary>The configuration files of MySQL.</summary>
internal static class MySqlConfiguration
{
    /// <summary>The name of the configuration file of a server.</summary>
    public const string FileName = "server.cnf";

    /// <summary>The key of the cache of data.</summary>
    public const string BufferPool = "innodb_buffer_pool_size";

    /// <summary>The key of the cache of messages between the members of a group.</summary>
    public const string MessageCache = "loose_group_replication_message_cache_size";

    /// <summary>The key of the most connections.</summary>
    public const string MaxConnections = "max_connections";

    /// <summary>The memory that a connection takes beside caches, in MiB.</summary>
    public const int MebibytesEach = 3;

    /// <summary>The value of a key: a number, or one of mebibytes; 0 where it is not there.</summary>
    public static int ValueOf(string configuration, string key)
        => (from line in configuration.Split('\n')
            let parts = line.Split('=', StringSplitOptions.TrimEntries)
            where parts is [var name, _] && name == key
            select int.TryParse(parts[1].TrimEnd('M'), out var value) ? value : 0).FirstOrDefault();

    /// <summary>The configuration of one server: nobody replicates it, so that it writes no log for others.</summary>
    /// <param name="settings">The size.</param>
    public static string OfServer(MySqlSettings settings) => $"""
        [mysqld]
        {Sizes(settings)}
        skip-log-bin
        skip-name-resolve
        mysqlx = 0

        """;

    /// <summary>
    /// The configuration of the instances of a group. Their logs are kept for a week: a member that was gone for less catches up by them.
    /// </summary>
    /// <param name="settings">The size.</param>
    public static string OfGroup(MySqlSettings settings) => $"""
        [mysqld]
        {Sizes(settings)}
        binlog_expire_logs_seconds = {(int)TimeSpan.FromDays(7).TotalSeconds}
        {MessageCache} = {MessageCacheOf(settings.Memory)}M

        """;

    // Messages that a member which is away for a moment has missed. Unless it is said, they take a gibibyte; 128 MiB are the least
    // (https://dev.mysql.com/doc/refman/8.4/en/group-replication-system-variables.html).
    private static long MessageCacheOf(Quantity memory) => Math.Clamp(memory.Mebibytes / 8, 128, 1024);

    private static string Sizes(MySqlSettings settings) => $"""
        {BufferPool} = {settings.Memory.Mebibytes / 2}M
        {MaxConnections} = {settings.MaxConnections}
        """;
}
