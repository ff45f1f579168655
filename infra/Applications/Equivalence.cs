using Infra.Applications.Model;
using Infra.Data.Postgres;
using Infra.Data.Redis;
using Infra.Values;

namespace Infra.Applications;

/// <summary>
/// A FastAPI service and its RQ worker, on Postgres and Redis. Every container names its command: the image's entry point would create
/// tables and seed at each start, in prod too.
/// </summary>
internal static class Equivalence
{
    private const string Image = "equivalence";

    // The image's user, who is named there without a number.
    private const int User = 1000;

    private static readonly Variable[] Common =
    [
        Variable.Environment("ENVIRONMENT"),
        Variable.Plain("LOG_FORMAT", "json", "Form of the logs."),
        Variable.Plain("LOG_LEVEL", "INFO", "Least severity that is logged."),
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
        Variable.Plain("RQ_QUEUE_NAME", "equivalence", "Queue that jobs are put into."),
    ];

    // What rq and its exporter read themselves.
    private static readonly Variable RqQueue = RedisVariable.Url("RQ_REDIS_URL");

    // The text of the salt is the key of the hashes by which API keys are found: a new one voids every key.
    private static readonly Variable Salt = Variable.Secret(
        SecretDefinition.Generated(
            "API_KEY_SALT", SecretShape.Hex(bytes: 32),
            meaning: "Key of the hashes by which API keys are found; a new one voids them all."));

    // 48 random bytes, as the guide makes them; the old key stays valid until it is revoked.
    private static readonly Variable[] ApiKeys =
    [
        Salt,
        Variable.Secret(
            SecretDefinition.Generated(
                "ADMIN_API_KEY", SecretShape.Base64Url(bytes: 48), keepsPrevious: true,
                meaning: "API key of administrators.")),
        Variable.Secret(
            SecretDefinition.Generated(
                "AUDITOR_API_KEY", SecretShape.Base64Url(bytes: 48), keepsPrevious: true,
                meaning: "API key of auditors.")),
        Variable.Secret(
            SecretDefinition.Generated(
                "CLIENT_API_KEY", SecretShape.Base64Url(bytes: 48), keepsPrevious: true,
                meaning: "API key of clients.")),
    ];

    // Services with a contract of the application's own, no provider's API. Without the first nothing can be evaluated.
    private static readonly Variable[] Models =
    [
        Variable.Optional("EMBED_URL", "Address of the service that makes embeddings; POST /embed goes there.", VariableShape.Url),
        Variable.Optional("LLM_URL", "Address of the service that asks a language model; POST /llm/json goes there.", VariableShape.Url),
        Variable.Optional("EMBED_TIMEOUT", "Seconds that an embedding may take.", VariableShape.Number),
        Variable.Optional("LLM_TIMEOUT", "Seconds that an answer of the language model may take.", VariableShape.Number),
        Variable.Secret(SecretDefinition.Optional("LLM_API_KEY", "Key of the service at LLM_URL.")),
        Variable.Secret(SecretDefinition.Optional("EMBED_API_KEY", "Key of the service at EMBED_URL.")),
    ];

    // The seed replaces a key that it does not find by one that everybody can read in the application's repository.
    private static readonly Variable SeedKey = Variable.Secret(
        SecretDefinition.Generated("DVP_API_KEY", SecretShape.Base64Url(bytes: 48), meaning: "API key that the seed makes known."));

    public static ApplicationDefinition Definition { get; } = new()
    {
        Name = "equivalence",
        Images = [PublishedImages.RqExporter],
        Needs = [new PostgresNeed("equivalence"), new RedisNeed { CaParameter = "ssl_ca_certs" }],
        Services =
        [
            new ServiceDefinition
            {
                Name = "web",
                Image = Image,
                UserId = User,
                // One process: the counters of /metrics are each process's own, and a scrape would meet either.
                Command = ["gunicorn", "-k", "uvicorn.workers.UvicornWorker", "-w", "1", "-b", "0.0.0.0:8000", "app.main:app"],
                Port = 8000,
                IsPublic = true,
                Subdomain = "equivalence",
                // SQLAlchemy's own: five, and ten beyond them.
                Pool = new ConnectionPool(15),
                Health = new HealthProbes { Liveness = HealthProbe.Http("/health"), Readiness = HealthProbe.Http("/ready") },
                MetricsPath = "/metrics",
                // It names the stores, with the text of their errors.
                PrivatePaths = ["/ready"],
                // A page for trying things out.
                TeamPaths = ["/test-ui"],
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
                UserId = User,
                // The service enqueues where the variable says, which Kubernetes puts in here; told no queue, rq listens to its default
                // one alone. Jobs that are tried again after a while wait for a worker with a scheduler.
                Command = ["rq", "worker", "--with-scheduler", "$(RQ_QUEUE_NAME)", "default"],
                Pool = new ConnectionPool(2),
                Health = RqHealth.Probes,
                Queue = RedisList.OfRq("equivalence", lengthPerReplica: 20),
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
                UserId = User,
                Command = ["python", "-c", EmbeddedFile.Read("equivalence_migrate.py")],
                Purpose = JobPurpose.Migration,
                Variables = [.. Common, .. Database],
            },
            new JobDefinition
            {
                Name = "seed",
                Image = Image,
                UserId = User,
                // As a module: started by its path, the script does not find the package beside its folder.
                Command = ["python", "-m", "scripts.seed_safe"],
                Purpose = JobPurpose.Seed,
                Variables = [.. Common, .. Database, .. Queue, .. ApiKeys, SeedKey],
            },
            new JobDefinition
            {
                Name = "api-keys",
                Image = Image,
                UserId = User,
                // The application has no command for it, and its seed, which makes keys, is not for prod.
                Command = ["python", "-c", EmbeddedFile.Read("equivalence_keys.py")],
                Purpose = JobPurpose.OnDemand,
                Variables =
                [
                    .. Common,
                    .. Database,
                    .. ApiKeys,
                    Variable.Parameter(
                        "KEYS_ACTION",
                        "create: the generated keys are valid; revoke: the former ones no longer are.",
                        "create"),
                    Variable.Parameter("KEYS_TENANT", "The tenant whose keys they are.", "arbe"),
                ],
            },
        ],
    };
}
