namespace Infra.Applications.Model;

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
