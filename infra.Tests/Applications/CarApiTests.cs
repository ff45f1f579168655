using System.Text.Json.Nodes;
using Infra.Settings;
using Infra.Tests.Support;
using StackPreview.Json;

namespace Infra.Tests.Applications;

/// <summary>What docs/applications/car-api.md lists, as the manifests of each environment state it.</summary>
public sealed class CarApiTests
{
    private const string Name = "car-api";

    public static TheoryData<string> Environments => ["dev", "stage", "prod"];

    public static TheoryData<string, string> Domains => new()
    {
        { "dev", "dev.example.com" },
        { "stage", "stage.example.com" },
        { "prod", "example.com" },
    };

    [Theory]
    [MemberData(nameof(Environments))]
    public async Task The_image_serves_on_8000_and_not_as_root(string environment)
    {
        var rendered = await RenderedStack.OfAsync(environment, Name);
        var container = rendered.Container(Name);
        JsonAssert.Equal("""["uvicorn","car_api.app:app","--host","0.0.0.0","--port","8000"]""", container["command"]);
        Assert.Null(container["args"]);
        Assert.Equal(8000, Assert.Single(container.Items("ports")).Number("containerPort"));

        Assert.True(rendered.Pod(Name).Spec.IsTrue("securityContext.runAsNonRoot"));
        Assert.NotEqual(0, rendered.Pod(Name).Spec.Number("securityContext.runAsUser"));
        Assert.False(container.IsTrue("securityContext.allowPrivilegeEscalation"));
    }

    [Theory]
    [MemberData(nameof(Environments))]
    public async Task The_application_can_write_its_logs(string environment)
    {
        var rendered = await RenderedStack.OfAsync(environment, Name);
        var mount = Assert.Single(rendered.Container(Name).Items("volumeMounts"), one => one.Text("mountPath") == "/app/logs");
        Assert.False(mount.IsTrue("readOnly"));
        Assert.NotNull(Assert.Single(rendered.Pod(Name).Spec.Items("volumes"), one => one.Text("name") == mount.Text("name"))["emptyDir"]);
    }

    [Theory]
    [MemberData(nameof(Environments))]
    public async Task Requests_are_100m_and_128Mi_and_limits_500m_and_512Mi(string environment)
    {
        var resources = (await RenderedStack.OfAsync(environment, Name)).Container(Name).At("resources");
        Assert.Equal(("100m", "128Mi"), (resources.Text("requests.cpu"), resources.Text("requests.memory")));
        Assert.Equal(("500m", "512Mi"), (resources.Text("limits.cpu"), resources.Text("limits.memory")));
    }

    [Theory]
    [MemberData(nameof(Environments))]
    public async Task Liveness_is_asked_after_30_seconds_and_every_10_and_readiness_after_5_and_every_5(string environment)
    {
        var container = (await RenderedStack.OfAsync(environment, Name)).Container(Name);
        AssertProbe("livenessProbe", delay: 30, period: 10);
        AssertProbe("readinessProbe", delay: 5, period: 5);

        void AssertProbe(string probe, int delay, int period)
        {
            Assert.Equal(("/health_check", "http"), (container.Text($"{probe}.httpGet.path"), container.Text($"{probe}.httpGet.port")));
            Assert.Equal((delay, period), (container.Number($"{probe}.initialDelaySeconds"), container.Number($"{probe}.periodSeconds")));
        }
    }

    [Theory]
    [InlineData("stage", 3, 4)]
    [InlineData("prod", 3, 10)]
    public async Task Replicas_follow_the_load_from_3_on(string environment, int min, int max)
    {
        var rendered = await RenderedStack.OfAsync(environment, Name);
        var autoscaler = rendered.Object("HorizontalPodAutoscaler car-api").At("spec");
        Assert.Equal((min, max), (autoscaler.Number("minReplicas"), autoscaler.Number("maxReplicas")));
        Assert.Equal(("Deployment", Name), (autoscaler.Text("scaleTargetRef.kind"), autoscaler.Text("scaleTargetRef.name")));
        Assert.Equal(
            [("Resource", "cpu", "Utilization", 70), ("Resource", "memory", "Utilization", 80)],
            autoscaler.Items("metrics").Select(metric => (
                metric.Text("type"),
                metric.Text("resource.name"),
                metric.Text("resource.target.type"),
                metric.Number("resource.target.averageUtilization"))));

        // Two owners of one number would undo each other's changes.
        Assert.Null(rendered.Object("Deployment car-api").At("spec.replicas"));
    }

    [Fact]
    public async Task Dev_has_one_replica_and_no_autoscaler()
    {
        var rendered = await RenderedStack.OfAsync("dev", Name);
        Assert.Equal(1, rendered.Object("Deployment car-api").Number("spec.replicas"));
        Assert.DoesNotContain("HorizontalPodAutoscaler car-api", rendered.Titles);
    }

