namespace Infra.Applications.Model;

/// <summary>A Redis that keeps what it was given across restarts.</summary>
public sealed record RedisNeed;

/// <summary>A variable that holds the Redis connection as a URL.</summary>
/// <param name="Name">The variable's name.</param>
/// <param name="Database">The number of the logical database, 0 to 15.</param>
public sealed record RedisVariable(string Name, int Database) : Variable(Name)
{
    /// <summary>The Redis connection as a URL.</summary>
    /// <param name="name">The variable's name.</param>
    /// <param name="database">The number of the logical database, 0 to 15. Default: 0.</param>
    public static RedisVariable Url(string name, int database = 0) => new(name, database);
}
