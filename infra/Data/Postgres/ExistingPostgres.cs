using Infra.Applications.Model;
using Infra.Settings.Reading;

namespace Infra.Data.Postgres;

/// <summary><c>infra:postgres.existing</c>: a Postgres that runs elsewhere.</summary>
public sealed record ExistingPostgres
{
    /// <summary>What the section is about.</summary>
    internal const string Meaning = "The Postgres that runs elsewhere, with provider existing.";

    /// <summary>Where it is.</summary>
    public required ExistingServer Server { get; init; }

    /// <summary>The role that connects.</summary>
    public required string Username { get; init; }

    /// <summary>The database there.</summary>
    public required string Database { get; init; }

    /// <summary>How the server is verified (sslmode). Default: verify-full.</summary>
    public required string SslMode { get; init; }

    /// <summary>Reads the section; null where another provider is chosen.</summary>
    /// <param name="section">The section.</param>
    /// <param name="provider">The provider that is chosen.</param>
    /// <param name="project">Whose it is.</param>
    /// <param name="need">What the project needs; null where it needs none.</param>
    internal static ExistingPostgres? Read(Section section, string provider, ProjectDefinition project, PostgresNeed? need)
    {
        var database = need?.Database ?? PostgresService.DefaultDatabase;
        var name = SettingTypes.Text("shop", "it takes a name");
        var mode = section.Get(
            "sslMode",
            SettingTypes.OneOf("verify-full", "verify-ca"),
            "verify-full",
            "How the server is verified with its CA, which is supplied (sslmode).");
        var username = section.Get("username", name, database, "The role that connects.", shownDefault: "the database's name");
        var there = section.Get("database", name, database, "The database there.", shownDefault: "the application's name for it");
        var service = DataServiceNames.Of(project, PostgresService.ServiceName);
        var server = ExistingServer.Read(section, provider, service, "Postgres", PostgresPorts.Postgres, isAuthoritySupplied: true);
        return server is null
            ? null
            : new ExistingPostgres { Server = server, Username = username, Database = there, SslMode = mode };
    }
}
