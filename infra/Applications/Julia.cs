using Infra.Applications.Model;
using Infra.Data.Redis;

namespace Infra.Applications;

/// <summary>
/// An agent that writes on WhatsApp: an API, a scheduler and a queue worker, with Evolution API and Chatwoot beside them. Its database is
/// Supabase.
/// </summary>
internal static class Julia
{
    private const string Image = "julia";
    private const string Api = "julia-api";
    private const string PingsRedis = "import os, redis; redis.from_url(os.environ['REDIS_URL']).ping()";

    private static readonly Variable[] Variables =
    [
        Variable.LongEnvironment("ENVIRONMENT"),
        Variable.Plain("DEBUG", "false"),
        Variable.Plain("LOG_LEVEL", "WARNING"),
        Variable.Plain("MAX_MSGS_POR_HORA", "15"),
        Variable.Plain("MAX_MSGS_POR_DIA", "80"),
        Variable.ServiceUrl("JULIA_API_URL", Api),
        Variable.ServiceUrl("EVOLUTION_API_URL", EvolutionApi.Service),
        Variable.Secret(EvolutionApi.Key),
        Variable.Environment("EVOLUTION_INSTANCE", "julia-{0}"),
        RedisVariable.Url("REDIS_URL"),
        Variable.Secret(SecretDefinition.Supplied("SUPABASE_URL")),
        Variable.Secret(SecretDefinition.Supplied("SUPABASE_SERVICE_KEY")),
        Variable.Secret(SecretDefinition.Supplied("ANTHROPIC_API_KEY")),
        // The image has its packages in an environment of uv's, which the commands of the workers and the probes do not name.
        Variable.Plain("PATH", "/app/.venv/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"),
        // It starts with uv, which would write beside the code.
        Variable.Plain("UV_NO_SYNC", "1"),
        Variable.Plain("UV_CACHE_DIR", "/tmp/uv"),
    ];

    // What works in the background has no port; whether Redis answers is all that there is to ask.
    private static readonly HealthProbes WorkerHealth = new()
    {
        Liveness = HealthProbe.Process("The process has no port and keeps no sign of life; Kubernetes starts it again when it ends."),
        Readiness = HealthProbe.Run("python", "-c", PingsRedis) with
        {
            Period = TimeSpan.FromMinutes(1),
            Timeout = TimeSpan.FromSeconds(20),
        },
    };

    // They load what the API loads, and serve nobody.
    private static readonly ResourceAmounts WorkerResources = new() { Memory = "512Mi" };

    public static ApplicationDefinition Definition { get; } = new()
    {
        Name = "julia",
        Images = [PublishedImages.EvolutionApi, PublishedImages.Chatwoot],
        Companions = [EvolutionApi.CalledBack(by: Api), Chatwoot.Definition],
        Needs = [new RedisNeed()],
        Services =
        [
            new ServiceDefinition
            {
                Name = Api,
                Image = Image,
                Port = 8000,
                IsPublic = true,
                Subdomain = "julia",
                Replicas = new ReplicaRange(2, 3),
                Resources = new ResourceAmounts { CpuRequest = "250m", CpuLimit = "1", MemoryRequest = "512Mi", Memory = "1Gi" },
                // The path depends on no other service, so that both probes can use it; readiness fails sooner.
                Health = new HealthProbes
                {
                    Liveness = HealthProbe.Http("/health") with { FailureThreshold = 6 },
                    Readiness = HealthProbe.Http("/health") with { Period = TimeSpan.FromSeconds(5) },
                },
                CallsInternet = true,
                Variables = [.. Variables],
            },
        ],
        Workers =
        [
            new WorkerDefinition
            {
                Name = "julia-scheduler",
                Image = Image,
                Command = ["python", "-m", "app.workers", "scheduler"],
                IsSingleton = true,
                Resources = WorkerResources,
                Health = WorkerHealth,
                CallsInternet = true,
                Variables = [.. Variables],
            },
            new WorkerDefinition
            {
                Name = "julia-fila",
                Image = Image,
                Command = ["python", "-m", "app.workers", "fila"],
                Replicas = new ReplicaRange(1, 2),
                Resources = WorkerResources,
                Health = WorkerHealth,
                CallsInternet = true,
                DrainTime = TimeSpan.FromMinutes(1),
                Variables = [.. Variables],
            },
        ],
    };
}
