using System.Text.Json.Nodes;
using Infra.Tests.Support;
using StackPreview.Json;

namespace Infra.Tests.Applications;

/// <summary>
/// What docs/applications/graphrag.md lists, but for releases. What a release goes through is in <see cref="GraphRagReleaseTests"/>.
/// </summary>
public sealed class GraphRagTests
{
    private const string Name = "graphrag";

    private static readonly string[] OfDatabase = ["graphrag", "migrate", "verify-tables"];

    public static TheoryData<string> Stacks => ["dev", "stage", "prod"];

    [Fact]
    public async Task In_dev_MySQL_is_one_server_with_a_volume_and_a_dump_every_night()
    {
        var rendered = await RenderedAsync("dev");
        Assert.Equal(1, rendered.Object("StatefulSet mysql").Number("spec.replicas"));
        var claim = Assert.Single(rendered.Object("StatefulSet mysql").Items("spec.volumeClaimTemplates"));
        Assert.Contains(rendered.Container("mysql", "server").Items("volumeMounts"), mount =>
            (mount.Text("name"), mount.Text("mountPath")) == (claim.Text("metadata.name"), "/var/lib/mysql"));
        Assert.Equal("0 3 * * *", rendered.Object("CronJob mysql-dump").Text("spec.schedule"));
        Assert.Equal(
            "7",
            Assert
                .Single(rendered.Container("mysql-dump", "upload").Items("env"), variable => variable.Text("name") == "RETENTION_DAYS")
                .Text("value"));
        Assert.DoesNotContain("PerconaServerMySQL mysql", rendered.Titles);
    }

    [Theory]
    [InlineData("stage", "0 */6 * * *", "7")]
    [InlineData("prod", "0 2 * * *", "30")]
    public async Task In_stage_and_prod_MySQL_is_a_group_of_three_that_is_backed_up(string stack, string schedule, string days)
    {
        var rendered = await RenderedAsync(stack);
        var spec = rendered.Object("PerconaServerMySQL mysql")["spec"];
        Assert.Equal(("group-replication", 3), (spec.Text("mysql.clusterType"), spec.Number("mysql.size")));
        Assert.EndsWith("Gi", spec.Text("mysql.volumeSpec.persistentVolumeClaim.resources.requests.storage"), StringComparison.Ordinal);
        Assert.True(spec.IsTrue("backup.enabled"));
        Assert.Equal(schedule, rendered.Object("CronJob mysql-backup").Text("spec.schedule"));
        var variables = rendered.Container("mysql-backup", "backup").Items("env")
            .ToDictionary(variable => variable.Text("name"), variable => variable.Text("value"));
        Assert.Equal(days, variables["RETENTION_DAYS"]);
        var storage = Assert.Single(spec.Entries("backup.storages"), entry => entry.Key == variables["STORAGE"]).Value;
        Assert.Equal(("s3", "example-backups"), (storage.Text("type"), storage.Text("s3.bucket")));
        Assert.DoesNotContain("StatefulSet mysql", rendered.Titles);
    }

    [Theory]
    [InlineData("dev", "mysql.graphrag-dev.svc")]
    [InlineData("stage", "mysql-haproxy.graphrag-stage.svc")]
    [InlineData("prod", "mysql-haproxy.graphrag-prod.svc")]
    public async Task The_connection_is_a_URL_that_Node_takes(string stack, string host)
    {
        var run = await RunAsync(stack);
        Assert.All(OfDatabase, workload =>
        {
            var url = UrlOf(run, workload);
            Assert.Equal(
                ("mysql", "graphrag:my0", host, 3306, "/graphrag"),
                (url.Scheme, url.UserInfo, url.Host, url.Port, url.AbsolutePath));
        });
    }

    [Theory]
    [InlineData("stage")]
    [InlineData("prod")]
    public async Task The_connection_holds_the_server_to_the_authority_that_is_mounted(string stack)
    {
        var run = await RunAsync(stack);
        var rendered = RenderedStack.Of(run.Plan);
        Assert.All(OfDatabase, workload =>
        {
            var query = Uri.UnescapeDataString(UrlOf(run, workload).Query);
            Assert.StartsWith("?ssl={", query, StringComparison.Ordinal);
            Assert.All(["rejectUnauthorized", "verifyIdentity"], parameter =>
                Assert.True(JsonNode.Parse(query["?ssl=".Length..]).IsTrue(parameter)));

            Assert.Equal("/etc/mysql-ca/ca.crt", rendered.Config(workload)["NODE_EXTRA_CA_CERTS"]);
            var mount = Assert.Single(rendered.Container(workload).Items("volumeMounts"), one => one.Text("mountPath") == "/etc/mysql-ca");
            var volume = Assert.Single(rendered.Pod(workload).Spec.Items("volumes"), one => one.Text("name") == mount.Text("name"));
            Assert.True(mount.IsTrue("readOnly"));
            JsonAssert.Equal("""{"secretName":"mysql-ssl","items":[{"key":"ca.crt","path":"ca.crt"}]}""", volume["secret"]);
        });
    }

