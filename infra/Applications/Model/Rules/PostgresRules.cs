using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Infra.Faults;

namespace Infra.Applications.Model.Rules;

/// <summary>What an application's Postgres is held to.</summary>
internal sealed partial class PostgresRules : IDataServiceRules
{
    // The role streaming_replica is CloudNativePG's.
    private static readonly ImmutableArray<string> OwnDatabases = ["postgres", "template0", "template1", "streaming_replica"];

    /// <inheritdoc/>
    public string Name => DataServiceNames.Postgres;

    /// <inheritdoc/>
    public string Title => "Postgres";

    /// <inheritdoc/>
    public ImmutableArray<string> NameParts { get; } = ["backup-credentials", "base", "clients", "instances", "owner", "r", "ro", "rw"];

    /// <inheritdoc/>
    public bool HasAuthority => true;

    /// <inheritdoc/>
    public bool IsBackedUpOnDemand => true;

    /// <inheritdoc/>
    public bool IsNeededBy(ProjectDefinition project) => project.Needs.Postgres is not null;

    /// <inheritdoc/>
    public bool IsBoundBy(Variable variable) => variable is PostgresVariable;

    /// <inheritdoc/>
    public IEnumerable<Fault> NeedFaults(ProjectDefinition project, string path)
    {
        if (project.Needs.Postgres is not { Database: var database, MinimumVersion: var version })
            yield break;

        var databasePath = $"{path}.{nameof(Needs.Postgres)}.{nameof(PostgresNeed.Database)}";
        if (!DatabasePattern().IsMatch(database))
        {
            yield return new Fault(
                databasePath,
                $"\"{database}\"",
                "a database has a name of at most 63 lower-case letters, digits and '_', which begins with no digit",
                "Rename it");
        }

        if (OwnDatabases.Contains(database) || database.StartsWith("pg_", StringComparison.Ordinal))
            yield return new Fault(databasePath, $"\"{database}\"", "Postgres has a database or a role of this name itself", "Rename it");

        var newest = PostgresNeed.Versions.Highest;
        if (version > newest)
        {
            yield return new Fault(
                $"{path}.{nameof(Needs.Postgres)}.{nameof(PostgresNeed.MinimumVersion)}",
                $"{version}",
                $"the newest Postgres that can be deployed is {newest}",
                PostgresNeed.Versions.FixOf(version));
        }
    }

    [GeneratedRegex("^[a-z_][a-z0-9_]{0,62}\\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex DatabasePattern();
}
