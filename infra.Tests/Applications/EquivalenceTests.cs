using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Infra.Settings;
using Infra.Tests.Support;
using StackPreview.Json;

namespace Infra.Tests.Applications;

/// <summary>What docs/applications/equivalence.md lists, as the manifests of each environment state it.</summary>
public sealed partial class EquivalenceTests
{
    private const string Name = "equivalence";
    private const string RandomBytes = "random:index/randomBytes:RandomBytes";

    // 48 bytes whose base64 has both letters that a URL cannot hold.
    private static readonly string UnsafeBase64 = Convert.ToBase64String([
        .. Enumerable.Repeat<byte[]>([0xfb, 0xff, 0xfe], 16).SelectMany(bytes => bytes),
    ]);

    public static TheoryData<string> Environments => ["dev", "stage", "prod"];

    [Theory]
    [MemberData(nameof(Environments))]
    public async Task The_service_and_the_worker_get_the_variables_and_each_secret_from_a_Secret(string environment)
    {
        var rendered = await RenderedStack.OfAsync(environment, Name);
        string[] secrets =
        [
            "ADMIN_API_KEY",
            "API_KEY_SALT",
            "AUDITOR_API_KEY",
            "CLIENT_API_KEY",
            "DATABASE_URL",
            "POSTGRES_PASSWORD",
            "REDIS_URL",
        ];

        Assert.Equal(secrets, rendered.Secrets("web").Keys.Order(StringComparer.Ordinal));
        Assert.Equal([.. secrets, "RQ_REDIS_URL"], rendered.Secrets("worker").Keys.Order(StringComparer.Ordinal));
        Assert.All(["web", "worker"], workload => Assert.Equal(
            [
                ("ENVIRONMENT", environment),
                ("LOG_FORMAT", "json"),
                ("LOG_LEVEL", "INFO"),
                ("POSTGRES_DB", "equivalence"),
                ("POSTGRES_USER", "equivalence"),
                ("RQ_QUEUE_NAME", "equivalence"),
            ],
            rendered.Config(workload).Select(variable => (variable.Key, variable.Value)).Order()));
    }

    [Theory]
    [MemberData(nameof(Environments))]
    public async Task The_migration_gets_the_database_and_no_key(string environment)
    {
        var rendered = await RenderedStack.OfAsync(environment, Name);
        Assert.Equal(["DATABASE_URL", "POSTGRES_PASSWORD"], rendered.Secrets("migrate").Keys.Order(StringComparer.Ordinal));
        Assert.Equal(
            ("equivalence", "equivalence"),
            (rendered.Config("migrate")["POSTGRES_USER"], rendered.Config("migrate")["POSTGRES_DB"]));
    }

    [Theory]
    [InlineData("equivalence-web-secrets")]
    [InlineData("equivalence-worker-secrets")]
    public async Task The_connections_have_the_form_that_the_drivers_read(string secret)
    {
        var values = (await RunAsync("prod")).Inputs(secret);
        Assert.Equal(
            "postgresql+psycopg2://equivalence:pg0@postgres-rw.equivalence-prod.svc:5432/equivalence"
                + "?sslmode=verify-full&sslrootcert=/etc/postgres-ca/ca.crt",
            values["stringData.DATABASE_URL"]);
        Assert.Equal("pg0", values["stringData.POSTGRES_PASSWORD"]);
        Assert.Equal("redis://app:rd0@redis.equivalence-prod.svc:6379/0", values["stringData.REDIS_URL"]);
    }

    [Theory]
    [InlineData("web")]
    [InlineData("worker")]
    [InlineData("migrate")]
    [InlineData("seed")]
    public async Task The_certificate_that_the_connection_names_is_where_it_says(string workload)
    {
        var rendered = await RenderedStack.OfAsync("stage", Name);
        var mount = Assert.Single(rendered.Container(workload).Items("volumeMounts"), one => one.Text("mountPath") == "/etc/postgres-ca");
        var volume = Assert.Single(rendered.Pod(workload).Spec.Items("volumes"), one => one.Text("name") == mount.Text("name"));
        Assert.Equal(("postgres-ca", "ca.crt"), (volume.Text("secret.secretName"), volume.Items("secret.items").Single().Text("path")));
    }

