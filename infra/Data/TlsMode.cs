namespace Infra.Data;

/// <summary>
/// How much of what goes to a server in the cluster goes over TLS, in the words of MongoDB's <c>net.tls.mode</c>
/// (https://www.mongodb.com/docs/manual/reference/configuration-options/#mongodb-setting-net.tls.mode). From each to the next, nobody who
/// is connected is left without a port.
/// </summary>
public static class TlsMode
{
    /// <summary>Nothing: there is no certificate.</summary>
    public const string Disabled = "disabled";

    /// <summary>The server listens with TLS and without, and its clients come without.</summary>
    public const string Allowed = "allowed";

    /// <summary>The server listens with TLS and without, and its clients come with it.</summary>
    public const string Preferred = "preferred";

    /// <summary>Everything.</summary>
    public const string Required = "required";
}
