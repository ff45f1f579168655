using System.Text.Json.Nodes;
using Infra.Settings;
using Infra.Tests.Support;
using Pulumi;
using Pulumi.Utilities;
using StackPreview.Json;

namespace Infra.Tests.Applications;

/// <summary>
/// What every application gets from its stack, as the manifests of the default application state it in each environment.
/// </summary>
public sealed class ReferenceTests
{
    private const string Name = "reference";

    private static readonly string[] SecretOutputs = ["postgresUrl", "postgresReadOnlyUrl", "redisUrl", "qdrantApiKey"];

    public static TheoryData<string> Stacks => ["dev", "stage", "prod"];

    [Fact]
    public void There_are_three_stacks_each_with_its_file()
        => Assert.All(["dev", "stage", "prod"], stack => Assert.Contains(stack, Repository.CommittedStacks));

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task Every_stack_passes_its_checks_in_a_namespace_of_its_own(string stack)
    {
        var preview = await Previews.OfAsync(stack);
        Assert.True(preview.IsPassed);
        Assert.Equal([$"reference-{stack}"], preview.Plan.OfKind("Namespace").Select(ns => ns.ObjectName));
        Assert.All(preview.Plan.Objects.Where(one => one.Kind != "Namespace"), one =>
            Assert.Equal($"reference-{stack}", one.Inputs.Text("metadata.namespace")));
    }

    [Theory]
    [InlineData("dev", 1, "0 0 3 * * *", "7d")]
    [InlineData("stage", 2, "0 0 */6 * * *", "7d")]
    [InlineData("prod", 3, "0 0 2 * * *", "30d")]
    public async Task Backups_of_Postgres_are_kept_as_long_as_the_environment_says(
        string stack,
        int instances,
        string schedule,
        string retention)
    {
        var rendered = await RenderedAsync(stack);
        var cluster = rendered.Object("Cluster postgres")["spec"];
        Assert.Equal(
            (instances, "reference", "reference"),
            (cluster.Number("instances"), cluster.Text("bootstrap.initdb.database"), cluster.Text("bootstrap.initdb.owner")));
        var archive = Assert.Single(cluster.Items("plugins"));
        Assert.Equal(
            ("barman-cloud.cloudnative-pg.io", true, "postgres"),
            (archive.Text("name"), archive.IsTrue("isWALArchiver"), archive.Text("parameters.barmanObjectName")));

        var store = rendered.Object("ObjectStore postgres")["spec"];
        Assert.Equal(
            (retention, $"s3://example-backups/reference-{stack}"),
            (store.Text("retentionPolicy"), store.Text("configuration.destinationPath")));
        var backup = rendered.Object("ScheduledBackup postgres-base")["spec"];
        Assert.Equal((schedule, "postgres"), (backup.Text("schedule"), backup.Text("cluster.name")));
    }

