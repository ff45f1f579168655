using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Infra.Applications.Model;
using Infra.Faults;
using Infra.Values;

namespace Infra.Data.Postgres;

/// <summary>A Postgres database with an owner of its own.</summary>
/// <param name="Database">
/// The database's and the owner's name: at most 63 lower-case letters, digits and '_', the first one no digit, and no name of Postgres's
/// own.
/// </param>
public sealed partial record PostgresNeed(string Database) : DataServiceNeed
{
    // The role streaming_replica is CloudNativePG's.
    private static readonly ImmutableArray<string> OwnDatabases = ["postgres", "template0", "template1", "streaming_replica"];

    /// <inheritdoc/>
    public override string Service => PostgresService.ServiceName;

    /// <summary>The major versions that can be deployed.</summary>
    public static NumberRange Versions { get; } = new(15, 18);

    /// <summary>The oldest major version that will do. Default: 15.</summary>
    public int MinimumVersion { get; init; } = Versions.Lowest;

    /// <summary>
    /// Whether what runs all the time needs a session no longer than a transaction, so that a pooler may stand between
    /// (<c>infra:postgres.pooler</c>): no advisory locks, LISTEN, SET or temporary tables beyond a transaction, and prepared statements by
    /// the protocol alone (https://www.pgbouncer.org/features.html). Jobs always connect directly, and so does a variable that
    /// <see cref="PostgresVariable.IsDirect"/>. Default: false.
    /// </summary>
    public bool AllowsTransactionPooling { get; init; }

    /// <summary>Extensions that are there from the start, as only a superuser may add some. Default: none.</summary>
    public ImmutableArray<string> Extensions { get; init; } = [];

    /// <summary>What a restore drill looks at in what it has restored. Default: what there is in any database.</summary>
    public PostgresDrillChecks Drill { get; init; } = new();

    /// <summary>
    /// What is personal data in it. Default: nothing is said of that, and no other environment gets a copy (<c>recover.mask</c>).
    /// </summary>
    public PostgresMasking? Masking { get; init; }

    /// <inheritdoc/>
    internal override IEnumerable<Fault> Faults(ProjectDefinition project, string path)
    {
        var databasePath = $"{path}.{nameof(PostgresNeed)}.{nameof(Database)}";
        if (!DatabasePattern().IsMatch(Database))
        {
            yield return new Fault(
                databasePath,
                $"\"{Database}\"",
                "a database has a name of at most 63 lower-case letters, digits and '_', which begins with no digit",
                "Rename it");
        }

        if (OwnDatabases.Contains(Database) || Database.StartsWith("pg_", StringComparison.Ordinal))
            yield return new Fault(databasePath, $"\"{Database}\"", "Postgres has a database or a role of this name itself", "Rename it");

        if (MinimumVersion > Versions.Highest)
        {
            yield return new Fault(
                $"{path}.{nameof(PostgresNeed)}.{nameof(MinimumVersion)}",
                $"{MinimumVersion}",
                $"the newest Postgres that can be deployed is {Versions.Highest}",
                Versions.FixOf(MinimumVersion));
        }

        var masking = Masking?.Faults($"{path}.{nameof(PostgresNeed)}.{nameof(Masking)}") ?? [];
        foreach (var fault in Drill.Faults($"{path}.{nameof(PostgresNeed)}.{nameof(Drill)}").Concat(masking))
            yield return fault;
    }

    [GeneratedRegex("^[a-z_][a-z0-9_]{0,62}\\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex DatabasePattern();
}

/// <summary>A part of a Postgres connection.</summary>
public enum PostgresPart
{
    /// <summary>The whole connection as a URL, user and password included.</summary>
    Url,

    /// <summary>The same to a server that only reads are sent to: a replica where there is one.</summary>
    ReadOnlyUrl,

    /// <summary>The server's host name.</summary>
    Host,

    /// <summary>The server's port.</summary>
    Port,

    /// <summary>The database's name.</summary>
    Database,

    /// <summary>The owner's name.</summary>
    Username,

    /// <summary>The owner's password.</summary>
    Password,

    /// <summary>The path of the certificate that the server is verified with.</summary>
    CaFile,
}

/// <summary>A variable that holds a part of the Postgres connection.</summary>
/// <param name="Name">The variable's name.</param>
/// <param name="Part">Which part.</param>
/// <param name="Scheme">The scheme of the URL, where it is one.</param>
public sealed record PostgresVariable(string Name, PostgresPart Part, string Scheme = "postgresql") : ConnectionVariable(Name)
{
    /// <summary>Whether it leads to the server also where there is a pooler, as for what needs a session. Default: false.</summary>
    public bool IsDirect { get; init; }

    /// <inheritdoc/>
    public override string Service => PostgresService.ServiceName;

    /// <summary>The whole connection as a URL that verifies the server.</summary>
    /// <param name="name">The variable's name.</param>
    /// <param name="scheme">What the application's driver calls itself, such as <c>postgresql+psycopg2</c>.</param>
    public static PostgresVariable Url(string name, string scheme = "postgresql") => new(name, PostgresPart.Url, scheme);

    /// <summary>The whole connection for reads, to a replica where there is one.</summary>
    /// <param name="name">The variable's name.</param>
    /// <param name="scheme">What the application's driver calls itself.</param>
    public static PostgresVariable ReadOnlyUrl(string name, string scheme = "postgresql") => new(name, PostgresPart.ReadOnlyUrl, scheme);

    /// <summary>The server's host name.</summary>
    public static PostgresVariable Host(string name) => new(name, PostgresPart.Host);

    /// <summary>The server's port.</summary>
    public static PostgresVariable Port(string name) => new(name, PostgresPart.Port);

    /// <summary>The database's name.</summary>
    public static PostgresVariable Database(string name) => new(name, PostgresPart.Database);

    /// <summary>The owner's name.</summary>
    public static PostgresVariable Username(string name) => new(name, PostgresPart.Username);

    /// <summary>The owner's password.</summary>
    public static PostgresVariable Password(string name) => new(name, PostgresPart.Password);

    /// <summary>The path of the certificate that the server is verified with.</summary>
    public static PostgresVariable CaFile(string name) => new(name, PostgresPart.CaFile);
}
