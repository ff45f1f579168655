namespace Infra.Applications.Model;

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
    /// The path of the certificate authority that the server is verified with, for <c>NODE_EXTRA_CA_CERTS</c>. Where the server has none, the
    /// variable is left out.
    /// </summary>
    CaFile,
}
