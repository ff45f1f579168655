using Infra.Applications.Model;
using Infra.Data.MySql;
using Infra.Data.Qdrant;

namespace Infra.Applications;

/// <summary>
/// A Node API that answers questions from a graph of documents, on MySQL and Qdrant. Its image holds pnpm where any user finds it,
/// drizzle-kit, mysql2 and the generated migrations: of the two steps of <c>pnpm db:push</c>, <c>drizzle-kit generate</c> must find
/// nothing to write.
/// </summary>
internal static class GraphRag
{
    private const string Api = "graphrag";
    private const string Image = "graphrag";

    // Asks for the tables that the guide names, with the application's own driver; exit code 1 names those that are missing.
    private const string TablesExist = """
        import { createConnection } from "mysql2/promise";
        const connection = await createConnection(process.env.DATABASE_URL);
        const [rows] = await connection.query("SELECT table_name AS name FROM information_schema.tables WHERE table_schema = DATABASE()");
        await connection.end();
        const missing = process.env.EXPECTED_TABLES.split(",").filter((table) => !rows.some(({ name }) => name === table));
        console.log(JSON.stringify({ missing }));
        process.exit(missing.length === 0 ? 0 : 1);
        """;

    private static readonly Variable[] Database =
    [
        MySqlVariable.Url("DATABASE_URL"),
        // Node trusts the authority that signed the server's certificate, where there is one.
        MySqlVariable.CaFile("NODE_EXTRA_CA_CERTS"),
    ];

    private static readonly Variable[] Vectors =
    [
        QdrantVariable.Url("QDRANT_URL"),
        QdrantVariable.ApiKey("QDRANT_API_KEY"),
    ];

    private static readonly Variable[] Embeddings =
    [
        Variable.Secret(SecretDefinition.Supplied("GEMINI_API_KEY")),
        Variable.Plain("EMBEDDING_BATCH_SIZE", "16"),
        Variable.Plain("EMBEDDING_CONCURRENCY", "4"),
        Variable.Plain("EMBEDDING_MAX_RETRIES", "5"),
    ];

    private static readonly Variable[] Common = [Variable.Plain("NODE_ENV", "production"), Variable.Plain("HOME", "/tmp")];

    // The pnpm of the image is the one that runs, with the packages of the image: else it fetches the version that package.json names, and
    // version 11 installs what is missing, for which jobs have no way out. The settings of version 10 and of 11
    // (https://pnpm.io/settings).
    private static readonly Variable[] Pnpm =
    [
        .. Common,
        Variable.Plain("npm_config_manage_package_manager_versions", "false"),
        Variable.Plain("pnpm_config_pm_on_fail", "ignore"),
        Variable.Plain("pnpm_config_verify_deps_before_run", "false"),
    ];

    public static ApplicationDefinition Definition { get; } = new()
    {
        Name = "graphrag",
        Needs = [new MySqlNeed("graphrag"), new QdrantNeed()],
        Services =
        [
            new ServiceDefinition
            {
                Name = Api,
                Image = Image,
                Port = 3000,
                IsPublic = true,
                // The guide names no other path; it asks no other service, and readiness gives up sooner.
                Health = new HealthProbes
                {
                    Liveness = HealthProbe.Http("/metrics") with { FailureThreshold = 6 },
                    Readiness = HealthProbe.Http("/metrics") with { Period = TimeSpan.FromSeconds(5) },
                },
                MetricsPath = "/metrics",
                CallsInternet = true,
                Resources = new ResourceAmounts { CpuRequest = "250m", CpuLimit = "1", Memory = "512Mi" },
                Variables =
                [
                    .. Pnpm,
                    Variable.Plain("PORT", "3000"),
                    .. Database,
                    .. Vectors,
                    .. Embeddings,
                    Variable.Secret(SecretDefinition.Generated("JWT_SECRET", SecretShape.Alphanumeric(characters: 64))),
                    Variable.Secret(SecretDefinition.Optional("BUILT_IN_FORGE_API_URL")),
                    Variable.Secret(SecretDefinition.Optional("BUILT_IN_FORGE_API_KEY")),
                ],
            },
        ],
        Jobs =
        [
            new JobDefinition
            {
                Name = "migrate",
                Image = Image,
                Command = ["pnpm", "db:push"],
                Purpose = JobPurpose.Migration,
                Resources = new ResourceAmounts { Memory = "512Mi" },
                Variables = [.. Pnpm, .. Database],
            },
            new JobDefinition
            {
                Name = "verify-tables",
                Image = Image,
                Command = ["node", "--input-type=module", "--eval", TablesExist],
                // Not a verification, which comes after the rollout: drizzle-kit ends with 0 even where it could not write a migration
                // that the image lacks.
                Purpose = JobPurpose.Migration,
                Variables =
                [
                    .. Common,
                    .. Database,
                    Variable.Plain(
                        "EXPECTED_TABLES",
                        "users,datasets,resources,documents,graphNodes,graphEdges,communities,extractionLogs,ragQueries"),
                ],
            },
            new JobDefinition
            {
                Name = "import-vectors",
                Image = Image,
                Command = ["pnpm", "vectors:verify"],
                Purpose = JobPurpose.Import,
                Deadline = TimeSpan.FromHours(6),
                CallsInternet = true,
                // Scratch is of the pod: the export that the import fetches has room in it.
                Resources = new ResourceAmounts { Memory = "512Mi", Scratch = "5Gi" },
                Init =
                [
                    new InitStep
                    {
                        Name = "import",
                        Image = Image,
                        Command = ["pnpm", "vectors:import"],
                        Resources = new ResourceAmounts { Memory = "1Gi", Scratch = "5Gi" },
                        Variables =
                        [
                            .. Pnpm,
                            .. Database,
                            .. Vectors,
                            Source,
                            Variable.Plain("IMPORT_BATCH_SIZE", "256"),
                            Variable.Plain("IMPORT_MAX_RETRIES", "5"),
                        ],
                    },
                ],
                // Searches for samples of what was imported: the switch to the new store waits for it.
                Variables =
                [
                    .. Pnpm,
                    .. Database,
                    .. Vectors,
                    .. Embeddings,
                    Source,
                    Variable.Plain("IMPORT_SAMPLES", "50"),
                    Variable.Plain("IMPORT_MINIMUM_RECALL", "0.95"),
                ],
            },
            new JobDefinition
            {
                Name = "smoke-test",
                Image = Image,
                Command = ["pnpm", "test:smoke"],
                Purpose = JobPurpose.Verification,
                Resources = new ResourceAmounts { Memory = "512Mi" },
                Variables = [.. Pnpm, Variable.ServiceUrl("BASE_URL", Api)],
            },
        ],
    };

    // Where the vectors of the former store were exported to; infra:variables names it before infra:release.imports does the job.
    private static Variable Source => Variable.Plain("IMPORT_SOURCE", "https://example.com/vectors.json");
}