    [Theory]
    [InlineData("dev", "api.dev.example.com")]
    [InlineData("stage", "api.stage.example.com")]
    [InlineData("prod", "api.example.com")]
    public async Task The_host_is_api_with_a_certificate_and_plain_HTTP_is_sent_to_HTTPS(string environment, string host)
    {
        var rendered = await RenderedStack.OfAsync(environment, Name);
        var certificate = rendered.Object("Certificate car-api").At("spec");
        Assert.Equal(host, Assert.Single(certificate.Items("dnsNames")).ToString());
        Assert.Equal(("ClusterIssuer", "cert-manager.io"), (certificate.Text("issuerRef.kind"), certificate.Text("issuerRef.group")));

        var route = rendered.Object("IngressRoute car-api");
        Assert.Equal(["websecure"], Texts(route, "spec.entryPoints"));
        Assert.Equal(("car-api-tls", "car-api-tls"), (certificate.Text("secretName"), route.Text("spec.tls.secretName")));
        Assert.All(route.Items("spec.routes"), rule =>
        {
            Assert.StartsWith($"Host(`{host}`)", rule.Text("match"), StringComparison.Ordinal);
            Assert.Equal(
                (Name, 8000),
                Assert.Single(rule.Items("services").Select(service => (service.Text("name"), service.Number("port")))));
        });

        var redirect = rendered.Object("IngressRoute car-api-redirect");
        Assert.Equal(["web"], Texts(redirect, "spec.entryPoints"));
        Assert.Contains("redirect-to-https", MiddlewaresOf(redirect));
        var scheme = rendered.Object("Middleware redirect-to-https");
        Assert.Equal(("https", true), (scheme.Text("spec.redirectScheme.scheme"), scheme.IsTrue("spec.redirectScheme.permanent")));
    }

    [Fact]
    public async Task The_issuer_is_the_one_that_the_stack_file_names()
    {
        var settings = Previews.SettingsOf("prod", Name);
        var run = await new StackRun
        {
            Settings = settings with { Cluster = settings.Cluster with { Issuer = "letsencrypt-prod" } },
        }.RunAsync();
        Assert.Equal("letsencrypt-prod", RenderedStack.Of(run.Plan).Object("Certificate car-api").Text("spec.issuerRef.name"));
    }

    [Theory]
    [InlineData("stage", "api.stage.example.com")]
    [InlineData("prod", "api.example.com")]
    public async Task A_client_address_gets_10_requests_a_second_and_a_burst_of_20_below_api(string environment, string host)
    {
        var edge = await RenderedEdge.OfAsync(environment, Name);
        Assert.All(["/api", "/api/v1/cars/"], path =>
        {
            var limit = edge.MiddlewareOf(new EdgeRequest(host, path), "rateLimit");
            Assert.Equal((10, 20, "1s"), (limit.Number("average"), limit.Number("burst"), limit.Text("period")));
            Assert.NotNull(limit.At("sourceCriterion.ipStrategy"));
        });
        // What is not below it is limited as a website is.
        Assert.All(["/", "/docs", "/apis"], path =>
            Assert.Equal(400, edge.MiddlewareOf(new EdgeRequest(host, path), "rateLimit").Number("burst")));
    }

    [Theory]
    [MemberData(nameof(Environments))]
    public async Task TLS_is_1_2_or_1_3(string environment)
    {
        var rendered = await RenderedStack.OfAsync(environment, Name);
        var options = rendered.Object("TLSOption tls");
        Assert.Equal("VersionTLS12", options.Text("spec.minVersion"));
        Assert.Null(options.At("spec.maxVersion"));
        Assert.Equal(
            ("tls", options.Text("metadata.namespace")),
            (
                rendered.Object("IngressRoute car-api").Text("spec.tls.options.name"),
                rendered.Object("IngressRoute car-api").Text("spec.tls.options.namespace")));
    }

    [Theory]
    [MemberData(nameof(Environments))]
    public async Task Answers_deny_frames_and_sniffing_and_demand_HTTPS_for_two_years(string environment)
    {
        var rendered = await RenderedStack.OfAsync(environment, Name);
        var headers = rendered.Object("Middleware security-headers").At("spec.headers");
        Assert.True(headers.IsTrue("frameDeny"));
        Assert.True(headers.IsTrue("contentTypeNosniff"));
        Assert.Equal(63072000, headers.Number("stsSeconds"));
        Assert.True(headers.IsTrue("stsIncludeSubdomains"));
        Assert.True(headers.IsTrue("stsPreload"));
        // X-XSS-Protection: 1; mode=block.
        Assert.True(headers.IsTrue("browserXssFilter"));
        Assert.Contains("security-headers", MiddlewaresOf(rendered.Object("IngressRoute car-api")));
    }

