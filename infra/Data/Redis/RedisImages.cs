namespace Infra.Data.Redis;

/// <summary>The images of Redis and of what belongs to it.</summary>
internal static class RedisImages
{
    /// <summary>The engine Valkey (https://github.com/valkey-io/valkey).</summary>
    public const string Valkey = "docker.io/valkey/valkey:9.1.1";

    /// <summary>The engine Redis (https://github.com/redis/redis).</summary>
    public const string Redis = "docker.io/library/redis:8.10.0-alpine";

    /// <summary>The exporter (https://github.com/oliver006/redis_exporter).</summary>
    public const string Exporter = "docker.io/oliver006/redis_exporter:v1.88.0";
}
