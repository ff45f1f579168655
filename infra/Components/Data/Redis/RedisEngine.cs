using Infra.Settings;

namespace Infra.Components.Data.Redis;

/// <summary>A server that speaks Redis' protocol.</summary>
/// <param name="Image">Its image.</param>
/// <param name="Server">The command that starts it.</param>
/// <param name="Client">The command that asks it.</param>
internal sealed record RedisEngine(string Image, string Server, string Client)
{
    /// <summary>The image of the exporter beside it (https://github.com/oliver006/redis_exporter).</summary>
    public const string ExporterImage = "docker.io/oliver006/redis_exporter:v1.88.0";

    private static readonly Dictionary<string, RedisEngine> Engines = new()
    {
        [RedisSettings.Valkey] = new("docker.io/valkey/valkey:9.1.1", "valkey-server", "valkey-cli"),
        [RedisSettings.Redis] = new("docker.io/library/redis:8.10.0-alpine", "redis-server", "redis-cli"),
    };

    /// <summary>The engine of the setting's name.</summary>
    public static RedisEngine Named(string name) => Engines[name];
}
