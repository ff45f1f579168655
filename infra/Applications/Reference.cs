using Infra.Applications.Model;

namespace Infra.Applications;

/// <summary>An API with a worker that uses every part of the platform. Copy it to begin an application of your own.</summary>
internal static class Reference
{
    private const string Image = "reference";

    private static readonly Variable[] Common =
    [
        Variable.Environment("ENVIRONMENT"),
        Variable.Plain("LOG_FORMAT", "json"),
        Variable.Plain("LOG_LEVEL", "info"),
    ];

    private static readonly Variable Database = Variable.PostgresUrl("DATABASE_URL");

    private static readonly Variable[] Stores =
    [
        Database,
        Variable.RedisUrl("REDIS_URL"),
        Variable.Qdrant("QDRANT_URL", QdrantPart.Url),
        Variable.Qdrant("QDRANT_API_KEY", QdrantPart.ApiKey),
    ];

    // Calls a language model where a key is set, and does without one where it is not.
    private static readonly Variable LanguageModel = Variable.Secret(SecretDefinition.Optional("LLM_API_KEY"));

    public static ApplicationDefinition Definition { get; } = new()
    {
        Name = "reference",
        Needs = new Needs
        {
            Postgres = new PostgresNeed("reference"),
            Redis = new RedisNeed(),
            Qdrant = new QdrantNeed(),
        },
        Services =
        [
            new ServiceDefinition
            {
                Name = "api",
                Image = Image,
                Command = ["reference", "api"],
                Port = 8000,
                IsPublic = true,
                Health = new HealthProbes { StartupPath = "/health/started", LivenessPath = "/health/live", ReadinessPath = "/health/ready" },
                MetricsPath = "/metrics",
                CallsInternet = true,
                Variables =
                [
                    .. Common,
                    .. Stores,
                    LanguageModel,
                    Variable.Secret(SecretDefinition.Generated("API_KEY_SALT", SecretShape.Hex(bytes: 32))),
                    Variable.Secret(SecretDefinition.Generated("ADMIN_API_KEY", SecretShape.Base64Url(bytes: 32))),
                ],
            },
        ],
        Workers =
        [
            new WorkerDefinition
            {
                Name = "worker",
                Image = Image,
                Command = ["reference", "worker"],
                Health = new HealthProbes { Port = 8080, StartupPath = "/health/started", LivenessPath = "/health/live", ReadinessPath = "/health/ready" },
                MetricsPath = "/metrics",
                CallsInternet = true,
                DrainTime = TimeSpan.FromMinutes(5),
                Variables = [.. Common, .. Stores, LanguageModel],
            },
        ],
        Jobs =
        [
            new JobDefinition
            {
                Name = "migrate",
                Image = Image,
                Command = ["reference", "migrate"],
                Purpose = JobPurpose.Migration,
                Variables = [.. Common, Database],
            },
            new JobDefinition
            {
                Name = "seed",
                Image = Image,
                Command = ["reference", "seed"],
                Purpose = JobPurpose.Seed,
                Variables = [.. Common, Database],
            },
        ],
    };
}
