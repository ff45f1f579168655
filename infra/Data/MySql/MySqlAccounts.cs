namespace Infra.Data.MySql;

/// <summary>
/// The statements that make a database and its users. They stand in a shell's here-document, which fills the passwords in; these are
/// letters and digits. Run again, they end in the same state: an account has the current password and exactly these privileges.
/// </summary>
internal static class MySqlAccounts
{
    /// <summary>The user of the exporter and of probes.</summary>
    public const string MonitorUser = "exporter";

    /// <summary>The variable with the password of the application's user.</summary>
    public const string PasswordVariable = "APPLICATION_PASSWORD";

    /// <summary>The variable with the password of <see cref="MonitorUser"/>.</summary>
    public const string MonitorPasswordVariable = "MONITOR_PASSWORD";

    /// <summary>
    /// All statements: the application's database, the user of its name, who connects from anywhere, and the exporter's user.
    /// </summary>
    /// <param name="database">The name of the database and its user.</param>
    /// <param name="requiresTls">Whether the application's user connects with TLS only.</param>
    /// <remarks>In the name that privileges are granted on, <c>_</c> stands for any character, unless it is escaped.</remarks>
    public static string Statements(string database, bool requiresTls) => $$"""
        CREATE DATABASE IF NOT EXISTS \`{{database}}\` CHARACTER SET utf8mb4;
        {{Account($"'{database}'@'%'", PasswordVariable, requiresTls ? "REQUIRE SSL" : "REQUIRE NONE")}}
        GRANT ALL PRIVILEGES ON \`{{database.Replace("_", @"\_", StringComparison.Ordinal)}}\`.* TO '{{database}}'@'%';
        {{Monitor()}}
        """;

    // The exporter connects from the same pod, sees what the server does, and no data. Its manual suggests users who may read everything.
    private static string Monitor()
    {
        const string User = $"'{MonitorUser}'@'127.0.0.1'";
        return $"""
            {Account(User, MonitorPasswordVariable, "WITH MAX_USER_CONNECTIONS 5")}
            GRANT PROCESS, REPLICATION CLIENT ON *.* TO {User};
            GRANT SELECT ON performance_schema.* TO {User};
            """;
    }

    // An account that is there already keeps its password and its privileges: both are set again.
    private static string Account(string user, string passwordVariable, string rule) => $"""
        CREATE USER IF NOT EXISTS {user} IDENTIFIED BY '${passwordVariable}' {rule};
        ALTER USER {user} IDENTIFIED BY '${passwordVariable}' {rule};
        REVOKE ALL PRIVILEGES, GRANT OPTION FROM {user};
        """;
}
