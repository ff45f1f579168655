using Infra.Applications.Model;
using Infra.Data.Postgres;
using Infra.Data.Redis;

namespace Infra.Applications;

/// <summary>A FastAPI service and its RQ worker, on Postgres and Redis.</summary>
internal static class Equivalence
{
    private const string Image = "equivalence";

    private static readonly Variable[] Common =
    [
        Variable.Environment("ENVIRONMENT"),
        Variable.Plain("LOG_FORMAT", "json"),
        Variable.Plain("LOG_LEVEL", "INFO"),
    ];

    private static readonly Variable[] Database =
    [
        PostgresVariable.Url("DATABASE_URL", scheme: "postgresql+psycopg2"),
        PostgresVariable.Username("POSTGRES_USER"),
        PostgresVariable.Password("POSTGRES_PASSWORD"),
        PostgresVariable.Database("POSTGRES_DB"),
    ];

    private static readonly Variable[] Queue =
    [
        RedisVariable.Url("REDIS_URL"),
        Variable.Plain("RQ_QUEUE_NAME", "equivalence"),
    ];

    // What rq and its exporter read themselves.
    private static readonly Variable RqQueue = RedisVariable.Url("RQ_REDIS_URL");

    // 48 random bytes, as the guide makes them; the old key stays valid until it is revoked.
    private static readonly Variable[] ApiKeys =
    [
        Variable.Secret(SecretDefinition.Generated("API_KEY_SALT", SecretShape.Hex(bytes: 32))),
        Variable.Secret(SecretDefinition.Generated("ADMIN_API_KEY", SecretShape.Base64Url(bytes: 48), keepsPrevious: true)),
        Variable.Secret(SecretDefinition.Generated("AUDITOR_API_KEY", SecretShape.Base64Url(bytes: 48), keepsPrevious: true)),
        Variable.Secret(SecretDefinition.Generated("CLIENT_API_KEY", SecretShape.Base64Url(bytes: 48), keepsPrevious: true)),
    ];

    private static readonly Variable[] Models =
    [
        Variable.Secret(SecretDefinition.Optional("LLM_API_KEY")),
        Variable.Secret(SecretDefinition.Optional("EMBED_API_KEY")),
    ];

    public static ApplicationDefinition Definition { get; } = new()
    {
        Name = "equivalence",
        Images = [PublishedImages.RqExporter],
        Needs = [new PostgresNeed("equivalence"), new RedisNeed()],
        Services =
        [
            new ServiceDefinition
            {
                Name = "web",
                Image = Image,
                Port = 8000,
                IsPublic = true,
                Subdomain = "equivalence",
                // SQLAlchemy's own, five and ten beyond them, in each of the image's two processes.
                Pool = new ConnectionPool(15) { Processes = 2 },
                Health = new HealthProbes { Liveness = HealthProbe.Http("/health"), Readiness = HealthProbe.Http("/ready") },
                MetricsPath = "/metrics",
                CallsInternet = true,
                Variables = [.. Common, .. Database, .. Queue, .. ApiKeys, .. Models],
            },
        ],
        Workers =
        [
            new WorkerDefinition
            {
                Name = "worker",
                Image = Image,
                // The service enqueues where the variable says, which Kubernetes puts in here; told no queue, rq listens to its default
                // one alone.
                Command = ["rq", "worker", "$(RQ_QUEUE_NAME)", "default"],
                Pool = new ConnectionPool(2),
                Health = RqHealth.Probes,
                Sidecars = [RqHealth.Exporter(RqQueue)],
                CallsInternet = true,
                DrainTime = TimeSpan.FromMinutes(5),
                Variables = [.. Common, .. Database, .. Queue, RqQueue, .. ApiKeys, .. Models],
            },
        ],
        Jobs =
        [
            new JobDefinition
            {
                Name = "migrate",
                Image = Image,
                Command = ["alembic", "upgrade", "head"],
                Purpose = JobPurpose.Migration,
                Variables = [.. Common, .. Database],
            },
            new JobDefinition
            {
                Name = "seed",
                Image = Image,
                Command = ["python", "scripts/seed_safe.py"],
                Purpose = JobPurpose.Seed,
                // The script is in a folder beside the package that it imports.
                Variables = [.. Common, .. Database, .. Queue, .. ApiKeys, Variable.Plain("PYTHONPATH", ".")],
            },
        ],
    };
}
