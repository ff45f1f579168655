namespace Infra.Components.Data.MySql;

/// <summary>
/// The statements that make a database and its users. They stand in a shell's here-document, which fills the passwords in; these are letters and
/// digits. Run again, they end in the same state: an account has the password of now and exactly these privileges.
/// </summary>
internal static class MySqlAccounts
{
    /// <summary>The user of the exporter and of probes.</summary>
    public const string MonitorUser = "exporter";

    /// <summary>The variable with the password of the application's user.</summary>
    public const string PasswordVariable = "APPLICATION_PASSWORD";

    /// <summary>The variable with the password of <see cref="MonitorUser"/>.</summary>
    public const string MonitorPasswordVariable = "MONITOR_PASSWORD";

    /// <summary>The application's database, and the user of its name. It connects from anywhere, but not without TLS.</summary>
    /// <remarks>In the name that privileges are granted on, <c>_</c> stands for any character, unless it is escaped.</remarks>
    public static string Application(string database) => $$"""
        CREATE DATABASE IF NOT EXISTS \`{{database}}\` CHARACTER SET utf8mb4;
        {{Account($"'{database}'@'%'", PasswordVariable, "REQUIRE SSL")}}
        GRANT ALL PRIVILEGES ON \`{{database.Replace("_", @"\_", StringComparison.Ordinal)}}\`.* TO '{{database}}'@'%';
        """;

    /// <summary>
    /// The user of the exporter, which connects from the same pod, sees what the server does, and no data. It is none of those that the
    /// exporter's manual suggests, who may read everything.
    /// </summary>
    public static string Monitor()
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