    [Fact]
    public async Task A_stack_can_keep_backups_for_longer()
    {
        var run = await ApplicationRuns.RunAsync(Name, "prod", ("postgres", """{"backup": {"retentionDays": 60}}"""));
        Assert.Equal("60d", RenderedStack.Of(run.Plan).Object("ObjectStore postgres").Text("spec.retentionPolicy"));
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task Redis_writes_each_change_to_a_volume(string stack)
    {
        var rendered = await RenderedAsync(stack);
        Assert.Contains(
            "\nappendonly yes\n",
            rendered.Object("ConfigMap redis-config")["data"]!["redis.conf"]!.ToString(),
            StringComparison.Ordinal);
        Assert.Contains(rendered.Container("redis", "server").Items("volumeMounts"), mount =>
            (mount.Text("name"), mount.Text("mountPath")) == ("data", "/data"));
        Assert.Equal("data", Assert.Single(rendered.Object("StatefulSet redis").Items("spec.volumeClaimTemplates")).Text("metadata.name"));
        Assert.Contains(rendered.Object("Service redis").Items("spec.ports"), port => port.Number("port") == 6379);
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task Qdrant_keeps_its_collections_on_a_volume(string stack)
    {
        var rendered = await RenderedAsync(stack);
        Assert.Contains(rendered.Container("qdrant", "server").Items("volumeMounts"), mount =>
            (mount.Text("name"), mount.Text("mountPath")) == ("storage", "/qdrant/storage"));
        Assert.Contains(rendered.Object("StatefulSet qdrant").Items("spec.volumeClaimTemplates"), claim =>
            claim.Text("metadata.name") == "storage");
        Assert.Contains(rendered.Object("Service qdrant").Items("spec.ports"), port => port.Number("port") == 6333);
    }

    [Theory]
    [InlineData("dev", false)]
    [InlineData("stage", false)]
    [InlineData("prod", true)]
    public async Task What_holds_data_is_protected_in_prod(string stack, bool isProtected)
    {
        var plan = (await Previews.OfAsync(stack)).Plan;
        Assert.All(["Cluster postgres", "ObjectStore postgres", "StatefulSet redis", "StatefulSet qdrant"], title =>
            Assert.Equal(isProtected, plan.Find(title).Options.Protect));
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task The_application_is_one_component(string stack)
    {
        var plan = (await Previews.OfAsync(stack)).Plan;
        var project = Assert.Single(plan.Resources, resource => resource.Type == "infra:application:ApplicationProject");
        Assert.Equal(Name, project.Name);
        Assert.All(["Deployment api", "Service api", "Deployment worker", "Job migrate", "Job smoke-test"], title =>
            Assert.Equal(project.Urn, plan.Find(title).Parent));
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task The_API_and_the_worker_run_their_verbs_once_the_migration_has_succeeded(string stack)
    {
        var rendered = await RenderedAsync(stack);
        JsonAssert.Equal("""["node","src/main.js","serve"]""", rendered.Container("api")["command"]);
        JsonAssert.Equal("""["node","src/main.js","worker"]""", rendered.Container("worker")["command"]);
        JsonAssert.Equal("""["node","src/main.js","migrate"]""", rendered.Container("migrate")["command"]);
        Assert.All(["Deployment api", "Deployment worker"], title => Assert.True(rendered.IsAfter(title, "Job migrate")));
        Assert.True(rendered.IsAfter("Job migrate", "Job postgres-rollout"));
        Assert.All(["Deployment api", "Deployment worker"], title => Assert.True(rendered.IsAfter("Job smoke-test", title)));
    }

    [Theory]
    [InlineData("api", 8000, "http")]
    [InlineData("worker", 8080, "health")]
    public async Task Health_is_asked_for_where_the_programs_answer(string workload, int port, string portName)
    {
        var container = (await RenderedAsync("prod")).Container(workload);
        JsonAssert.Equal($$"""[{"name":"{{portName}}","containerPort":{{port}}}]""", container["ports"]);
        Assert.Equal(("/health", portName), (container.Text("livenessProbe.httpGet.path"), container.Text("livenessProbe.httpGet.port")));
        Assert.Equal(("/ready", portName), (container.Text("readinessProbe.httpGet.path"), container.Text("readinessProbe.httpGet.port")));
    }

    [Theory]
    [InlineData("stage", 2, 4)]
    [InlineData("prod", 3, 10)]
    public async Task The_API_scales_with_the_load(string stack, int min, int max)
    {
        var autoscaler = (await RenderedAsync(stack)).Object("HorizontalPodAutoscaler api")["spec"];
        Assert.Equal((min, max), (autoscaler.Number("minReplicas"), autoscaler.Number("maxReplicas")));
    }

    [Fact]
    public async Task Dev_has_one_of_each_and_no_autoscaler()
    {
        var rendered = await RenderedAsync("dev");
        Assert.All(["api", "worker"], workload => Assert.Equal(1, rendered.Object($"Deployment {workload}").Number("spec.replicas")));
        Assert.DoesNotContain("HorizontalPodAutoscaler api", rendered.Titles);
    }

    [Theory]
    [InlineData("dev", true)]
    [InlineData("stage", true)]
    [InlineData("prod", false)]
    public async Task Example_notes_are_added_in_dev_and_stage_alone(string stack, bool isSeeded)
        => Assert.Equal(isSeeded, (await RenderedAsync(stack)).Titles.Contains("Job seed"));

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task Pods_are_held_to_the_restricted_standard(string stack)
    {
        var rendered = await RenderedAsync(stack);
        Assert.All(["api", "worker", "migrate", "smoke-test"], workload => PodAssert.Restricted(rendered.Pod(workload), user: 10001));
    }

    [Theory]
    [InlineData("dev", "api.dev.example.com")]
    [InlineData("stage", "api.stage.example.com")]
    [InlineData("prod", "api.example.com")]
    public async Task The_API_is_reached_over_TLS(string stack, string host)
    {
        var rendered = await RenderedAsync(stack);
        var route = rendered.Object("IngressRoute api")["spec"];
        JsonAssert.Equal("""["websecure"]""", route.At("entryPoints"));
        Assert.Equal(("api-tls", "tls"), (route.Text("tls.secretName"), route.Text("tls.options.name")));
        Assert.Equal("VersionTLS12", rendered.Object("TLSOption tls").Text("spec.minVersion"));
        Assert.All(route.Items("routes"), rule => Assert.StartsWith($"Host(`{host}`)", rule.Text("match"), StringComparison.Ordinal));
        var certificate = rendered.Object("Certificate api")["spec"];
        Assert.Equal((host, "api-tls"), (Assert.Single(certificate.Items("dnsNames")).ToString(), certificate.Text("secretName")));

        var redirect = rendered.Object("IngressRoute api-redirect")["spec"];
        JsonAssert.Equal("""["web"]""", redirect.At("entryPoints"));
        Assert.Contains("redirect-to-https", MiddlewaresOf(redirect));
        JsonAssert.Equal(
            """{"redirectScheme":{"scheme":"https","permanent":true}}""",
            rendered.Object("Middleware redirect-to-https")["spec"]);
    }

    [Theory]
    [InlineData("dev", 50, 100)]
    [InlineData("stage", 10, 20)]
    [InlineData("prod", 10, 20)]
    public async Task The_requests_of_an_address_are_limited_on_every_route(string stack, int average, int burst)
    {
        var rendered = await RenderedAsync(stack);
        var limit = rendered.Object("Middleware rate-limit").At("spec.rateLimit");
        Assert.Equal((average, burst, "1s"), (limit.Number("average"), limit.Number("burst"), limit.Text("period")));
        Assert.NotNull(limit.At("sourceCriterion.ipStrategy"));
        var routes = rendered.Titles.Where(title => title.StartsWith("IngressRoute ", StringComparison.Ordinal)).ToList();
        Assert.Equal(["IngressRoute api", "IngressRoute api-redirect"], routes.Order(StringComparer.Ordinal));
        Assert.All(routes, route => Assert.Contains("rate-limit", MiddlewaresOf(rendered.Object(route)["spec"])));
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task Each_program_gets_its_secrets_from_a_Secret_and_no_other(string stack)
    {
        var rendered = await RenderedAsync(stack);
        Assert.Equal(
            ["ADMIN_API_KEY", "API_KEY_SALT", "DATABASE_URL", "QDRANT_API_KEY", "REDIS_URL"],
            rendered.Secrets("api").Keys.Order(StringComparer.Ordinal));
        Assert.Equal(["DATABASE_URL", "QDRANT_API_KEY", "REDIS_URL"], rendered.Secrets("worker").Keys.Order(StringComparer.Ordinal));
        Assert.Equal(["DATABASE_URL"], rendered.Secrets("migrate").Keys);
        // More plain variables are the smallest change to this application; none of them is a secret's.
        Assert.All(["api", "worker"], workload =>
        {
            var plain = rendered.Config(workload);
            Assert.Equal(
                (stack, "info", $"http://qdrant.reference-{stack}.svc:6333"),
                (plain["ENVIRONMENT"], plain["LOG_LEVEL"], plain["QDRANT_URL"]));
            Assert.Empty(plain.Keys.Intersect(rendered.Secrets("api").Keys));
        });
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task A_preview_shows_no_value_of_a_Secret(string stack)
    {
        var rendered = await RenderedAsync(stack);
        var values = rendered
            .Titles.Where(title => title.StartsWith("Secret ", StringComparison.Ordinal))
            .SelectMany(title => rendered.Object(title).Texts("stringData").Values)
            .ToList();
        Assert.NotEmpty(values);
        Assert.All(values, value => Assert.Equal("[secret]", value));
    }

    [Fact]
    public async Task A_secret_is_generated_and_rotates_with_an_overlap()
    {
        var run = await RunAsync(settings => settings with { Generations = settings.Generations.SetItem("ADMIN_API_KEY", 2) });
        Assert.Equal(
            ("random:index/randomBytes:RandomBytes", 32d),
            Assert.Single(run.Registered.Where(args => args.Name == "api-key-salt-g1").Select(args => (args.Type, args.Inputs["length"])))
        );
        var secrets = run.Inputs("reference-api-secrets");
        Assert.Equal("5a17", secrets["stringData.API_KEY_SALT"]);
        Assert.Equal(
            ("admin-api-key-g2", "admin-api-key-g1"),
            (secrets["stringData.ADMIN_API_KEY"], secrets["stringData.ADMIN_API_KEY_PREVIOUS"]));
    }

    [Fact]
    public async Task A_secret_of_the_encrypted_configuration_is_given_to_those_who_use_it()
    {
        var run = await ApplicationRuns.RunSupplyingAsync(Name, "prod", "LLM_API_KEY");
        Assert.All(["reference-api-secrets", "reference-worker-secrets"], name =>
            Assert.Equal("value of LLM_API_KEY", run.Inputs(name)["stringData.LLM_API_KEY"]));
        Assert.DoesNotContain("stringData.LLM_API_KEY", run.Inputs("reference-migrate-secrets").Keys);
        Assert.Equal(
            ["reference-api-deployment", "reference-api-secrets", "reference-worker-deployment", "reference-worker-secrets"],
            await ApplicationRuns.ChangedBySupplyingAsync(Name, "prod", "LLM_API_KEY"));
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task There_are_alerts_for_everything_that_runs(string stack)
    {
        var rendered = await RenderedAsync(stack);
        Assert.All(["api", "worker", "postgres", "redis", "qdrant"], name =>
        {
            Assert.Contains($"PodMonitor {name}", rendered.Titles);
            var rules = rendered.Object($"PrometheusRule {name}").Items("spec.groups").SelectMany(group => group.Items("rules"));
            Assert.Contains(rules, rule => rule.Text("labels.severity") == "critical");
        });
    }

    [Theory]
    [InlineData("dev", "#alerts-dev", "#alerts-dev")]
    [InlineData("stage", "#alerts-stage", "#alerts-stage")]
    [InlineData("prod", "#alerts-prod", "#alerts-prod-critical")]
    public async Task Alerts_are_sent_to_the_channels_of_the_environment(string stack, string warning, string critical)
    {
        var routes = (await RenderedAsync(stack)).Object("AlertmanagerConfig alert-routes")["spec"];
        Assert.Equal(
            [("critical", critical), ("warning", warning)],
            routes
                .Items("receivers")
                .Select(receiver => (receiver.Text("name"), Assert.Single(receiver.Items("slackConfigs")).Text("channel")))
                .Order());
        Assert.Equal("warning", routes.Text("route.receiver"));
        var route = Assert.Single(routes.Items("route.routes"));
        Assert.Equal("critical", route.Text("receiver"));
        JsonAssert.Equal("""[{"name":"severity","matchType":"=","value":"critical"}]""", route["matchers"]);
    }

    [Theory]
    [InlineData("dev", "https://api.dev.example.com", "postgres-rw.reference-dev.svc")]
    [InlineData("stage", "https://api.stage.example.com", "postgres-rw.reference-stage.svc")]
    [InlineData("prod", "https://api.example.com", "postgres-rw.reference-prod.svc")]
    public async Task The_stack_gives_out_where_it_is(string stack, string address, string postgres)
    {
        var outputs = (await Previews.OfAsync(stack)).Plan.Outputs;
        Assert.Equal(
            (stack, $"reference-{stack}", address),
            (outputs["environment"]!.ToString(), outputs["namespace"]!.ToString(), outputs["apiUrl"]!.ToString()));
        Assert.Equal(
            (postgres, "5432", "reference"),
            (outputs["postgresHost"]!.ToString(), outputs["postgresPort"]!.ToString(), outputs["postgresDatabase"]!.ToString()));
        Assert.Equal(
            ($"redis.reference-{stack}.svc", $"http://qdrant.reference-{stack}.svc:6333"),
            (outputs["redisHost"]!.ToString(), outputs["qdrantUrl"]!.ToString()));
        Assert.All(SecretOutputs, name => Assert.Equal("[secret]", outputs[name]!.ToString()));
    }

    [Fact]
    public async Task Connections_are_secret_outputs_and_nothing_else_is()
    {
        var outputs = StackOutputs.Of((await RunAsync()).Stack);
        var secret = new List<string>();
        foreach (var (name, output) in outputs)
        {
            if (await Output.IsSecretAsync(output))
                secret.Add(name);
        }

        Assert.Equal(SecretOutputs.Order(StringComparer.Ordinal), secret.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Connections_have_the_form_that_clients_read()
    {
        var outputs = StackOutputs.Of((await RunAsync()).Stack);
        Assert.Equal(
            "postgresql://reference:pg0@postgres-rw.reference-prod.svc:5432/reference?sslmode=verify-full",
            await ValueOfAsync("postgresUrl"));
        Assert.Equal("redis://app:rd0@redis.reference-prod.svc:6379/0", await ValueOfAsync("redisUrl"));
        Assert.Equal("qd0", await ValueOfAsync("qdrantApiKey"));

        Task<string?> ValueOfAsync(string output) => OutputUtilities.GetValueAsync(outputs[output]);
    }

    private static IEnumerable<string> MiddlewaresOf(JsonNode? spec)
        => spec.Items("routes").SelectMany(route => route.Items("middlewares")).Select(middleware => middleware.Text("name"));

    private static Task<RenderedStack> RenderedAsync(string stack) => RenderedStack.OfAsync(stack, Name);

    private static Task<StackRunResult> RunAsync(Func<StackSettings, StackSettings>? edit = null)
    {
        var settings = Previews.SettingsOf("prod", Name);
        return new StackRun
        {
            Settings = edit?.Invoke(settings) ?? settings,
            Answer = args => args.Name switch
            {
                "postgres-owner-password-g1" => new() { ["result"] = "pg0" },
                "redis-app-password-g1" => new() { ["result"] = "rd0" },
                "qdrant-api-key-g1" => new() { ["result"] = "qd0" },
                "api-key-salt-g1" => new() { ["hex"] = "5a17" },
                "admin-api-key-g1" or "admin-api-key-g2" => new() { ["base64"] = args.Name },
                _ => null,
            },
        }.RunAsync();
    }
}
