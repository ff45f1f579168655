using System.Collections.Immutable;
using Infra.Applications.Model;
using Infra.Data.Redis;
using Infra.Values;

namespace Infra.Applications;

/// <summary>
/// An agent that writes on WhatsApp: an API, a scheduler and a queue worker, with Evolution API and Chatwoot beside them. Its database is
/// Supabase.
/// </summary>
internal static class Julia
{
    private const string Image = "julia";
    private const string Api = "julia-api";
    private const string Webhook = "/webhook/evolution";
    private const string PingsRedis = "import os, redis; redis.from_url(os.environ['REDIS_URL']).ping()";

    private static readonly Variable[] Settings =
    [
        Variable.LongEnvironment("ENVIRONMENT"),
        // Unless it is production, messages go to the numbers of the list alone.
        Variable.LongEnvironment("APP_ENV"),
        Variable.Optional("OUTBOUND_ALLOWLIST", "Numbers that messages may go to outside production.", VariableShape.List),
        Variable.Plain("DEBUG", "false", "Whether errors are shown to callers."),
        Variable.Plain("LOG_LEVEL", "WARNING", "Least severity that is logged."),
        Variable.Plain("MAX_MSGS_POR_HORA", "15", "Most messages of an hour."),
        Variable.Plain("MAX_MSGS_POR_DIA", "80", "Most messages of a day."),
        Variable.Optional("HORARIO_INICIO", "From when in a day messages are sent, such as 08:00."),
        Variable.Optional("HORARIO_FIM", "Until when in a day messages are sent, such as 20:00."),
        Variable.Optional("NOME_EMPRESA", "Name of the company that the agent writes for."),
        Variable.Optional("PILOT_MODE", "Whether the pilot's limits hold: true or false."),
        Variable.Optional("LLM_MODEL", "Model that answers."),
        Variable.Optional("LLM_MODEL_COMPLEX", "Model that answers what is hard."),
        Variable.PublicUrl("APP_BASE_URL", Api),
        Variable.PublicUrl("CORS_ORIGINS", Api),
        Variable.Secret(
            SecretDefinition.Generated("JWT_SECRET_KEY", SecretShape.Hex(bytes: 32), meaning: "Key that tokens are signed with.")),
        Variable.Secret(SecretDefinition.Supplied("ANTHROPIC_API_KEY", "Key of the language model.")),
        Variable.Secret(SecretDefinition.Optional("VOYAGE_API_KEY", "Key of the service that makes embeddings.")),
        Variable.Secret(SecretDefinition.Optional("GOOGLE_CREDENTIALS_JSON", "Account for documents in Google.")),
    ];

    private static readonly Variable[] Stores =
    [
        RedisVariable.Url("REDIS_URL"),
        Variable.Secret(SecretDefinition.Supplied("SUPABASE_URL", "Address of Supabase.")),
        Variable.Secret(SecretDefinition.Supplied("SUPABASE_SERVICE_KEY", "Key of Supabase that passes row-level security.")),
        Variable.Optional("SUPABASE_PROJECT_REF", "Project of Supabase that the deep health check compares with."),
    ];

    private static readonly Variable[] Channels =
    [
        Variable.ServiceUrl("JULIA_API_URL", Api),
        Variable.ServiceUrl("EVOLUTION_API_URL", EvolutionApi.Service),
        Variable.Secret(EvolutionApi.Key),
        Variable.Environment("EVOLUTION_INSTANCE", "julia-{0}"),
        Variable.ServiceUrl("CHATWOOT_URL", Chatwoot.Web),
        Variable.Optional("CHATWOOT_ACCOUNT_ID", "Account of Chatwoot that conversations are handed over in.", VariableShape.Number),
        Variable.Optional("CHATWOOT_INBOX_ID", "Inbox of Chatwoot that conversations are handed over in.", VariableShape.Number),
        Variable.Secret(SecretDefinition.Optional("CHATWOOT_API_KEY", "Access token of Chatwoot's API.")),
        Variable.Optional("SLACK_CHANNEL", "Channel of Slack that reports go to."),
        Variable.Secret(PlatformSecrets.SlackWebhookUrl),
        Variable.Secret(SecretDefinition.Optional("SLACK_BOT_TOKEN", "Token of the bot in Slack.")),
        Variable.Secret(SecretDefinition.Optional("SLACK_SIGNING_SECRET", "Proves that requests are from Slack.")),
    ];

    private static readonly Variable[] Python =
    [
        // The image has its packages in an environment of uv's, which no command names.
        Variable.Plain(
            "PATH",
            "/app/.venv/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
            "Where programs are: those of the image's environment first."),
        // Where it starts with uv, that would write beside the code.
        Variable.Plain("UV_NO_SYNC", "1", "Keeps uv from writing beside the code."),
        Variable.Plain("UV_CACHE_DIR", "/tmp/uv", "Folder that uv writes to."),
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
        Companions = [EvolutionApi.ReportingTo(Api, Webhook), Chatwoot.Calling(EvolutionApi.Service, Api)],
        Needs = [new RedisNeed { CaParameter = "ssl_ca_certs" }],
        Services =
        [
            new ServiceDefinition
            {
                Name = Api,
                Image = Image,
                Command = ["uvicorn", "app.main:app", "--host", "0.0.0.0", "--port", "8000"],
                Port = 8000,
                IsPublic = true,
                // J11. What it does on time stands in its database alone; the edge sees its webhooks and calls.
                Objectives = [Objective.Available(99.5m), Objective.WithoutErrors(99m), Objective.InTime(95m)],
                Subdomain = "julia",
                // The others ask for no credentials, or tell of the stores.
                PublicPaths = ["/health", "/webhook*", "/handoff*", "/chatwoot*"],
                Route = new RoutePolicy { Kind = RouteKind.Webhook },
                Replicas = new ReplicaRange(2, 3),
                Resources = new ResourceAmounts { CpuRequest = "250m", CpuLimit = "1", MemoryRequest = "512Mi", Memory = "1Gi" },
                // The path depends on no other service, so that both probes can use it; readiness fails sooner.
                Health = new HealthProbes
                {
                    Liveness = HealthProbe.Http("/health") with { FailureThreshold = 6 },
                    Readiness = HealthProbe.Http("/health") with { Period = TimeSpan.FromSeconds(5) },
                },
                CallsInternet = true,
                Variables = VariablesOf("api"),
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
                Variables = VariablesOf("scheduler"),
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
                Variables = VariablesOf("worker"),
            },
        ],
        Jobs =
        [
            new JobDefinition
            {
                Name = "verify-health",
                Image = Image,
                // Its one deep check compares the environment and the database with what the image expects.
                Command = ["python", "-c", EmbeddedFile.Read("ask_for_health.py")],
                Purpose = JobPurpose.Verification,
                Variables = [.. Python, Variable.ServiceUrl("HEALTH_URL", Api, "/health/deep")],
            },
            new JobDefinition
            {
                Name = "reset-rate-limit",
                Image = Image,
                Command = ["python", "-c", EmbeddedFile.Read("julia_reset_rate_limit.py")],
                Purpose = JobPurpose.OnDemand,
                Variables =
                [
                    .. Python,
                    RedisVariable.Url("REDIS_URL"),
                    Variable.Plain("TZ", "America/Sao_Paulo", "Time zone that hours and days are counted in."),
                ],
            },
        ],
    };

    // Newer images start what RUN_MODE says and end without it; the command says the same to all of them.
    private static ImmutableArray<Variable> VariablesOf(string mode)
        => [Variable.Plain("RUN_MODE", mode, "What the image runs."), .. Settings, .. Stores, .. Channels, .. Python];
}
