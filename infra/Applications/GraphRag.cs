using Infra.Applications.Model;
using Infra.Data.MySql;
using Infra.Data.Qdrant;
using Infra.Data.Redis;
using Infra.Values;

namespace Infra.Applications;

/// <summary>
/// A Node API that answers questions from a graph of documents, on MySQL, Qdrant and Redis. Its image holds the built server alone: the
/// tools of its migrations and imports are in the stage of the same Dockerfile that builds it, which is a second image of each commit.
/// </summary>
internal static class GraphRag
{
    private const string Api = "graphrag";
    private const string Image = "graphrag";
    private const string ToolsImage = "graphrag-tools";
    private const string MetricsExporter = "metrics";

    // The user `node` of Node's images.
    private const int User = 1000;

    // The file of an import, in the scratch folder that the containers of the job share.
    private const string ImportFile = "/tmp/vectors.json";

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
        Variable.Secret(SecretDefinition.Supplied("GEMINI_API_KEY", "Key of the language model.")),
        Variable.Plain("EMBEDDING_BATCH_SIZE", "16", "Texts of a request for embeddings."),
        Variable.Plain("EMBEDDING_CONCURRENCY", "4", "Requests for embeddings at a time."),
        Variable.Plain("EMBEDDING_MAX_RETRIES", "5", "Times that a request for embeddings is tried again."),
        Variable.Optional("EMBEDDING_PROVIDER", "Who makes embeddings: gemini, which is the application's default, or local."),
        Variable.Optional("LOCAL_EMBEDDING_URL", "Address of the local service that makes embeddings.", VariableShape.Url),
    ];

    private static readonly Variable NodeMode = Variable.Plain("NODE_ENV", "production", "Mode of Node.");

    private static readonly Variable[] Common = [NodeMode, Variable.Plain("HOME", "/tmp", "Folder that tools write to.")];

    // Of uploads, and of who may sign in: the newest revision's, and then those of the guide's.
    private static readonly Variable[] Accounts =
    [
        Variable.Secret(
            SecretDefinition.Generated(
                "JWT_SECRET", SecretShape.Alphanumeric(characters: 64),
                meaning: "Key that tokens are signed with.")),
        Variable.Secret(
            SecretDefinition.Generated(
                "ADMIN_PASSWORD", SecretShape.Alphanumeric(characters: 32),
                meaning: "Password of the administrator.")),
        Variable.Secret(SecretDefinition.Optional("SUPABASE_URL", "Address of the store of uploads.")),
        Variable.Secret(SecretDefinition.Optional("SUPABASE_SERVICE_KEY", "Key of the store of uploads.")),
        Variable.Secret(
            SecretDefinition.Optional(
                "BUILT_IN_FORGE_API_URL",
                "Address of the service for models and uploads that older revisions use.")),
        Variable.Secret(SecretDefinition.Optional("BUILT_IN_FORGE_API_KEY", "Key of that service.")),
        Variable.Optional("OAUTH_SERVER_URL", "Server that people sign in at.", VariableShape.Url),
        Variable.Optional("OWNER_OPEN_ID", "Identity of the owner at the server that people sign in at."),
    ];

    private static readonly Variable Collection = Variable.Plain(
        "QDRANT_IMPORT_COLLECTION",
        "graphrag",
        "Collection of Qdrant that vectors are imported into.");

    public static ApplicationDefinition Definition { get; } = new()
    {
        Name = "graphrag",
        Images =
        [
            new ImageDefinition(ToolsImage) { Build = new ImageBuild { Target = "builder" } },
            PublishedImages.Rclone,
        ],
        Needs = [new MySqlNeed("graphrag"), new QdrantNeed(), new RedisNeed()],
        Services =
        [
            new ServiceDefinition
            {
                Name = Api,
                Image = Image,
                Command = ["node", "dist/index.js"],
                UserId = User,
                Port = 3000,
                IsPublic = true,
                // The metrics want a cookie, but any will do.
                PrivatePaths = ["/metrics"],
                Route = new RoutePolicy { Kind = RouteKind.Website },
                // Documents come as text in JSON: 10,485,760 characters of it, and what is around them.
                PathRoutes = [new PathRoute("/api", new RoutePolicy { MaxBody = "16Mi" })],
                // It asks no other service, so that both can ask it; older revisions answer every path that they do not know.
                Health = new HealthProbes
                {
                    Liveness = HealthProbe.Http("/health") with { FailureThreshold = 6 },
                    Readiness = HealthProbe.Http("/health") with { Period = TimeSpan.FromSeconds(5) },
                },
                CallsInternet = true,
                Resources = new ResourceAmounts { CpuRequest = "250m", CpuLimit = "1", Memory = "512Mi" },
                Sidecars = [Metrics],
                Variables =
                [
                    .. Common,
                    Variable.Plain("PORT", "3000", "Port that it listens on."),
                    Variable.Optional("LOG_LEVEL", "Least level of what is logged, such as info."),
                    .. Database,
                    .. Vectors,
                    RedisVariable.Url("REDIS_URL"),
                    .. Embeddings,
                    .. Accounts,
                ],
            },
        ],
        Jobs =
        [
            new JobDefinition
            {
                Name = "migrate",
                Image = ToolsImage,
                UserId = User,
                // Without generating first, as db:push does: in a fresh container that would write a migration anew, which fails the
                // second time.
                Command = ["node_modules/.bin/drizzle-kit", "migrate"],
                Purpose = JobPurpose.Migration,
                Resources = new ResourceAmounts { Memory = "512Mi" },
                Variables = [.. Common, .. Database],
            },
            new JobDefinition
            {
                Name = "verify-tables",
                Image = Image,
                UserId = User,
                Command = ["node", "--input-type=module", "--eval", EmbeddedFile.Read("graphrag_tables.mjs")],
                // Not a verification, which comes after the rollout: drizzle-kit ends with 0 even where it had nothing to apply.
                Purpose = JobPurpose.Migration,
                Variables =
                [
                    .. Common,
                    .. Database,
                    Variable.Plain(
                        "EXPECTED_TABLES",
                        "users,datasets,resources,documents,graphNodes,graphEdges,communities,extractionLogs,ragQueries",
                        "Tables that must be there after the migration."),
                ],
            },
            ImportVectors,
            new JobDefinition
            {
                Name = "smoke-test",
                Image = Image,
                UserId = User,
                Command = ["node", "--input-type=module", "--eval", EmbeddedFile.Read("graphrag_smoke_test.mjs")],
                Purpose = JobPurpose.Verification,
                Variables = [.. Common, Variable.ServiceUrl("BASE_URL", Api)],
            },
        ],
    };

    // Prometheus sends no cookie, which the newest revision wants to see: this asks with one, and answers without.
    private static SidecarDefinition Metrics => new()
    {
        Name = MetricsExporter,
        Image = Image,
        Command = ["node", "--input-type=module", "--eval", EmbeddedFile.Read("graphrag_metrics.mjs")],
        Port = 9464,
        Liveness = HealthProbe.Http("/"),
        MetricsPath = "/metrics",
        Resources = new ResourceAmounts { CpuRequest = "20m", CpuLimit = "200m", Memory = "128Mi", Scratch = "32Mi" },
        Variables =
        [
            NodeMode,
            Variable.Plain("METRICS_SOURCE", "http://127.0.0.1:3000/metrics", "Address that metrics are read from."),
        ],
    };

    // A file of the bucket into Qdrant. The image's program skips a batch that fails and ends with 0, so that what counts is counted.
    private static JobDefinition ImportVectors => new()
    {
        Name = "import-vectors",
        Image = Image,
        UserId = User,
        Command = ["node", "--input-type=module", "--eval", EmbeddedFile.Read("graphrag_count_points.mjs")],
        Purpose = JobPurpose.OnDemand,
        Deadline = TimeSpan.FromHours(6),
        Retries = 0,
        // Scratch is of the pod: the file has room in it.
        Resources = new ResourceAmounts { Memory = "1Gi", Scratch = "5Gi" },
        Init =
        [
            new InitStep
            {
                Name = "fetch",
                Image = PublishedImages.Rclone.Name,
                Command = ["rclone", "copyto", "files:$(IMPORT_BUCKET)/$(IMPORT_FILE)", ImportFile],
                Timeout = TimeSpan.FromHours(1),
                Resources = new ResourceAmounts { Scratch = "5Gi" },
                Variables =
                [
                    Variable.Parameter(
                        "IMPORT_FILE",
                        "Path of the file in the bucket: a JSON array of {id, vector, payload}.",
                        "vectors.json"),
                    FilesVariable.Bucket("IMPORT_BUCKET"),
                    FilesVariable.Endpoint("RCLONE_CONFIG_FILES_ENDPOINT"),
                    FilesVariable.Region("RCLONE_CONFIG_FILES_REGION"),
                    FilesVariable.AccessKeyId("RCLONE_CONFIG_FILES_ACCESS_KEY_ID"),
                    FilesVariable.SecretAccessKey("RCLONE_CONFIG_FILES_SECRET_ACCESS_KEY"),
                    Variable.Plain("RCLONE_CONFIG_FILES_TYPE", "s3", "Kind of the store that the file is fetched from."),
                    Variable.Plain("RCLONE_CONFIG_FILES_PROVIDER", "Other", "Who runs the store; Other is what all understand."),
                    Variable.Plain("XDG_CONFIG_HOME", "/tmp", "Folder that rclone writes to."),
                ],
            },
            new InitStep
            {
                Name = "import",
                Image = ToolsImage,
                Command = ["node_modules/.bin/tsx", "scripts/qdrant_import.ts", ImportFile],
                Timeout = TimeSpan.FromHours(4),
                Resources = new ResourceAmounts { Memory = "1Gi", Scratch = "5Gi" },
                Variables =
                [
                    .. Common,
                    .. Vectors,
                    Collection,
                    Variable.Plain("EMBEDDING_DIMENSION", "768", "Numbers of a vector."),
                    Variable.Plain("QDRANT_IMPORT_BATCH", "200", "Vectors of a request to Qdrant."),
                ],
            },
        ],
        Variables = [.. Common, .. Vectors, Collection, Variable.Plain("IMPORT_PATH", ImportFile, "File with the vectors, in the pod.")],
    };
}