    [Theory]
    [MemberData(nameof(Domains))]
    public async Task Pages_of_the_domain_may_call_the_API_and_no_others(string environment, string domain)
    {
        var headers = (await RenderedEdge.OfAsync(environment, Name))
            .MiddlewareOf(new EdgeRequest($"api.{domain}", "/api/v1/cars/"), "headers");
        Assert.Equal([$"https://{domain}"], Texts(headers!, "accessControlAllowOriginList"));
        Assert.Equal(["Authorization", "Content-Type"], Texts(headers!, "accessControlAllowHeaders"));
        // The same as without CORS.
        Assert.True(headers.IsTrue("frameDeny") && headers.IsTrue("stsPreload") && headers.IsTrue("browserXssFilter"));
    }

    [Theory]
    [MemberData(nameof(Domains))]
    public async Task The_edge_waits_for_60_seconds_and_does_not_log_probes(string environment, string domain)
    {
        var (rendered, edge) = (await RenderedStack.OfAsync(environment, Name), await RenderedEdge.OfAsync(environment, Name));
        Assert.All(["/api/v1/cars/", "/docs", "/health_check"], path =>
        {
            var target = Assert.Single(edge.RouteOf(new EdgeRequest($"api.{domain}", path))!.Items("services"));
            var transport = rendered.Object($"ServersTransport {target.Text("serversTransport")}");
            Assert.Equal("60s", transport.Text("spec.forwardingTimeouts.responseHeaderTimeout"));
            Assert.Equal(path == "/health_check", edge.RouteOf(new EdgeRequest($"api.{domain}", path))!["observability"] is not null);
        });
        Assert.False(edge.RouteOf(new EdgeRequest($"api.{domain}", "/health_check"))!.IsTrue("observability.accessLogs"));
    }

    [Theory]
    [MemberData(nameof(Domains))]
    public async Task Static_files_are_cached_for_a_year_and_nothing_else_is(string environment, string domain)
    {
        var edge = await RenderedEdge.OfAsync(environment, Name);
        Assert.Contains("cache.year", NamesOf("/static/logo.svg"));
        Assert.All(["/", "/api/v1/cars/", "/api/static/x", "/health_check", "/docs"], path =>
            Assert.DoesNotContain("cache.year", NamesOf(path)));

        IEnumerable<string> NamesOf(string path)
            => edge.MiddlewaresOf(new EdgeRequest($"api.{domain}", path)).Select(middleware => middleware.Name);
    }

