using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Infra.Faults;

namespace Infra.Applications.Model.Rules;

/// <summary>What an application's MySQL is held to.</summary>
internal sealed partial class MySqlRules : IDataServiceRules
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
    public string Name => DataServiceNames.MySql;

    /// <inheritdoc/>
    public string Title => "MySQL";

    /// <inheritdoc/>
    public ImmutableArray<string> NameParts { get; } =
    [
        "accounts",
        "backup-credentials",
        "backups",
        "clients",
        "dump",
        "haproxy",
        "instances",
        "mysql",
        "mysql-primary",
        "mysql-proxy",
        "mysql-unready",
        "proxies",
        "server",
        "users",
    ];

    // The pods of Percona's proxies bear it as their name.
    /// <inheritdoc/>
    public ImmutableArray<string> OtherNames { get; } = ["haproxy"];

    /// <inheritdoc/>
    public bool HasAuthority => true;

    /// <inheritdoc/>
    public bool IsNeededBy(ProjectDefinition project) => project.Needs.MySql is not null;

    /// <inheritdoc/>
    public bool IsBoundBy(Variable variable) => variable is MySqlVariable;

    /// <inheritdoc/>
    public IEnumerable<Fault> NeedFaults(ProjectDefinition project, string path)
    {
        if (project.Needs.MySql is not { Database: var database })
            yield break;

        var name = DataServiceNames.Of(project, Name);
        if (project is CompanionDefinition && name.Length > LongestName)
        {
            yield return new Fault(
                "name of a companion",
                $"\"{project.Name}\"",
                $"its MySQL is called {name}, and the operator takes at most {LongestName} characters",
                "Shorten it");
        }

        // The user is named like the database, and a user's name has 32 characters at most.
        var databasePath = $"{path}.{nameof(Needs.MySql)}.{nameof(MySqlNeed.Database)}";
        if (!DatabasePattern().IsMatch(database))
        {
            yield return new Fault(
                databasePath,
                $"\"{database}\"",
                "a database has a name of at most 32 lower-case letters, digits and '_', which begins with no digit",
                "Rename it");
        }

        if (OwnDatabases.Contains(database) || database.StartsWith("mysql_", StringComparison.Ordinal))
            yield return new Fault(databasePath, $"\"{database}\"", "MySQL has a database or a user of this name itself", "Rename it");
    }

    [GeneratedRegex("^[a-z_][a-z0-9_]{0,31}\\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex DatabasePattern();
}
