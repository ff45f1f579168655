namespace Infra.Data.MySql;

/// <summary>The ports of the pods of a cluster, and of MySQL anywhere.</summary>
internal static class MySqlPorts
{
    /// <summary>The port that clients connect to, of a server or of a proxy.</summary>
    public const int MySql = 3306;

    /// <summary>The port of the X protocol.</summary>
    public const int XProtocol = 33060;

    /// <summary>The port on which the instances of a group talk to each other.</summary>
    public const int Group = 33061;

    /// <summary>
    /// The port that lets administrators in when all connections are taken: the operator, and the proxies that ask which one is the
    /// primary.
    /// </summary>
    public const int Administration = 33062;

    /// <summary>The port of the container that takes backups: the operator and its jobs ask it to.</summary>
    public const int Backup = 6450;

    /// <summary>The port that Prometheus scrapes.</summary>
    public const int Metrics = 9104;
}
