using Infra.Applications.Model;
using Infra.Data.Postgres;
using Infra.Data.Qdrant;
using Infra.Data.Redis;

namespace Infra.Applications;

/// <summary>
/// An API with a worker that uses every part of the platform: <c>samples/reference</c>. Copy it to begin an application of your own.
/// </summary>
internal static class Reference
{
    private const string Api = "api";
    private const string Image = "reference";

    private static readonly Variable[] Common =
    [
        Variable.Environment("ENVIRONMENT"),
        Variable.Plain("LOG_LEVEL", "info", "Least severity that is logged."),
    ];

    private static readonly Variable Database = PostgresVariable.Url("DATABASE_URL");

    private static readonly Variable[] Stores =
    [
        Database,
        RedisVariable.Url("REDIS_URL"),
        RedisVariable.CaFile("REDIS_CA_FILE"),
        QdrantVariable.Url("QDRANT_URL"),
        QdrantVariable.ApiKey("QDRANT_API_KEY"),
        // Node trusts the authority that signed the server's certificate, where there is one.
        QdrantVariable.CaFile("NODE_EXTRA_CA_CERTS"),
    ];

    // Calls a language model where a key is set, and does without one where it is not.
    private static readonly Variable LanguageModel = Variable.Secret(
        SecretDefinition.Optional("LLM_API_KEY", "Key of the language model."));

    private static readonly HealthProbes Health = new() { Liveness = HealthProbe.Http("/health"), Readiness = HealthProbe.Http("/ready") };

    public static ApplicationDefinition Definition { get; } = new()
    {
        Name = "reference",
        Needs =
        [
            new PostgresNeed("reference")
            {
                AllowsTransactionPooling = true,
                // What people write into a note may be about anybody.
                Masking = new() { Tables = [new("notes", ["text"], "UPDATE notes SET text = 'Note ' || id")] },
            },
            new RedisNeed(),
            new QdrantNeed(),
        ],
        Services =
        [
            new ServiceDefinition
            {
                Name = Api,
                Image = Image,
                Command = ["node", "src/main.js", "serve"],
                Port = 8000,
                IsPublic = true,
                Health = Health,
                MetricsPath = "/metrics",
                Alerts =
                [
                    new MetricAlert("DeadLetters", "dead_letter_queue_length")
                    {
                        Summary = "Jobs have failed for good and are put aside.",
                        Action = "Look at the list notes:jobs:dead in Redis and at the worker's log; nobody tries them again.",
                        Runbook = "dead-letters",
                    },
                ],
                CallsInternet = true,
                Variables =
                [
                    .. Common,
                    .. Stores,
                    LanguageModel,
                    Variable.Secret(
                        SecretDefinition.Generated(
                            "API_KEY_SALT", SecretShape.Hex(bytes: 32),
                            meaning: "Salt of the hashes of API keys.")),
                    Variable.Secret(
                        SecretDefinition.Generated(
                            "ADMIN_API_KEY", SecretShape.Base64Url(bytes: 32), keepsPrevious: true,
                            meaning: "API key of administrators.")),
                ],
            },
        ],
        Workers =
        [
            new WorkerDefinition
            {
                Name = "worker",
                Image = Image,
                Command = ["node", "src/main.js", "worker"],
                Health = Health with { Port = 8080 },
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
                Command = ["node", "src/main.js", "migrate"],
                Purpose = JobPurpose.Migration,
                Variables = [.. Common, Database],
            },
            new JobDefinition
            {
                Name = "smoke-test",
                Image = Image,
                Command =
                [
                    "node",
                    "--input-type=module",
                    "--eval",
                    // Versions before it had that answer at /ready.
                    "const ask = async (path) => (await fetch(process.env.API_URL + path)).status; "
                        + "let status = await ask('/metrics/stores'); if (status === 404) status = await ask('/ready'); "
                        + "console.log(status); process.exit(status === 200 ? 0 : 1)",
                ],
                Purpose = JobPurpose.Verification,
                Variables = [Variable.ServiceUrl("API_URL", Api)],
            },
            new JobDefinition
            {
                Name = "seed",
                Image = Image,
                Command = ["node", "src/main.js", "seed"],
                Purpose = JobPurpose.Seed,
                Variables = [.. Common, Database],
            },
        ],
    };
}
