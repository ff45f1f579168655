using System.Collections.Immutable;
using Infra.Applications.Model;
using Infra.Data.Postgres;
using Infra.Data.Redis;

namespace Infra.Applications;

/// <summary>A backend with a cache of models and a frontend, on Postgres and Redis, which tells what it does over OTLP.</summary>
internal static class Nica
{
    private const string Backend = "nica-backend";
    private const string Frontend = "nica-frontend";
    private const string BackendImage = "backend";
    private const string FrontendImage = "frontend";

    private static readonly VolumeDefinition ModelCache = new("hf-cache", "20Gi") { IsShared = true };

    private static readonly VolumeMount Models = new(ModelCache, "/var/huggingface");

    // What the image's own program fetches. A server with these variables would fetch again, into a volume that it may only read.
    private static readonly Variable[] ModelSource =
    [
        Variable.Plain("HF_HOME", "/var/huggingface", "Folder that models are fetched into."),
        Variable.Plain("HF_MODEL_REPOS", "sentence-transformers/all-MiniLM-L6-v2", "Models that are fetched."),
        Variable.Plain("HF_REVISION", "main", "Revision of the models."),
    ];

    // The code imports its own packages by their short names.
    private static readonly Variable PythonPath = Variable.Plain(
        "PYTHONPATH",
        "/app/backend:/app/backend/src",
        "Where Python finds the code.");

    private static readonly Variable Database = PostgresVariable.Url("DATABASE_URL");

    // HTTPS, and OTLP over gRPC and HTTP (https://opentelemetry.io/docs/specs/otlp/).
    private static readonly ImmutableArray<int> OpenTelemetry = [443, 4317, 4318];

    private static readonly Variable[] Telemetry =
    [
        Variable.Plain("OTEL_SERVICE_NAME", "nica-backend", "Name that telemetry bears."),
        Variable.Secret(SecretDefinition.Optional("OTEL_EXPORTER_OTLP_ENDPOINT", "Address that telemetry is sent to.")),
        Variable.Optional("OTEL_EXPORTER_OTLP_PROTOCOL", "Protocol of the endpoint: http/protobuf, which is the image's own, or grpc."),
        // Without an instance of their own, replicas would overwrite each other's metrics.
        Variable.Composed(
            "OTEL_RESOURCE_ATTRIBUTES",
            "deployment.environment.name={0},service.instance.id={1}",
            ValuePart.Environment,
            ValuePart.PodName),
    ];

    public static ApplicationDefinition Definition { get; } = new()
    {
        Name = "nica",
        Images =
        [
            new ImageDefinition(FrontendImage)
            {
                // One image for all environments: its pages call the API on the host that they come from.
                Build = new ImageBuild
                {
                    Context = "frontend",
                    Arguments = ImmutableSortedDictionary.Create<string, string>().Add("NEXT_PUBLIC_API_URL", ""),
                },
            },
        ],
        Needs = [new PostgresNeed("nica"), new RedisNeed { CaParameter = "ssl_ca_certs" }],
        Services =
        [
            new ServiceDefinition
            {
                Name = Backend,
                Image = BackendImage,
                // In the place of the image's entry point, which would migrate and fetch models at each start.
                Command = ["uvicorn", "src.app.main:app", "--host", "0.0.0.0", "--port", "8000"],
                Replicas = new ReplicaRange(2, 6),
                Port = 8000,
                IsPublic = true,
                Subdomain = "api",
                // The pages of the front end call it on the host that they come from.
                AlsoAt = [new HostPath(Frontend, "/api/v1")],
                // The path depends on no other service, so that both probes can use it; readiness fails sooner.
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
                        Command = ["python", "/opt/hf/prefetch_models.py"],
                        Volumes = [Models],
                        SecretFiles =
                        [
                            new SecretFile(
                                "/run/secrets/huggingface_token",
                                SecretDefinition.Optional("HUGGINGFACE_TOKEN", "Token that models are fetched with.")),
                        ],
                        Resources = new ResourceAmounts { CpuRequest = "100m", CpuLimit = "1", Memory = "1Gi" },
                        Variables = [.. ModelSource],
                    },
                ],
                Variables =
                [
                    Database,
                    RedisVariable.Url("REDIS_URL"),
                    Variable.Secret(
                        SecretDefinition.Generated(
                            "AUTH_SECRET", SecretShape.Alphanumeric(characters: 64),
                            meaning: "Key that tokens are signed with.")),
                    PythonPath,
                    Variable.Environment("DEPLOY_ENV"),
                    Variable.Optional(
                        "RATE_LIMIT",
                        "Requests a minute that a caller may make of a path, such as 30.",
                        VariableShape.Number),
                    Variable.Optional("CACHE_TTL_SECONDS", "Seconds that answers are kept.", VariableShape.Number),
                    // Where the step before it has put the models.
                    Variable.Plain("HF_HUB_CACHE", "/var/huggingface/hub", "Folder that models are read from."),
                    Variable.Plain("HF_HUB_OFFLINE", "1", "Keeps the server from fetching models."),
                    .. Telemetry,
                ],
            },
            new ServiceDefinition
            {
                Name = Frontend,
                Image = FrontendImage,
                Port = 3000,
                IsPublic = true,
                Subdomain = "app",
                Route = new RoutePolicy { Kind = RouteKind.Website },
                // Next.js has a hash of their content in the names of these files.
                PathRoutes = [new PathRoute("/_next/static", new RoutePolicy { Kind = RouteKind.Website, IsImmutable = true })],
                Health = new HealthProbes
                {
                    Liveness = HealthProbe.Http("/") with { FailureThreshold = 6 },
                    Readiness = HealthProbe.Http("/") with { Period = TimeSpan.FromSeconds(5) },
                },
                // What the framework keeps beside its pages.
                ScratchFolders = ["/app/.next/cache"],
                // The guide asks for the address; the image's pages call the host that they come from.
                Variables =
                [
                    Variable.PublicUrl("API_BASE_URL", Backend),
                    Variable.Plain("HOME", "/tmp", "Folder that tools write to."),
                    Variable.Plain("NEXT_TELEMETRY_DISABLED", "1", "Keeps Next.js from reporting to its makers."),
                ],
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
                Variables = [Database, PythonPath, .. Telemetry],
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
                Variables = [Database, PythonPath, .. Telemetry],
            },
        ],
    };
}
