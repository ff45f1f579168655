using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Infra.Applications.Model;
using Infra.Faults;

namespace Infra.Data.MySql;

/// <summary>A MySQL database with a user of its own, who may do everything in it and nothing outside.</summary>
/// <param name="Database">
/// The database's and the user's name: at most 32 lower-case letters, digits and '_', the first one no digit, and no name of MySQL's own.
/// </param>
public sealed partial record MySqlNeed(string Database) : DataServiceNeed
{
    // Of Percona's clusters.
    private const int LongestName = 22;

    // The last ones are users of Percona's operator, and of the exporter.
    private static readonly ImmutableArray<string> OwnDatabases =
    [
        "mysql",
        "information_schema",
        "performance_schema",
        "sys",
        "sys_operator",
        "root",
        "clusterset",
        "heartbeat",
        "monitor",
        "operator",
        "orchestrator",
        "replication",
        "xtrabackup",
        "exporter",
    ];

    /// <inheritdoc/>
    public override string Service => MySqlService.ServiceName;

    /// <summary>The rows that a restore drill finds at least, in all tables together. Default: 1.</summary>
    public int MinimumRows { get; init; } = 1;

    /// <inheritdoc/>
    internal override IEnumerable<Fault> Faults(ProjectDefinition project, string path)
    {
        var name = DataServiceNames.Of(project, Service);
        if (project is CompanionDefinition && name.Length > LongestName)
        {
            yield return new Fault(
                "name of a companion",
                $"\"{project.Name}\"",
                $"its MySQL is called {name}, and the operator takes at most {LongestName} characters",
                "Shorten it");
        }

        if (MinimumRows < 1)
        {
            yield return new Fault(
                $"{path}.{nameof(MySqlNeed)}.{nameof(MinimumRows)}",
                $"{MinimumRows}",
                "an empty database is no proof",
                "Use 1");
        }

        // The user is named like the database, and a user's name has 32 characters at most.
        var databasePath = $"{path}.{nameof(MySqlNeed)}.{nameof(Database)}";
        if (!DatabasePattern().IsMatch(Database))
        {
            yield return new Fault(
                databasePath,
                $"\"{Database}\"",
                "a database has a name of at most 32 lower-case letters, digits and '_', which begins with no digit",
                "Rename it");
        }

        if (OwnDatabases.Contains(Database) || Database.StartsWith("mysql_", StringComparison.Ordinal))
            yield return new Fault(databasePath, $"\"{Database}\"", "MySQL has a database or a user of this name itself", "Rename it");
    }

    [GeneratedRegex("^[a-z_][a-z0-9_]{0,31}\\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex DatabasePattern();
}

/// <summary>A part of a MySQL connection.</summary>
public enum MySqlPart
{
    /// <summary>The whole connection as a URL, user and password included, in the form that Node's mysql2 takes.</summary>
    Url,

    /// <summary>The server's host name.</summary>
    Host,

    /// <summary>The server's port.</summary>
    Port,

    /// <summary>The database's name.</summary>
    Database,

    /// <summary>The user's name.</summary>
    Username,

    /// <summary>The user's password.</summary>
    Password,

    /// <summary>
    /// The path of the certificate authority that the server is verified with, for <c>NODE_EXTRA_CA_CERTS</c>. Where the server has none,
    /// the variable is left out.
    /// </summary>
    CaFile,
}

/// <summary>A variable that holds a part of the MySQL connection.</summary>
/// <param name="Name">The variable's name.</param>
/// <param name="Part">Which part.</param>
public sealed record MySqlVariable(string Name, MySqlPart Part) : ConnectionVariable(Name)
{
    /// <inheritdoc/>
    public override string Service => MySqlService.ServiceName;

    /// <summary>The whole connection as a URL, in the form that Node's mysql2 takes.</summary>
    public static MySqlVariable Url(string name) => new(name, MySqlPart.Url);

    /// <summary>The server's host name.</summary>
    public static MySqlVariable Host(string name) => new(name, MySqlPart.Host);

    /// <summary>The server's port.</summary>
    public static MySqlVariable Port(string name) => new(name, MySqlPart.Port);

    /// <summary>The database's name.</summary>
    public static MySqlVariable Database(string name) => new(name, MySqlPart.Database);

    /// <summary>The user's name.</summary>
    public static MySqlVariable Username(string name) => new(name, MySqlPart.Username);

    /// <summary>The user's password.</summary>
    public static MySqlVariable Password(string name) => new(name, MySqlPart.Password);

    /// <summary>The path of the certificate authority that the server is verified with; left out where the server has none.</summary>
    public static MySqlVariable CaFile(string name) => new(name, MySqlPart.CaFile);
}