    [Theory]
    [MemberData(nameof(Domains))]
    public async Task Configuration_is_in_a_ConfigMap_and_each_secret_in_a_Secret(string environment, string domain)
    {
        var rendered = await RenderedStack.OfAsync(environment, Name);
        Assert.Equal(
            [
                // Probes and scrapes come by the pod's address, which Kubernetes puts in.
                ("ALLOWED_HOSTS", $"""["{domain}","api.{domain}","$(POD_IP)"]"""),
                ("CORS_ORIGINS", $"""["https://{domain}"]"""),
                ("FORWARDED_ALLOW_IPS", "*"),
                ("JWT_ALGORITHM", "HS256"),
                ("JWT_EXPIRATION_MINUTES", "30"),
                ("LOG_LEVEL", "INFO"),
                ("MAX_CONNECTIONS", "100"),
                ("POD_IP", "status.podIP"),
                ("WORKERS", "4"),
            ],
            rendered.Config(Name).Select(variable => (variable.Key, variable.Value)).Order());
        Assert.Equal(["DATABASE_URL", "JWT_SECRET_KEY", "REDIS_URL"], rendered.Secrets(Name).Keys.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Environments))]
    public async Task The_revision_of_the_database_is_seen_after_the_migration_and_before_the_rollout(string environment)
    {
        var rendered = await RenderedStack.OfAsync(environment, Name);
        Assert.Contains("alembic current", Texts(rendered.Container("verify-migration"), "command")[^1], StringComparison.Ordinal);
        Assert.True(rendered.IsAfter("Job verify-migration", "Job migrate"));
        Assert.True(rendered.IsAfter("Deployment car-api", "Job verify-migration"));
    }

    [Theory]
    [InlineData("car-api-car-api-secrets")]
    [InlineData("car-api-migrate-secrets")]
    public async Task The_database_URL_has_the_form_that_the_driver_and_alembic_read(string secret)
    {
        var url = (await RunAsync()).Inputs(secret)["stringData.DATABASE_URL"];
        Assert.Equal(
            "postgresql+psycopg://car_api:pg0@postgres-rw.car-api-prod.svc:5432/car_api"
                + "?sslmode=verify-full&sslrootcert=/etc/postgres-ca/ca.crt",
            url);
        // Alembic's file of settings takes it for the start of a variable.
        Assert.DoesNotContain('%', url);
    }

    [Fact]
    public async Task The_key_of_tokens_has_64_characters_and_none_that_needs_quoting()
    {
        var run = await RunAsync();
        var key = Assert.Single(run.Registered, args => args.Name == "jwt-secret-key-g1");
        Assert.Equal(("random:index/randomPassword:RandomPassword", 64d, false), (key.Type, key.Inputs["length"], key.Inputs["special"]));
        Assert.Equal("jwt0", run.Inputs("car-api-car-api-secrets")["stringData.JWT_SECRET_KEY"]);
    }

    [Fact]
    public async Task The_address_of_Sentry_is_there_once_it_is_set()
    {
        var run = await RunAsync(settings => settings with { SuppliedSecrets = settings.SuppliedSecrets.Add("SENTRY_DSN") });
        Assert.Equal("value of SENTRY_DSN", run.Inputs("car-api-car-api-secrets")["stringData.SENTRY_DSN"]);
        Assert.DoesNotContain("stringData.SENTRY_DSN", run.Inputs("car-api-migrate-secrets").Keys);
    }

    [Theory]
    [MemberData(nameof(Environments))]
    public async Task The_migration_gets_what_the_settings_of_the_application_do_not_load_without(string environment)
    {
        var rendered = await RenderedStack.OfAsync(environment, Name);
        Assert.Equal(["DATABASE_URL", "JWT_SECRET_KEY"], rendered.Secrets("migrate").Keys.Order(StringComparer.Ordinal));
        Assert.Equal(
            [("JWT_ALGORITHM", "HS256"), ("JWT_EXPIRATION_MINUTES", "30"), ("LOG_LEVEL", "INFO")],
            rendered.Config("migrate").Select(variable => (variable.Key, variable.Value)).Order());
    }

    [Theory]
    [MemberData(nameof(Environments))]
    public async Task A_backup_is_completed_before_the_migration_and_that_before_the_rollout(string environment)
    {
        var rendered = await RenderedStack.OfAsync(environment, Name);
        Assert.Equal(["alembic", "upgrade", "head"], Texts(rendered.Container("migrate"), "command"));
        Assert.True(rendered.IsAfter("Job postgres-before-migrate", "Job postgres-rollout"));
        Assert.True(rendered.IsAfter("Job migrate", "Job postgres-before-migrate"));
        Assert.True(rendered.IsAfter("Deployment car-api", "Job migrate"));
    }

    [Theory]
    [MemberData(nameof(Environments))]
    public async Task Each_migration_has_a_backup_of_its_own(string environment)
    {
        var rendered = await RenderedStack.OfAsync(environment, Name);
        Assert.Equal(
            $"postgres-before-{rendered.Object("Job migrate").Text("metadata.name")}",
            rendered.Object("Job postgres-before-migrate").Text("metadata.name"));
    }

    [Theory]
    [MemberData(nameof(Environments))]
    public async Task Metrics_are_scraped_and_not_public(string environment)
    {
        var rendered = await RenderedStack.OfAsync(environment, Name);
        var monitor = rendered.Object("PodMonitor car-api").At("spec");
        Assert.Equal(
            ("/metrics", "http"),
            Assert.Single(monitor.Items("podMetricsEndpoints").Select(endpoint => (endpoint.Text("path"), endpoint.Text("port")))));
        Assert.Equal(Name, Assert.Single(monitor.Texts("selector.matchLabels")).Value);
        Assert.All(rendered.Object("IngressRoute car-api").Items("spec.routes"), rule =>
            Assert.EndsWith(" && !Path(`/metrics`) && !PathPrefix(`/metrics/`)", rule.Text("match"), StringComparison.Ordinal));
    }

    private static string[] Texts(JsonNode node, string path) => [.. node.Items(path).Select(item => item.ToString())];

    private static IEnumerable<string> MiddlewaresOf(JsonNode route)
        => route.Items("spec.routes").Last().Items("middlewares").Select(middleware => middleware.Text("name"));

    private static Task<StackRunResult> RunAsync(Func<StackSettings, StackSettings>? edit = null)
    {
        var settings = Previews.SettingsOf("prod", Name);
        return new StackRun
        {
            Settings = edit?.Invoke(settings) ?? settings,
            Answer = args => args.Name switch
            {
                "postgres-owner-password-g1" => new() { ["result"] = "pg0" },
                "jwt-secret-key-g1" => new() { ["result"] = "jwt0" },
                _ => null,
            },
        }.RunAsync();
    }
}