    [Fact]
    public async Task The_salt_is_32_random_bytes_in_hexadecimal()
    {
        var run = await RunAsync("prod");
        var salt = Assert.Single(run.Registered, args => args.Name == "api-key-salt-g1");
        Assert.Equal((RandomBytes, 32d), (salt.Type, salt.Inputs["length"]));
        Assert.Equal("5a17", run.Inputs("equivalence-web-secrets")["stringData.API_KEY_SALT"]);
    }

    [Fact]
    public async Task The_keys_of_the_models_are_there_once_they_are_set()
    {
        var run = await RunAsync("prod", settings =>
            settings with
            {
                SuppliedSecrets = settings.SuppliedSecrets.Union(["LLM_API_KEY", "EMBED_API_KEY"]),
            });
        foreach (var secret in new[] { "equivalence-web-secrets", "equivalence-worker-secrets" })
        {
            Assert.Equal("value of LLM_API_KEY", run.Inputs(secret)["stringData.LLM_API_KEY"]);
            Assert.Equal("value of EMBED_API_KEY", run.Inputs(secret)["stringData.EMBED_API_KEY"]);
        }

        Assert.Equal(
            ["DATABASE_URL", "POSTGRES_PASSWORD"],
            RenderedStack.Of(run.Plan).Secrets("migrate").Keys.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("ADMIN_API_KEY", "admin-api-key-g1")]
    [InlineData("AUDITOR_API_KEY", "auditor-api-key-g1")]
    [InlineData("CLIENT_API_KEY", "client-api-key-g1")]
    public async Task A_key_is_generated_from_at_least_32_bytes_and_fits_in_a_URL(string variable, string resource)
    {
        var run = await RunAsync("prod");
        var generated = Assert.Single(run.Registered, args => args.Name == resource);
        Assert.Equal(RandomBytes, generated.Type);
        Assert.InRange((double)generated.Inputs["length"], 32, double.MaxValue);

        var key = run.Inputs("equivalence-web-secrets")[$"stringData.{variable}"];
        Assert.Matches(UrlSafe(), key);
        Assert.Equal(Convert.FromBase64String(UnsafeBase64), Convert.FromBase64String(key.Replace('-', '+').Replace('_', '/')));
    }

    [Fact]
    public async Task A_rotated_key_stays_valid_beside_the_new_one_until_it_is_revoked()
    {
        var (first, second, third) = (await KeysAsync(generation: 1), await KeysAsync(generation: 2), await KeysAsync(generation: 3));
        Assert.Equal(("admin-api-key-g1", null), first);
        Assert.Equal(("admin-api-key-g2", "admin-api-key-g1"), second);
        Assert.Equal(("admin-api-key-g3", "admin-api-key-g2"), third);

        async Task<(string Current, string? Previous)> KeysAsync(int generation)
        {
            var settings = Previews.SettingsOf("prod", Name);
            var run = await new StackRun
            {
                Settings = settings with { Generations = settings.Generations.SetItem("ADMIN_API_KEY", generation) },
                Answer = args =>
                    args.Name!.StartsWith("admin-api-key-", StringComparison.Ordinal) ? new() { ["base64"] = args.Name } : null,
            }.RunAsync();
            var secrets = run.Inputs("equivalence-web-secrets");
            Assert.DoesNotContain(secrets.Keys, key =>
                key is "stringData.AUDITOR_API_KEY_PREVIOUS" or "stringData.CLIENT_API_KEY_PREVIOUS");
            return (secrets["stringData.ADMIN_API_KEY"], secrets.GetValueOrDefault("stringData.ADMIN_API_KEY_PREVIOUS"));
        }
    }

    [Theory]
    [MemberData(nameof(Environments))]
    public async Task The_migration_runs_before_the_new_version_takes_traffic(string environment)
    {
        var rendered = await RenderedStack.OfAsync(environment, Name);
        Assert.Equal(["python", "-c"], Texts(rendered.Container("migrate"), "command")[..2]);
        Assert.Equal(rendered.Container("web").Text("image"), rendered.Container("migrate").Text("image"));
        Assert.Equal("Never", rendered.Pod("migrate").Spec.Text("restartPolicy"));

        Assert.True(rendered.IsAfter("Job migrate", "Job postgres-rollout"));
        Assert.True(rendered.IsAfter("Deployment web", "Job migrate"));
        Assert.True(rendered.IsAfter("Deployment worker", "Job migrate"));
    }

    [Theory]
    [MemberData(nameof(Environments))]
    public async Task A_failed_migration_leaves_the_old_version_serving(string environment)
    {
        var rendered = await RenderedStack.OfAsync(environment, Name);
        var migration = rendered.Object("Job migrate");
        // The engine waits for a job to succeed, unless it is told not to, and declares nothing that comes after one that failed.
        Assert.Null(migration["metadata"]!["annotations"]!["pulumi.com/skipAwait"]);
        Assert.Equal((2, 600), (migration.Number("spec.backoffLimit"), migration.Number("spec.activeDeadlineSeconds")));

        var rollout = rendered.Object("Deployment web").At("spec.strategy");
        Assert.Equal(("RollingUpdate", 0), (rollout.Text("type"), rollout.Number("rollingUpdate.maxUnavailable")));
    }

    [Theory]
    [InlineData("dev")]
    [InlineData("stage")]
    public async Task The_seed_follows_the_migration_and_the_rollout(string environment)
    {
        var rendered = await RenderedStack.OfAsync(environment, Name);
        Assert.Equal(["python", "-m", "scripts.seed_safe"], Texts(rendered.Container("seed"), "command"));
        // A key that the seed does not find is replaced by one that everybody can read.
        Assert.Superset(
            new HashSet<string> { "ADMIN_API_KEY", "API_KEY_SALT", "AUDITOR_API_KEY", "CLIENT_API_KEY", "DATABASE_URL", "DVP_API_KEY" },
            rendered.Secrets("seed").Keys.ToHashSet());

        Assert.True(rendered.IsAfter("Job seed", "Job migrate"));
        Assert.True(rendered.IsAfter("Job seed", "Deployment web"));
    }

    [Fact]
    public async Task Prod_has_no_seed()
    {
        var rendered = await RenderedStack.OfAsync("prod", Name);
        Assert.Equal(
            ["Job migrate", "Job equivalence-rollout"],
            rendered.Titles.Where(title =>
                title.StartsWith("Job ", StringComparison.Ordinal) && !title.Contains("postgres-", StringComparison.Ordinal)));
        Assert.DoesNotContain(rendered.Titles, title => title.Contains("seed", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Environments))]
    public async Task The_worker_takes_its_jobs_from_the_queue_that_the_service_fills(string environment)
    {
        var rendered = await RenderedStack.OfAsync(environment, Name);
        // Kubernetes puts the variable's value in place of its name.
        Assert.Equal(["rq", "worker", "--with-scheduler", "$(RQ_QUEUE_NAME)", "default"], Texts(rendered.Container("worker"), "command"));
        Assert.All(["web", "worker"], workload => Assert.Equal("equivalence", rendered.Config(workload)["RQ_QUEUE_NAME"]));
        Assert.All(["web", "worker"], workload => Assert.Equal("true", rendered.Pod(workload).Labels["redis-client"]));
    }

    [Fact]
    public async Task The_worker_and_its_exporter_are_on_the_Redis_of_the_service()
    {
        var run = await RunAsync("prod");
        var redis = run.Inputs("equivalence-web-secrets")["stringData.REDIS_URL"];
        Assert.Equal(
            (redis, redis),
            (
                run.Inputs("equivalence-worker-secrets")["stringData.REDIS_URL"],
                run.Inputs("equivalence-worker-secrets")["stringData.RQ_REDIS_URL"]));
        Assert.Equal(redis, run.Inputs("equivalence-worker-rq-exporter-secrets")["stringData.RQ_REDIS_URL"]);
    }

    [Theory]
    [MemberData(nameof(Environments))]
    public async Task A_worker_that_is_registered_no_more_is_restarted(string environment)
    {
        var worker = (await RenderedStack.OfAsync(environment, Name)).Container("worker");
        foreach (var (probe, question) in new[]
            {
                ("startupProbe", "rq.Worker.all("),
                ("livenessProbe", "rq.Worker.all("),
                ("readinessProbe", ".ping()"),
            })
        {
            var command = Texts(worker, $"{probe}.exec.command");
            Assert.Equal(["python", "-c"], command[..2]);
            Assert.Contains("os.environ['REDIS_URL']", command[2], StringComparison.Ordinal);
            Assert.Contains(question, command[2], StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Environments))]
    public async Task The_service_is_asked_for_its_health_on_port_8000(string environment)
    {
        var rendered = await RenderedStack.OfAsync(environment, Name);
        var web = rendered.Container("web");
        Assert.Equal(("/health", "http"), (web.Text("livenessProbe.httpGet.path"), web.Text("livenessProbe.httpGet.port")));
        Assert.Equal(("/ready", "http"), (web.Text("readinessProbe.httpGet.path"), web.Text("readinessProbe.httpGet.port")));
        Assert.Equal(("/health", "http"), (web.Text("startupProbe.httpGet.path"), web.Text("startupProbe.httpGet.port")));

        var port = Assert.Single(web.Items("ports"));
        Assert.Equal(("http", 8000), (port.Text("name"), port.Number("containerPort")));
        var service = Assert.Single(rendered.Object("Service web").Items("spec.ports"));
        Assert.Equal((8000, "http"), (service.Number("port"), service.Text("targetPort")));
    }

    [Theory]
    [MemberData(nameof(Environments))]
    public async Task The_service_and_the_queues_are_scraped(string environment)
    {
        var rendered = await RenderedStack.OfAsync(environment, Name);
        AssertScraped("PodMonitor web", pod: "web", port: "http");
        AssertScraped("PodMonitor worker-rq-exporter", pod: "worker", port: "rq-exporter");
        Assert.Equal(9726, Assert.Single(rendered.Container("worker", "rq-exporter").Items("ports")).Number("containerPort"));
        Assert.All(rendered.Object("IngressRoute web").Items("spec.routes"), rule =>
            Assert.Contains("!Path(`/metrics`)", rule.Text("match"), StringComparison.Ordinal));

        void AssertScraped(string monitor, string pod, string port)
        {
            var spec = rendered.Object(monitor).At("spec");
            var endpoint = Assert.Single(spec.Items("podMetricsEndpoints"));
            Assert.Equal(("/metrics", port), (endpoint.Text("path"), endpoint.Text("port")));
            Assert.Equal(pod, Assert.Single(spec.Texts("selector.matchLabels")).Value);
        }
    }

    [Theory]
    [MemberData(nameof(Environments))]
    public async Task Logs_are_JSON(string environment)
    {
        var rendered = await RenderedStack.OfAsync(environment, Name);
        Assert.All(["web", "worker", "migrate"], workload => Assert.Equal("json", rendered.Config(workload)["LOG_FORMAT"]));
    }

    [Theory]
    [MemberData(nameof(Environments))]
    public async Task The_database_and_the_queues_are_on_volumes_that_outlive_their_pods(string environment)
    {
        var rendered = await RenderedStack.OfAsync(environment, Name);
        var database = rendered.Object("Cluster postgres");
        Assert.All(["spec.storage.size", "spec.walStorage.size"], size =>
            Assert.EndsWith("Gi", database.Text(size), StringComparison.Ordinal));

        var redis = rendered.Object("StatefulSet redis");
        var claim = Assert.Single(redis.Items("spec.volumeClaimTemplates"));
        Assert.EndsWith("Gi", claim.Text("spec.resources.requests.storage"), StringComparison.Ordinal);
        Assert.Contains(rendered.Container("redis", "server").Items("volumeMounts"), mount =>
            (mount.Text("name"), mount.Text("mountPath")) == (claim.Text("metadata.name"), "/data"));
        Assert.Contains(
            "appendonly yes",
            rendered.Object("ConfigMap redis-config")["data"]!["redis.conf"]!.ToString(),
            StringComparison.Ordinal);
    }

    private static string[] Texts(JsonNode node, string path) => [.. node.Items(path).Select(item => item.ToString())];

    private static Task<StackRunResult> RunAsync(string environment, Func<StackSettings, StackSettings>? edit = null)
    {
        var settings = Previews.SettingsOf(environment, Name);
        return new StackRun
        {
            Settings = edit?.Invoke(settings) ?? settings,
            Answer = args => args.Name switch
            {
                "postgres-owner-password-g1" => new() { ["result"] = "pg0" },
                "redis-app-password-g1" => new() { ["result"] = "rd0" },
                "api-key-salt-g1" => new() { ["hex"] = "5a17" },
                "admin-api-key-g1" or "auditor-api-key-g1" or "client-api-key-g1" => new() { ["base64"] = UnsafeBase64 },
                _ => null,
            },
        }.RunAsync();
    }

    [GeneratedRegex("^[A-Za-z0-9_-]{43,}$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex UrlSafe();
}
