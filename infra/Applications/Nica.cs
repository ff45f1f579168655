using System.Collections.Immutable;
using Infra.Applications.Model;
using Infra.Data.Postgres;
using Infra.Data.Redis;

namespace Infra.Applications;

/// <summary>A backend with a cache of models and a frontend, on Postgres and Redis, which tells what it does over OTLP.</summary>
internal static class Nica
{
    private const string Backend = "nica-backend";
    private const string BackendImage = "backend";
    private const string FrontendImage = "frontend";

    private static readonly VolumeDefinition ModelCache = new("hf-cache", "20Gi") { IsShared = true };

    private static readonly VolumeMount Models = new(ModelCache, "/var/huggingface");

    // The backend must look for the revision that was fetched: with another one the cache is empty to it.
    private static readonly Variable[] ModelSource =
    [
        Variable.Plain("HF_HOME", "/var/huggingface"),
        Variable.Plain("HF_MODEL_REPOS", "sentence-transformers/all-MiniLM-L6-v2"),
        Variable.Plain("HF_REVISION", "main"),
    ];

    private static readonly Variable Database = PostgresVariable.Url("DATABASE_URL");

    // HTTPS, and OTLP over gRPC and HTTP (https://opentelemetry.io/docs/specs/otlp/).
    private static readonly ImmutableArray<int> OpenTelemetry = [443, 4317, 4318];

    private static readonly Variable[] Telemetry =
    [
        Variable.Plain("OTEL_SERVICE_NAME", "nica-backend"),
        Variable.Secret(SecretDefinition.Optional("OTEL_EXPORTER_OTLP_ENDPOINT")),
        Variable.Environment("OTEL_RESOURCE_ATTRIBUTES", "deployment.environment.name={0}"),
    ];

    public static ApplicationDefinition Definition { get; } = new()
    {
        Name = "nica",
        Images = [new ImageDefinition(FrontendImage) { Build = new ImageBuild { Context = "frontend" } }],
        Needs = [new PostgresNeed("nica"), new RedisNeed()],
        Services =
        [
            new ServiceDefinition
            {
                Name = Backend,
                Image = BackendImage,
                Port = 8000,
                IsPublic = true,
                Subdomain = "api",
                // The path asks no other service, so that the same question can tell of both; readiness gives up sooner.
                Health = new HealthProbes
                {
                    StartupTime = TimeSpan.FromMinutes(5),
                    Liveness = HealthProbe.Http("/healthcheck") with { FailureThreshold = 6 },
                    Readiness = HealthProbe.Http("/healthcheck") with { Period = TimeSpan.FromSeconds(5) },
                },
                CallsInternet = true,
                InternetPorts = OpenTelemetry,
                // SQLAlchemy's own: five, and ten beyond them.
                Pool = new ConnectionPool(15),
                Resources = new ResourceAmounts { CpuRequest = "250m", CpuLimit = "2", MemoryRequest = "1Gi", Memory = "2Gi" },
                Volumes = [Models with { IsReadOnly = true }],
                Init =
                [
                    new InitStep
                    {
                        Name = "prefetch-models",
                        Image = BackendImage,
                        Command = ["python", "infra/docker/prefetch_models.py"],
                        Volumes = [Models],
                        SecretFiles = [new SecretFile("/run/secrets/huggingface_token", SecretDefinition.Optional("HUGGINGFACE_TOKEN"))],
                        Resources = new ResourceAmounts { CpuRequest = "100m", CpuLimit = "1", Memory = "1Gi" },
                        Variables = [.. ModelSource],
                    },
                ],
                Variables =
                [
                    Database,
                    RedisVariable.Url("REDIS_URL"),
                    Variable.Secret(SecretDefinition.Generated("AUTH_SECRET", SecretShape.Alphanumeric(characters: 64))),
                    .. ModelSource,
                    Variable.Plain("HF_HUB_OFFLINE", "1"),
                    .. Telemetry,
                ],
            },
            new ServiceDefinition
            {
                Name = "nica-frontend",
                Image = FrontendImage,
                Port = 3000,
                IsPublic = true,
                Subdomain = "app",
                Health = new HealthProbes
                {
                    Liveness = HealthProbe.Http("/") with { FailureThreshold = 6 },
                    Readiness = HealthProbe.Http("/") with { Period = TimeSpan.FromSeconds(5) },
                },
                Variables = [Variable.PublicUrl("API_BASE_URL", Backend)],
            },
        ],
        Jobs =
        [
            new JobDefinition
            {
                Name = "migrate-seed",
                Image = BackendImage,
                Command = ["python", "-m", "src.database.cli", "migrate-seed", "--url", "$(DATABASE_URL)"],
                Purpose = JobPurpose.Migration,
                // For its telemetry.
                CallsInternet = true,
                InternetPorts = OpenTelemetry,
                Variables = [Database, .. Telemetry],
            },
            new JobDefinition
            {
                Name = "healthcheck",
                Image = BackendImage,
                Command = ["python", "-m", "src.database.cli", "healthcheck", "--url", "$(DATABASE_URL)"],
                Purpose = JobPurpose.Verification,
                // For its telemetry.
                CallsInternet = true,
                InternetPorts = OpenTelemetry,
                Variables = [Database, .. Telemetry],
            },
        ],
    };
}
