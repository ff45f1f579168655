using Infra.Applications.Model;
using Infra.Faults;
using Infra.Values;

namespace Infra.Data.Redis;

/// <summary>A Redis that keeps what it was given across restarts.</summary>
public sealed record RedisNeed : DataServiceNeed
{
    /// <inheritdoc/>
    public override string Service => RedisService.ServiceName;
}

/// <summary>A variable that holds the Redis connection as a URL.</summary>
/// <param name="Name">The variable's name.</param>
/// <param name="Database">The number of the logical database, 0 to 15.</param>
public sealed record RedisVariable(string Name, int Database) : ConnectionVariable(Name)
{
    private static readonly NumberRange Databases = new(0, 15);

    /// <inheritdoc/>
    public override string Service => RedisService.ServiceName;

    /// <summary>The Redis connection as a URL.</summary>
    /// <param name="name">The variable's name.</param>
    /// <param name="database">The number of the logical database, 0 to 15. Default: 0.</param>
    public static RedisVariable Url(string name, int database = 0) => new(name, database);

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
