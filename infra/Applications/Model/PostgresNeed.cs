using System.Collections.Immutable;
using Infra.Values;

namespace Infra.Applications.Model;

/// <summary>A Postgres database with an owner of its own.</summary>
/// <param name="Database">
/// The database's and the owner's name: at most 63 lower-case letters, digits and '_', the first one no digit, and no name of Postgres's
/// own.
/// </param>
public sealed record PostgresNeed(string Database)
{
    /// <summary>The major versions that can be deployed.</summary>
    public static NumberRange Versions { get; } = new(15, 18);

    /// <summary>The oldest major version that will do. Default: 15.</summary>
    public int MinimumVersion { get; init; } = Versions.Lowest;

    /// <summary>Extensions that are there from the start, as only a superuser may add some. Default: none.</summary>
    public ImmutableArray<string> Extensions { get; init; } = [];
}

/// <summary>A part of a Postgres connection.</summary>
public enum PostgresPart
{
    /// <summary>The whole connection as a URL, user and password included.</summary>
    Url,

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
public sealed record PostgresVariable(string Name, PostgresPart Part, string Scheme = "postgresql") : Variable(Name)
{
    /// <summary>The whole connection as a URL that verifies the server.</summary>
    /// <param name="name">The variable's name.</param>
    /// <param name="scheme">What the application's driver calls itself, such as <c>postgresql+psycopg2</c>.</param>
    public static PostgresVariable Url(string name, string scheme = "postgresql") => new(name, PostgresPart.Url, scheme);

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
