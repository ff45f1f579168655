namespace Infra.Applications.Model;

/// <summary>A variable that holds the Redis connection as a URL.</summary>
/// <param name="Name">The variable's name.</param>
/// <param name="Database">The number of the logical database, 0 to 15.</param>
public sealed record RedisVariable(string Name, int Database) : Variable(Name);
