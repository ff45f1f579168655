namespace Infra.Data.MySql;

/// <summary>The configuration files of MySQL.</summary>
internal static class MySqlConfiguration
{
    /// <summary>The name of the configuration file of a server.</summary>
    public const string FileName = "server.cnf";

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

        """;

    private static string Sizes(MySqlSettings settings) => $"""
        innodb_buffer_pool_size = {settings.Memory.Mebibytes / 2}M
        max_connections = {settings.MaxConnections}
        """;
}