    [Fact]
    public async Task In_dev_there_is_no_authority_and_nothing_names_one()
    {
        var run = await RunAsync("dev");
        var rendered = RenderedStack.Of(run.Plan);
        Assert.All(OfDatabase, workload =>
        {
            Assert.Empty(UrlOf(run, workload).Query);
            Assert.DoesNotContain("NODE_EXTRA_CA_CERTS", rendered.Config(workload).Keys);
            Assert.DoesNotContain(rendered.Container(workload).Items("volumeMounts"), mount => mount.Text("mountPath") == "/etc/mysql-ca");
        });
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task The_stack_gives_out_the_connection_as_a_secret(string stack)
    {
        var outputs = (await Previews.OfAsync(stack, Name)).Plan.Outputs;
        Assert.Equal(
            ("graphrag", "3306", "[secret]"),
            (outputs["mysqlDatabase"]!.ToString(), outputs["mysqlPort"]!.ToString(), outputs["mysqlUrl"]!.ToString()));
        Assert.Null(outputs["postgresUrl"]);
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task Qdrant_keeps_its_collections_on_a_volume(string stack)
    {
        var rendered = await RenderedAsync(stack);
        Assert.Contains(rendered.Container("qdrant", "server").Items("volumeMounts"), mount =>
            (mount.Text("name"), mount.Text("mountPath")) == ("storage", "/qdrant/storage"));
        var set = rendered.Object("StatefulSet qdrant");
        Assert.Contains(set.Items("spec.volumeClaimTemplates"), claim => claim.Text("metadata.name") == "storage");
        Assert.Equal("Retain", set.Text("spec.persistentVolumeClaimRetentionPolicy.whenDeleted"));
    }

    [Theory]
    [InlineData("dev", "http://qdrant.graphrag-dev.svc:6333")]
    [InlineData("stage", "http://qdrant.graphrag-stage.svc:6333")]
    [InlineData("prod", "http://qdrant.graphrag-prod.svc:6333")]
    public async Task The_API_gets_the_address_and_the_key_of_Qdrant(string stack, string address)
    {
        var run = await RunAsync(stack);
        Assert.Equal(address, RenderedStack.Of(run.Plan).Config(Name)["QDRANT_URL"]);
        Assert.Equal("qd0", run.Inputs("graphrag-graphrag-secrets")["stringData.QDRANT_API_KEY"]);
        Assert.True(new StackNetwork(run.Plan).Reaches(Name, "qdrant", 6333));
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task The_API_has_its_secrets_in_a_Secret(string stack)
    {
        var rendered = await RenderedAsync(stack);
        Assert.Equal(
            ["ADMIN_PASSWORD", "DATABASE_URL", "GEMINI_API_KEY", "JWT_SECRET", "QDRANT_API_KEY", "REDIS_URL"],
            rendered.Secrets(Name).Keys.Order(StringComparer.Ordinal));
        Assert.All(["migrate", "verify-tables"], job => Assert.Equal(["DATABASE_URL"], rendered.Secrets(job).Keys));
    }

    [Fact]
    public async Task The_key_of_tokens_is_64_letters_and_digits()
    {
        var run = await RunAsync("prod");
        var key = Assert.Single(run.Registered, args => args.Name == "jwt-secret-g1");
        Assert.Equal(("random:index/randomPassword:RandomPassword", 64d, false), (key.Type, key.Inputs["length"], key.Inputs["special"]));
        Assert.Equal("jwt0", run.Inputs("graphrag-graphrag-secrets")["stringData.JWT_SECRET"]);
    }

    [Fact]
    public async Task The_key_of_Gemini_is_supplied_and_nothing_is_deployed_before_it_is_set()
    {
        Assert.Equal("value of GEMINI_API_KEY", (await RunAsync("prod")).Inputs("graphrag-graphrag-secrets")["stringData.GEMINI_API_KEY"]);
        Assert.Contains("infra:GEMINI_API_KEY", Previews.SettingsOf("prod", Name).Unset.Select(unset => unset.Key));
    }

    [Theory]
    [InlineData("BUILT_IN_FORGE_API_URL")]
    [InlineData("BUILT_IN_FORGE_API_KEY")]
    public async Task Storage_and_notifications_are_there_once_they_are_set(string secret)
    {
        Assert.Equal(
            $"value of {secret}",
            (await ApplicationRuns.RunSupplyingAsync(Name, "prod", secret)).Inputs("graphrag-graphrag-secrets")[$"stringData.{secret}"]);
        Assert.DoesNotContain(secret, (await RenderedAsync("prod")).Secrets(Name).Keys);
        Assert.DoesNotContain($"infra:{secret}", Previews.SettingsOf("prod", Name).Unset.Select(unset => unset.Key));
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task No_ConfigMap_holds_a_secret(string stack)
    {
        var rendered = await RenderedAsync(stack);
        var plain = rendered
            .Titles.Where(title => title.StartsWith("ConfigMap ", StringComparison.Ordinal))
            .SelectMany(title => rendered.Object(title).Entries("data"))
            .Select(entry => entry.Key)
            .ToHashSet();
        Assert.Contains("EMBEDDING_BATCH_SIZE", plain);
        string[] secret =
        [
            "JWT_SECRET",
            "GEMINI_API_KEY",
            "BUILT_IN_FORGE_API_URL",
            "BUILT_IN_FORGE_API_KEY",
            "DATABASE_URL",
            "QDRANT_API_KEY",
        ];
        Assert.Empty(plain.Intersect(secret));
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task The_plain_configuration_is_in_a_ConfigMap(string stack)
    {
        var config = (await RenderedAsync(stack)).Config(Name);
        Assert.Equal(("16", "4", "5"), (config["EMBEDDING_BATCH_SIZE"], config["EMBEDDING_CONCURRENCY"], config["EMBEDDING_MAX_RETRIES"]));
        Assert.Equal(("production", "3000"), (config["NODE_ENV"], config["PORT"]));
        string[] expected =
        [
            "EMBEDDING_BATCH_SIZE",
            "EMBEDDING_CONCURRENCY",
            "EMBEDDING_MAX_RETRIES",
            "HOME",
            "NODE_ENV",
            "PORT",
            "QDRANT_URL",
        ];
        Assert.Equal(
            expected,
            config.Keys.Where(name => name != "NODE_EXTRA_CA_CERTS").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_stack_can_embed_in_other_batches()
    {
        var run = await ApplicationRuns.RunAsync(
            Name,
            "prod",
            ("variables", """{"EMBEDDING_BATCH_SIZE": "64", "EMBEDDING_CONCURRENCY": "2", "EMBEDDING_MAX_RETRIES": "8"}"""));
        var config = RenderedStack.Of(run.Plan).Config(Name);
        Assert.Equal(("64", "2", "8"), (config["EMBEDDING_BATCH_SIZE"], config["EMBEDDING_CONCURRENCY"], config["EMBEDDING_MAX_RETRIES"]));
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task Metrics_are_scraped_and_not_public(string stack)
    {
        var rendered = await RenderedAsync(stack);
        var monitor = rendered.Object("PodMonitor graphrag-metrics")["spec"];
        Assert.Equal(
            ("/metrics", "metrics"),
            Assert.Single(monitor.Items("podMetricsEndpoints").Select(endpoint => (endpoint.Text("path"), endpoint.Text("port")))));
        Assert.Equal(Name, Assert.Single(monitor.Texts("selector.matchLabels")).Value);
        Assert.All(rendered.Object("IngressRoute graphrag").Items("spec.routes"), rule =>
            Assert.Contains("!Path(`/metrics`)", rule.Text("match"), StringComparison.Ordinal));
        Assert.All(["startupProbe", "livenessProbe", "readinessProbe"], probe =>
            Assert.Equal("/health", rendered.Container(Name).Text($"{probe}.httpGet.path")));
        Assert.Equal("http://127.0.0.1:3000/metrics", rendered.Config(Name, "metrics")["METRICS_SOURCE"]);
    }

    [Fact]
    public async Task A_document_of_the_largest_size_is_taken_and_a_larger_one_is_not()
    {
        var edge = await RenderedEdge.OfAsync("prod", Name);
        var limit = edge.MiddlewareOf(new EdgeRequest("graphrag.example.com", "/api/trpc/documents.upload"), "buffering");
        // The field has 10,485,760 characters at the most.
        Assert.InRange(limit.Number("maxRequestBodyBytes")!.Value, 11 * 1024 * 1024, 50 * 1024 * 1024);
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task Errors_and_latency_raise_an_alert(string stack)
    {
        var alerts = (await RenderedAsync(stack))
            .Object("PrometheusRule graphrag")
            .Items("spec.groups")
            .SelectMany(group => group.Items("rules"))
            .Select(rule => rule.Text("alert"))
            .ToHashSet();
        Assert.Superset(new HashSet<string> { "GraphragDown", "GraphragErrorRateHigh", "GraphragLatencyHigh" }, alerts);
    }

    private static Uri UrlOf(StackRunResult run, string workload)
        => new(run.Inputs($"graphrag-{workload}-secrets")["stringData.DATABASE_URL"]);

    private static Task<RenderedStack> RenderedAsync(string stack) => RenderedStack.OfAsync(stack, Name);

    private static Task<StackRunResult> RunAsync(string stack) => new StackRun
    {
        Settings = Previews.SettingsOf(stack, Name),
        Answer = args => args.Name switch
        {
            "mysql-app-password-g1" => new() { ["result"] = "my0" },
            "qdrant-api-key-g1" => new() { ["result"] = "qd0" },
            "jwt-secret-g1" => new() { ["result"] = "jwt0" },
            _ => null,
        },
    }.RunAsync();
}
