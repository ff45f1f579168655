using Infra.Applications.Model;
using Infra.Data.Postgres;
using Infra.Data.Redis;

namespace Infra.Applications;

/// <summary>A FastAPI service on Postgres and Redis, which scales with its load and backs its database up before each migration.</summary>
internal static class CarApi
{
    private const string Service = "car-api";
    private const string Image = "car-api";

    private static readonly Variable Database = PostgresVariable.Url("DATABASE_URL", scheme: "postgresql+psycopg");

    private static readonly Variable LogLevel = Variable.Plain("LOG_LEVEL", "INFO", "Least severity that is logged.");

    private static readonly Variable[] Tokens =
    [
        Variable.Secret(
            SecretDefinition.Generated(
                "JWT_SECRET_KEY", SecretShape.Alphanumeric(characters: 64),
                meaning: "Key that tokens are signed with.")),
        Variable.Plain("JWT_ALGORITHM", "HS256", "Algorithm that tokens are signed with."),
        Variable.Plain("JWT_EXPIRATION_MINUTES", "30", "Minutes that a token is valid."),
    ];

    public static ApplicationDefinition Definition { get; } = new()
    {
        Name = "car-api",
        // SQLAlchemy with psycopg 3, which with libpq 17 or later prepares and forgets statements by the protocol, as poolers need it.
        Needs = [new PostgresNeed("car_api") { AllowsTransactionPooling = true }, new RedisNeed { CaParameter = "ssl_ca_certs" }],
        Services =
        [
            new ServiceDefinition
            {
                Name = Service,
                Image = Image,
                Command = ["uvicorn", "car_api.app:app", "--host", "0.0.0.0", "--port", "8000"],
                Port = 8000,
                IsPublic = true,
                Subdomain = "api",
                // The guide limits what is below it alone; pages and files beside it have the limit of a website.
                Route = new RoutePolicy { Kind = RouteKind.Website },
                PathRoutes =
                [
                    // The application does no CORS of its own.
                    new PathRoute("/api", new RoutePolicy { Cors = new CorsPolicy(ValuePart.Domain) }),
                    // Where there will be any; the guide has them cached for a year.
                    new PathRoute("/static", new RoutePolicy { Kind = RouteKind.Website, IsImmutable = true }),
                ],
                Replicas = new ReplicaRange(3, 10) { TargetCpuPercent = 70, TargetMemoryPercent = 80 },
                // SQLAlchemy's own: five, and ten beyond them.
                Pool = new ConnectionPool(15),
                Resources = new ResourceAmounts { CpuRequest = "100m", CpuLimit = "500m", MemoryRequest = "128Mi", Memory = "512Mi" },
                // The path depends on no other service, so that both probes can use it; readiness fails sooner.
                Health = new HealthProbes
                {
                    Liveness = HealthProbe.Http("/health_check") with
                    {
                        InitialDelay = TimeSpan.FromSeconds(30),
                        Period = TimeSpan.FromSeconds(10),
                    },
                    Readiness = HealthProbe.Http("/health_check") with
                    {
                        InitialDelay = TimeSpan.FromSeconds(5),
                        Period = TimeSpan.FromSeconds(5),
                    },
                },
                MetricsPath = "/metrics",
                CallsInternet = true,
                ScratchFolders = ["/app/logs"],
                Variables =
                [
                    Database,
                    RedisVariable.Url("REDIS_URL"),
                    .. Tokens,
                    Variable.Secret(SecretDefinition.Optional("SENTRY_DSN", "Address that errors are reported to.")),
                    Variable.Domain("CORS_ORIGINS", "[\"https://{0}\"]"),
                    // Probes and scrapes come by the pod's address.
                    Variable.Composed(
                        "ALLOWED_HOSTS",
                        "[\"{0}\",\"{1}\",\"{2}\"]",
                        ValuePart.Domain,
                        ValuePart.HostOf(Service),
                        ValuePart.PodAddress),
                    // Only Traefik connects: without it, redirects would lead to plain HTTP.
                    Variable.Plain("FORWARDED_ALLOW_IPS", "*", "Proxies whose X-Forwarded headers uvicorn believes."),
                    LogLevel,
                    Variable.Plain("WORKERS", "4", "Asked for by the guide; the image reads it nowhere."),
                    Variable.Plain("MAX_CONNECTIONS", "100", "Asked for by the guide; the image reads it nowhere."),
                ],
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
                BacksUpFirst = true,
                Pool = new ConnectionPool(2),
                // The migrations read their URL from the application's settings, which do not load without a key for tokens.
                Variables = [Database, .. Tokens, LogLevel],
            },
            new JobDefinition
            {
                Name = "verify-migration",
                Image = Image,
                // Prints the revision of the database, which the image must know as its newest.
                Command = ["sh", "-c", "alembic current | tee /tmp/current && grep -qF '(head)' /tmp/current"],
                Purpose = JobPurpose.Migration,
                Variables = [Database, .. Tokens, LogLevel],
            },
        ],
    };
}
