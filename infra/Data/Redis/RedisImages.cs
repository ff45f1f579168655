using Infra.Steps;

namespace Infra.Data.Redis;

/// <summary>The images of Redis and of what belongs to it.</summary>
internal static class RedisImages
{
    /// <summary>The engine Valkey (https://github.com/valkey-io/valkey).</summary>
    public const string Valkey = StepImages.Tar;

    /// <summary>The engine Redis (https://github.com/redis/redis).</summary>
    public const string Redis =
        "docker.io/library/redis:8.10.2-alpine@sha256:3811787313eba226a2ef38658c6ccb91cd5e110edc89c37767de373120a0e5a0";

    /// <summary>The exporter (https://github.com/oliver006/redis_exporter).</summary>
    public const string Exporter =
        "docker.io/oliver006/redis_exporter:v1.90.0@sha256:a129504e65b87c54f79bc92f1afc403475e8ff646a3d7512de469904ceddf986";
}
