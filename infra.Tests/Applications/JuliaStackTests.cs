using System.Text.Json.Nodes;
using Infra.Tests.Support;
using StackPreview.Json;

namespace Infra.Tests.Applications;

/// <summary>
/// What stands around the workloads of julia: Redis, Supabase, the edge, secrets. Who reaches whom is in <see cref="JuliaPathTests"/>.
/// </summary>
public sealed class JuliaStackTests
{
    private static readonly string[] OwnWorkloads = ["julia-api", "julia-scheduler", "julia-fila"];

    public static TheoryData<string> Stacks => ["dev", "stage", "prod"];

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task Redis_writes_each_change_to_a_file_on_a_volume(string stack)
    {
        var rendered = await RenderedAsync(stack);
        Assert.Contains(
            "\nappendonly yes\n",
            rendered.Object("ConfigMap redis-config")["data"]!["redis.conf"]!.ToString(),
            StringComparison.Ordinal);
        Assert.Equal(
            "/data",
            Assert
                .Single(rendered.Container("redis", "server").Items("volumeMounts"), mount => mount.Text("name") == "data")
                .Text("mountPath"));
        var claim = Assert.Single(rendered.Object("StatefulSet redis").Items("spec.volumeClaimTemplates"));
        Assert.Equal("data", claim.Text("metadata.name"));
    }

    [Theory]
    [InlineData("valkey", "docker.io/valkey/valkey")]
    [InlineData("redis", "docker.io/library/redis")]
    public async Task Redis_is_of_version_7_or_later(string engine, string image)
    {
        var rendered = RenderedStack.Of(
            (await ApplicationRuns.RunAsync("julia", "prod", ("redis", $$"""{"engine": "{{engine}}"}"""))).Plan);
        var parts = rendered.Container("redis", "server").Text("image").Split(':');
        Assert.Equal(image, parts[0]);
        Assert.True(int.Parse(parts[1].Split('.')[0]) >= 7, parts[1]);
    }

