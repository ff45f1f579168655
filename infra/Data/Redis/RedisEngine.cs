namespace Infra.Data.Redis;

/// <summary>A server that speaks Redis' protocol.</summary>
/// <param name="Name">Its name, with which its programs begin.</param>
/// <param name="Image">Its image.</param>
/// <param name="Server">The command that starts it.</param>
/// <param name="Client">The command that asks it.</param>
internal sealed record RedisEngine(string Name, string Image, string Server, string Client)
{
    private static readonly Dictionary<string, RedisEngine> Engines = new()
    {
        [RedisSettings.Valkey] = new(RedisSettings.Valkey, RedisImages.Valkey, "valkey-server", "valkey-cli"),
        [RedisSettings.Redis] = new(RedisSettings.Redis, RedisImages.Redis, "redis-server", "redis-cli"),
    };

    /// <summary>The engine of the setting's name.</summary>
    public static RedisEngine Named(string name) => Engines[name];
}
