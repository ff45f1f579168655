using System.Text.RegularExpressions;
using Infra.Applications.Model;
using Infra.Faults;
using Infra.Values;

namespace Infra.Data.Redis;

/// <summary>A Redis that keeps what it was given across restarts.</summary>
public sealed partial record RedisNeed : DataServiceNeed
{
    /// <inheritdoc/>
    public override string Service => RedisService.ServiceName;

    /// <summary>
    /// The parameter of the URL in which clients read the path of the certificate that they verify the server with, such as redis-py's
    /// <c>ssl_ca_certs</c>. Default: they read none there.
    /// </summary>
    public string? CaParameter { get; init; }

    /// <inheritdoc/>
    internal override IEnumerable<Fault> Faults(ProjectDefinition project, string path)
    {
        if (CaParameter is not null && !ParameterPattern().IsMatch(CaParameter))
        {
            yield return new Fault(
                $"{path}.{nameof(RedisNeed)}.{nameof(CaParameter)}",
                $"\"{CaParameter}\"",
                "a parameter of a URL has a name of letters, digits, '-' and '_'",
                "Use one such as ssl_ca_certs");
        }
    }

    [GeneratedRegex("^[A-Za-z0-9_-]+\\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex ParameterPattern();
}

/// <summary>A part of a Redis connection.</summary>
public enum RedisPart
{
    /// <summary>The whole connection as a URL, user and password included.</summary>
    Url,

    /// <summary>The server's host name.</summary>
    Host,

    /// <summary>The server's port.</summary>
    Port,

    /// <summary>The user's name.</summary>
    Username,

    /// <summary>The user's password.</summary>
    Password,

    /// <summary>The path of the certificate that the server is verified with; left out where clients come without TLS.</summary>
    CaFile,
}

/// <summary>A variable that holds a part of the Redis connection.</summary>
/// <param name="Name">The variable's name.</param>
/// <param name="Part">Which part.</param>
/// <param name="Database">The number of the logical database in the URL, 0 to 15.</param>
public sealed record RedisVariable(string Name, RedisPart Part, int Database = 0) : ConnectionVariable(Name)
{
    private static readonly NumberRange Databases = new(0, 15);

    /// <inheritdoc/>
    public override string Service => RedisService.ServiceName;

    /// <summary>The whole connection as a URL.</summary>
    /// <param name="name">The variable's name.</param>
    /// <param name="database">The number of the logical database, 0 to 15. Default: 0.</param>
    public static RedisVariable Url(string name, int database = 0) => new(name, RedisPart.Url, database);

    /// <summary>The server's host name.</summary>
    public static RedisVariable Host(string name) => new(name, RedisPart.Host);

    /// <summary>The server's port.</summary>
    public static RedisVariable Port(string name) => new(name, RedisPart.Port);

    /// <summary>The user's name.</summary>
    public static RedisVariable Username(string name) => new(name, RedisPart.Username);

    /// <summary>The user's password.</summary>
    public static RedisVariable Password(string name) => new(name, RedisPart.Password);

    /// <summary>The path of the certificate that the server is verified with; left out where clients come without TLS.</summary>
    public static RedisVariable CaFile(string name) => new(name, RedisPart.CaFile);

    /// <inheritdoc/>
    internal override IEnumerable<Fault> Faults(string path)
    {
        if (!Databases.Contains(Database))
        {
            yield return new Fault(
                path,
                $"{Name} of database {Database}",
                $"Redis has the databases {Databases.Lowest} to {Databases.Highest}",
                Databases.FixOf(Database));
        }
    }
}