    [Fact]
    public async Task The_workloads_share_the_first_database_of_the_own_Redis()
    {
        var run = await new StackRun
        {
            Settings = Previews.SettingsOf("prod", "julia"),
            Answer = args => args.Name == "redis-app-password-g1" ? new() { ["result"] = "of-redis" } : null,
        }.RunAsync();
        Assert.All(OwnWorkloads, workload =>
            Assert.Equal(
                "redis://app:of-redis@redis.julia-prod.svc:6379/0",
                run.Inputs($"julia-{workload}-secrets")["stringData.REDIS_URL"]));
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task Julia_has_no_database_of_its_own(string stack)
    {
        var preview = await Previews.OfAsync(stack, "julia");
        Assert.Equal(["chatwoot-postgres"], preview.Plan.OfKind("Cluster").Select(cluster => cluster.ObjectName));
        Assert.All(["postgresUrl", "postgresReadOnlyUrl", "postgresHost", "postgresCaSecret"], output =>
            Assert.Null(preview.Plan.Outputs[output]));
    }

    [Fact]
    public async Task The_address_and_the_key_of_Supabase_are_supplied()
    {
        var run = await new StackRun { Settings = Previews.SettingsOf("prod", "julia") }.RunAsync();
        Assert.All(OwnWorkloads, workload =>
        {
            var secrets = run.Inputs($"julia-{workload}-secrets");
            Assert.Equal(
                ("value of SUPABASE_URL", "value of SUPABASE_SERVICE_KEY"),
                (secrets["stringData.SUPABASE_URL"], secrets["stringData.SUPABASE_SERVICE_KEY"]));
        });
    }

    [Theory]
    [InlineData("SUPABASE_URL")]
    [InlineData("SUPABASE_SERVICE_KEY")]
    [InlineData("ANTHROPIC_API_KEY")]
    public void Nothing_is_deployed_before_what_must_be_supplied_is_set(string secret)
        => Assert.Contains($"infra:{secret}", Previews.SettingsOf("prod", "julia").Unset.Select(unset => unset.Key));

    [Theory]
    [InlineData("dev", "dev.example.com")]
    [InlineData("stage", "stage.example.com")]
    [InlineData("prod", "example.com")]
    public async Task Only_the_API_and_Chatwoot_are_reached_from_outside_and_over_HTTPS(string stack, string domain)
    {
        var rendered = await RenderedAsync(stack);
        var routes = rendered
            .Titles.Where(title => title.StartsWith("IngressRoute ", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);
        Assert.Equal(
            ["IngressRoute chatwoot", "IngressRoute chatwoot-redirect", "IngressRoute julia-api", "IngressRoute julia-api-redirect"],
            routes);
        // The API's other paths ask for no credentials.
        AssertSecure(
            "julia-api",
            $"julia.{domain}",
            " && (Path(`/health`) || PathPrefix(`/webhook`) || PathPrefix(`/handoff`) || PathPrefix(`/chatwoot`))");
        AssertSecure("chatwoot", $"chat.{domain}", "");

        void AssertSecure(string service, string host, string paths)
        {
            var spec = rendered.Object($"IngressRoute {service}")["spec"];
            JsonAssert.Equal("""["websecure"]""", spec.At("entryPoints"));
            Assert.Equal(($"{service}-tls", "tls"), (spec.Text("tls.secretName"), spec.Text("tls.options.name")));
            // Those before it are of single paths.
            Assert.Equal($"Host(`{host}`){paths}", spec.Items("routes").Last().Text("match"));
            Assert.Equal(host, Assert.Single(rendered.Object($"Certificate {service}").Items("spec.dnsNames")).ToString());
        }
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task Plain_HTTP_is_sent_to_HTTPS(string stack)
    {
        var rendered = await RenderedAsync(stack);
        JsonAssert.Equal(
            """{"redirectScheme":{"scheme":"https","permanent":true}}""",
            rendered.Object("Middleware redirect-to-https")["spec"]);
        Assert.Equal("VersionTLS12", rendered.Object("TLSOption tls").Text("spec.minVersion"));
        Assert.All(["julia-api", "chatwoot"], service =>
        {
            var spec = rendered.Object($"IngressRoute {service}-redirect")["spec"];
            JsonAssert.Equal("""["web"]""", spec.At("entryPoints"));
            Assert.Contains("redirect-to-https", MiddlewaresOf(spec));
        });
    }

    [Theory]
    [InlineData("dev", "dev.example.com")]
    [InlineData("prod", "example.com")]
    public async Task The_widget_alone_may_be_embedded(string stack, string domain)
    {
        var edge = await RenderedEdge.OfAsync(stack, "julia");
        var widget = edge.MiddlewareOf(new EdgeRequest($"chat.{domain}", "/widget"), "headers");
        Assert.Equal("frame-ancestors *", widget.Text("contentSecurityPolicy"));
        Assert.False(widget.IsTrue("frameDeny"));
        Assert.All(["/", "/app", "/cable", "/widgets"], path =>
            Assert.True(edge.MiddlewareOf(new EdgeRequest($"chat.{domain}", path), "headers").IsTrue("frameDeny")));
        // What is a stream is not held until it is complete.
        Assert.All(["buffering", "compress", "retry"], kind =>
            Assert.Null(edge.MiddlewareOf(new EdgeRequest($"chat.{domain}", "/cable"), kind)));
    }

    [Theory]
    [InlineData("dev", "dev.example.com", 250, 1000, 2000)]
    [InlineData("stage", "stage.example.com", 50, 200, 400)]
    [InlineData("prod", "example.com", 50, 200, 400)]
    public async Task The_edge_limits_webhooks_and_pages_as_such(string stack, string domain, int average, int webhooks, int pages)
    {
        var edge = await RenderedEdge.OfAsync(stack, "julia");
        Assert.Equal((average, webhooks), LimitOf($"julia.{domain}", "/webhook/evolution"));
        Assert.Equal((average, pages), LimitOf($"chat.{domain}", "/app"));
        Assert.Equal((average, pages), LimitOf($"chat.{domain}", "/cable"));

        (int?, int?) LimitOf(string host, string path)
        {
            var limit = edge.MiddlewareOf(new EdgeRequest(host, path), "rateLimit");
            return (limit.Number("average"), limit.Number("burst"));
        }
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
        Assert.Contains("LOG_LEVEL", plain);
        string[] secret =
        [
            "ANTHROPIC_API_KEY",
            "AUTHENTICATION_API_KEY",
            "EVOLUTION_API_KEY",
            "POSTGRES_PASSWORD",
            "REDIS_URL",
            "SECRET_KEY_BASE",
            "SUPABASE_SERVICE_KEY",
            "SUPABASE_URL",
            "users.acl",
        ];
        Assert.Empty(plain.Intersect(secret));
    }

    [Fact]
    public async Task A_new_key_of_Evolution_API_restarts_exactly_those_who_use_it()
        => Assert.Equal(
            [
                "evolution-api-key-g2",
                "evolution-evolution-api-secrets",
                "evolution-evolution-api-singleton",
                "julia-julia-api-deployment",
                "julia-julia-api-secrets",
                "julia-julia-fila-deployment",
                "julia-julia-fila-secrets",
                "julia-julia-scheduler-secrets",
                "julia-julia-scheduler-singleton",
            ],
            await ApplicationRuns.ChangedByRotatingAsync("julia", "prod", "EVOLUTION_API_KEY"));

    [Fact]
    public async Task A_new_password_of_Redis_restarts_exactly_Redis_and_its_clients()
        => Assert.Equal(
            [
                "julia-julia-api-deployment",
                "julia-julia-api-secrets",
                "julia-julia-fila-deployment",
                "julia-julia-fila-secrets",
                "julia-julia-scheduler-secrets",
                "julia-julia-scheduler-singleton",
                "julia-reset-rate-limit",
                "julia-reset-rate-limit-secrets",
                "redis-app-password-g2",
                "redis-backup-job",
                "redis-backup-password-g2",
                "redis-monitor-password-g2",
                "redis-server",
                "redis-users",
            ],
            await ApplicationRuns.ChangedByRotatingAsync("julia", "prod", "redis"));

    [Theory]
    [InlineData("ANTHROPIC_API_KEY")]
    [InlineData("SUPABASE_SERVICE_KEY")]
    public async Task A_new_third_party_key_restarts_exactly_those_who_use_it(string secret)
        => Assert.Equal(
            [
                "julia-julia-api-deployment",
                "julia-julia-api-secrets",
                "julia-julia-fila-deployment",
                "julia-julia-fila-secrets",
                "julia-julia-scheduler-secrets",
                "julia-julia-scheduler-singleton",
            ],
            await ApplicationRuns.ChangedBySupplyingAsync("julia", "prod", secret));

    [Fact]
    public async Task The_old_key_of_Evolution_API_is_given_to_nobody()
    {
        var rendered = RenderedStack.Of(
            (await ApplicationRuns.RunAsync("julia", "prod", ("generations", """{"EVOLUTION_API_KEY": 2}"""))).Plan);
        Assert.All([.. OwnWorkloads, "evolution-api"], workload =>
            Assert.DoesNotContain(rendered.Secrets(workload).Keys, name => name.EndsWith("_PREVIOUS", StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task Every_stack_passes_its_checks_in_a_namespace_of_its_own(string stack)
    {
        var preview = await Previews.OfAsync(stack, "julia");
        Assert.True(preview.IsPassed);
        Assert.Single(preview.Plan.OfKind("Namespace"), ns => ns.ObjectName == $"julia-{stack}");
        Assert.All(preview.Plan.Objects.Where(one => one.Kind != "Namespace"), one =>
            Assert.Equal($"julia-{stack}", one.Inputs.Text("metadata.namespace")));
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task There_is_a_Redis_for_julia_and_one_for_Chatwoot_and_no_Qdrant(string stack)
    {
        var sets = (await Previews.OfAsync(stack, "julia"))
            .Plan.OfKind("StatefulSet")
            .Select(set => set.ObjectName)
            .Order(StringComparer.Ordinal);
        Assert.Equal(["chatwoot-redis", "evolution-api", "julia-scheduler", "redis"], sets);
    }

    [Fact]
    public async Task Julia_and_each_companion_is_one_component()
    {
        var plan = (await Previews.OfAsync("prod", "julia")).Plan;
        Assert.Equal(
            ["julia", "evolution", "chatwoot"],
            plan.Resources.Where(resource => resource.Type == "infra:application:ApplicationProject").Select(resource => resource.Name));
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task There_are_alerts_for_everything_that_runs(string stack)
    {
        var titles = (await RenderedAsync(stack)).Titles;
        Assert.All(
            [.. OwnWorkloads, "evolution-api", "chatwoot", "chatwoot-sidekiq", "redis", "chatwoot-redis", "chatwoot-postgres", "volumes"],
            name => Assert.Contains($"PrometheusRule {name}", titles));
    }

    [Theory]
    [InlineData("dev", "https://julia.dev.example.com")]
    [InlineData("stage", "https://julia.stage.example.com")]
    [InlineData("prod", "https://julia.example.com")]
    public async Task The_stack_gives_out_its_address_and_its_Redis(string stack, string address)
    {
        var outputs = (await Previews.OfAsync(stack, "julia")).Plan.Outputs;
        Assert.Equal(
            (address, $"redis.julia-{stack}.svc", "[secret]"),
            (outputs["apiUrl"]!.ToString(), outputs["redisHost"]!.ToString(), outputs["redisUrl"]!.ToString()));
        Assert.Null(outputs["qdrantUrl"]);
    }

    private static IEnumerable<string> MiddlewaresOf(JsonNode? spec)
        => spec.Items("routes").SelectMany(route => route.Items("middlewares")).Select(middleware => middleware.Text("name"));

    private static Task<RenderedStack> RenderedAsync(string stack) => RenderedStack.OfAsync(stack, "julia");
}
