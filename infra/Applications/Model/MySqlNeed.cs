namespace Infra.Applications.Model;

/// <summary>A MySQL database with a user of its own, who may do everything in it and nothing outside.</summary>
/// <param name="Database">
/// The database's and the user's name: at most 32 lower-case letters, digits and '_', the first one no digit, and no name of MySQL's own.
/// </param>
public sealed record MySqlNeed(string Database);

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
public sealed record MySqlVariable(string Name, MySqlPart Part) : Variable(Name)
{
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
