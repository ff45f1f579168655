using System.Collections.Immutable;
using Infra.Applications.Model;
using Infra.Data.Postgres;
using Infra.Data.Redis;

namespace Infra.Applications;

/// <summary>Chatwoot, where people take conversations over: a Rails application with a Postgres and a Redis of its own.</summary>
internal static class Chatwoot
{
    /// <summary>The name of its service.</summary>
    public const string Web = "chatwoot";

    private const string Image = "chatwoot";
    private const string SmtpPort = "SMTP_PORT";
    private const string ExemptionReason = "The image's files belong to root, and it writes caches beside them when it starts.";
    private const string PingsRedis = "Redis.new(url: ENV.fetch('REDIS_URL')).ping";

    private static readonly PodSecurityExemption Exemption = new(ExemptionReason)
    {
        RunsAsRoot = true,
        WritesToRoot = true,
    };

    private static readonly VolumeMount Uploads = new(
        new VolumeDefinition("chatwoot-storage", "10Gi") { IsShared = true, IsPrecious = true },
        "/app/storage");

    private static readonly ResourceAmounts Resources = new() { CpuRequest = "250m", CpuLimit = "2", Memory = "1536Mi", Scratch = "1Gi" };

    private static readonly Variable[] Variables =
    [
        Variable.Plain("RAILS_ENV", "production", "Mode of Rails."),
        Variable.Plain("NODE_ENV", "production", "Mode of Node."),
        Variable.Plain("INSTALLATION_ENV", "docker", "How it is installed, as it tells its makers."),
        Variable.Plain("RAILS_LOG_TO_STDOUT", "true", "Whether logs go to the output of the container."),
        Variable.Plain("ENABLE_ACCOUNT_SIGNUP", "false", "Whether anybody may make an account."),
        Variable.Plain("ACTIVE_STORAGE_SERVICE", "local", "Where uploads are kept: on the volume."),
        Variable.PublicUrl("FRONTEND_URL", Web),
        Variable.Secret(
            SecretDefinition.Generated(
                "CHATWOOT_SECRET_KEY_BASE",
                SecretShape.Hex(bytes: 64),
                meaning: "Key that sessions are signed with."),
            name: "SECRET_KEY_BASE"),
        PostgresVariable.Host("POSTGRES_HOST"),
        PostgresVariable.Port("POSTGRES_PORT"),
        PostgresVariable.Database("POSTGRES_DATABASE"),
        PostgresVariable.Username("POSTGRES_USERNAME"),
        PostgresVariable.Password("POSTGRES_PASSWORD"),
        Variable.Plain("PGSSLMODE", "verify-full", "How the server of Postgres is verified."),
        PostgresVariable.CaFile("PGSSLROOTCERT"),
        RedisVariable.Url("REDIS_URL"),
        // Without a server for mail nobody can be invited.
        Variable.Optional("SMTP_ADDRESS", "Server that mail is sent through.", VariableShape.Host),
        Variable.Optional(SmtpPort, "Port of the server that mail is sent through.", VariableShape.Port),
        Variable.Optional("SMTP_USERNAME", "User at the server that mail is sent through."),
        Variable.Secret(SecretDefinition.Optional("SMTP_PASSWORD", "Password at the server that mail is sent through.")),
        Variable.Optional("SMTP_DOMAIN", "Domain that the server for mail is greeted with.", VariableShape.Host),
        Variable.Optional("MAILER_SENDER_EMAIL", "Address that mail is sent from."),
    ];

    /// <summary>The companion of an application.</summary>
    /// <param name="services">The services that it tells of what agents do, by the addresses that its inboxes are given.</param>
    public static CompanionDefinition Calling(params ImmutableArray<ServiceCall> services) => new()
    {
        Name = "chatwoot",
        Needs =
        [
            new PostgresNeed("chatwoot") { Extensions = ["pg_stat_statements", "pg_trgm", "pgcrypto", "vector"] },
            new RedisNeed(),
        ],
        Services = [Server with { Calls = services }],
        Workers = [Sidekiq with { Calls = services }],
        Jobs = [Prepare],
    };

    private static ServiceDefinition Server => new()
    {
        Name = Web,
        Image = Image,
        Command = ["bundle", "exec", "rails", "server", "-p", "3000", "-b", "0.0.0.0"],
        Port = 3000,
        IsPublic = true,
        Subdomain = "chat",
        Route = new RoutePolicy { Kind = RouteKind.Website },
        PathRoutes =
        [
            // WebSockets, by which agents and visitors see new messages.
            new PathRoute("/cable", new RoutePolicy { Kind = RouteKind.Website, IsStreamed = true }),
            // What visitors chat in is a frame on the pages of customers.
            new PathRoute("/widget", new RoutePolicy { Kind = RouteKind.Website, FrameAncestors = ["*"] }),
        ],
        Replicas = new ReplicaRange(1, 1),
        SecurityExemption = Exemption,
        // One a thread: RAILS_MAX_THREADS, five unless set.
        Pool = new ConnectionPool(5),
        Resources = Resources,
        Health = new HealthProbes
        {
            StartupTime = TimeSpan.FromMinutes(5),
            // A file of the image, which comes before anything that asks the database or Redis, as "/api" does.
            Liveness = HealthProbe.Http("/robots.txt") with { FailureThreshold = 6 },
            Readiness = HealthProbe.Http("/api") with { Period = TimeSpan.FromSeconds(5) },
        },
        CallsInternet = true,
        InternetPortVariables = [SmtpPort],
        Volumes = [Uploads],
        Variables = [.. Variables],
    };

    private static WorkerDefinition Sidekiq => new()
    {
        Name = "chatwoot-sidekiq",
        Image = Image,
        Command = ["bundle", "exec", "sidekiq", "-C", "config/sidekiq.yml"],
        Replicas = new ReplicaRange(1, 1),
        SecurityExemption = Exemption,
        Resources = Resources,
        Health = new HealthProbes
        {
            StartupTime = TimeSpan.FromMinutes(5),
            Liveness = HealthProbe.Process("Sidekiq has no port; Kubernetes starts it again when it ends."),
            Readiness = HealthProbe.Run("bundle", "exec", "ruby", "-rredis", "-e", PingsRedis) with
            {
                Period = TimeSpan.FromMinutes(1),
                Timeout = TimeSpan.FromSeconds(30),
            },
        },
        CallsInternet = true,
        InternetPortVariables = [SmtpPort],
        DrainTime = TimeSpan.FromMinutes(1),
        Volumes = [Uploads],
        Variables = [.. Variables],
    };

    private static JobDefinition Prepare => new()
    {
        Name = "chatwoot-prepare",
        Image = Image,
        Command = ["bundle", "exec", "rails", "db:chatwoot_prepare"],
        Purpose = JobPurpose.Migration,
        BacksUpFirst = true,
        SecurityExemption = Exemption,
        Resources = Resources,
        // Else 14 seconds, which an index on a table that has grown does not keep to.
        Variables = [.. Variables, Variable.Plain("POSTGRES_STATEMENT_TIMEOUT", "600s", "Longest time of a statement of the migration.")],
    };
}
