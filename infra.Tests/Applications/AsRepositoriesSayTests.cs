using System.Text.Json.Nodes;
using StackPreview.Json;

namespace Infra.Tests.Applications;

/// <summary>
/// What the applications' repositories say of their images, one fact a test, as the manifests of prod state it: names, paths and values
/// are those of the images, written down here a second time.
/// </summary>
public sealed class AsRepositoriesSayTests
{
    // equivalence: keys are rows with a status; the three variables are read by the seed alone, which never runs in prod.
    [Fact]
    public async Task Equivalence_has_its_API_keys_made_known_by_a_job_that_somebody_starts()
    {
        var rendered = await RenderedStack.OfAsync("prod", "equivalence");
        Assert.True(rendered.Object("CronJob api-keys").IsTrue("spec.suspend"));
        Assert.Superset(
            new HashSet<string> { "ADMIN_API_KEY", "AUDITOR_API_KEY", "CLIENT_API_KEY", "API_KEY_SALT", "DATABASE_URL" },
            rendered.Secrets("api-keys").Keys.ToHashSet());
    }

    [Fact]
    public async Task Equivalence_has_both_generations_of_its_keys_while_they_overlap()
    {
        var run = await ApplicationRuns.RunAsync("equivalence", "prod", ("generations", """{"ADMIN_API_KEY": 2}"""));
        Assert.Contains("ADMIN_API_KEY_PREVIOUS", RenderedStack.Of(run.Plan).Secrets("api-keys").Keys);
        Assert.DoesNotContain("CLIENT_API_KEY_PREVIOUS", RenderedStack.Of(run.Plan).Secrets("api-keys").Keys);
    }

    // A key that the seed does not find is replaced by one that everybody can read in the repository.
    [Theory]
    [InlineData("dev")]
    [InlineData("stage")]
    public async Task Equivalence_gives_its_seed_every_key_so_that_none_is_the_repositorys(string stack)
        => Assert.Superset(
            new HashSet<string> { "ADMIN_API_KEY", "AUDITOR_API_KEY", "CLIENT_API_KEY", "DVP_API_KEY" },
            (await RenderedStack.OfAsync(stack, "equivalence")).Secrets("seed").Keys.ToHashSet());

    [Fact]
    public async Task Equivalence_never_seeds_in_prod()
        => Assert.DoesNotContain(
            (await RenderedStack.OfAsync("prod", "equivalence")).Titles,
            title => title.EndsWith(" seed", StringComparison.Ordinal));

    [Theory]
    [InlineData("dev", "development")]
    [InlineData("stage", "staging")]
    [InlineData("prod", "production")]
    public async Task Julia_blocks_messages_outside_production_but_those_to_a_list(string stack, string environment)
    {
        var run = await ApplicationRuns.RunAsync(
            "julia",
            stack,
            ("variables", """{"OUTBOUND_ALLOWLIST": "5511999990000,5511999990001"}"""));
        foreach (var workload in new[] { "julia-api", "julia-scheduler", "julia-fila" })
        {
            var config = RenderedStack.Of(run.Plan).Config(workload);
            Assert.Equal((environment, "5511999990000,5511999990001"), (config["APP_ENV"], config["OUTBOUND_ALLOWLIST"]));
        }
    }

    [Fact]
    public async Task Julia_signs_its_tokens_and_knows_its_own_address()
    {
        var run = await ApplicationRuns.RunAsync("julia", "prod");
        var key = Assert.Single(run.Registered, args => args.Name == "jwt-secret-key-g1");
        Assert.Equal(32d, key.Inputs["length"]);
        Assert.Contains("JWT_SECRET_KEY", RenderedStack.Of(run.Plan).Secrets("julia-api").Keys);
        var config = RenderedStack.Of(run.Plan).Config("julia-api");
        Assert.Equal(("https://julia.example.com", "https://julia.example.com"), (config["APP_BASE_URL"], config["CORS_ORIGINS"]));
    }

    [Fact]
    public async Task Julia_reads_its_plain_optional_variables_from_the_stack_file()
    {
        string[] names =
        [
            "CHATWOOT_ACCOUNT_ID", "CHATWOOT_INBOX_ID", "HORARIO_FIM", "HORARIO_INICIO", "LLM_MODEL", "LLM_MODEL_COMPLEX", "NOME_EMPRESA",
            "PILOT_MODE", "SLACK_CHANNEL",
        ];
        var values = string.Join(", ", names.Select(name => $"\"{name}\": \"7\""));
        var run = await ApplicationRuns.RunAsync("julia", "prod", ("variables", $"{{{values}}}"));
        var set = RenderedStack.Of(run.Plan).Config("julia-api");
        Assert.All(names, name => Assert.Equal("7", set[name]));
        var unset = (await RenderedStack.OfAsync("prod", "julia")).Config("julia-api");
        Assert.All(names, name => Assert.DoesNotContain(name, unset.Keys));
        Assert.Equal("http://chatwoot.julia-prod.svc:3000", unset["CHATWOOT_URL"]);
    }

    [Theory]
    [InlineData("CHATWOOT_API_KEY")]
    [InlineData("VOYAGE_API_KEY")]
    [InlineData("SLACK_BOT_TOKEN")]
    [InlineData("SLACK_SIGNING_SECRET")]
    public async Task Julia_has_a_secret_that_may_be_set_once_it_is_set(string secret)
    {
        Assert.DoesNotContain(secret, (await RenderedStack.OfAsync("prod", "julia")).Secrets("julia-api").Keys);
        Assert.Contains(
            secret,
            RenderedStack.Of((await ApplicationRuns.RunSupplyingAsync("julia", "prod", secret)).Plan).Secrets("julia-api").Keys);
    }

    [Fact]
    public async Task Julia_posts_to_Slack_with_the_platforms_webhook()
        => Assert.Equal(
            "value of SLACK_WEBHOOK_URL",
            (await ApplicationRuns.RunAsync("julia", "prod")).Inputs("julia-julia-api-secrets")["stringData.SLACK_WEBHOOK_URL"]);

    [Fact]
    public async Task Evolution_API_reports_to_julia_inside_the_cluster_and_is_called_back_there()
    {
        var config = (await RenderedStack.OfAsync("prod", "julia")).Config("evolution-api");
        Assert.Equal("true", config["WEBHOOK_GLOBAL_ENABLED"]);
        Assert.Equal("http://julia-api.julia-prod.svc:8000/webhook/evolution", config["WEBHOOK_GLOBAL_URL"]);
        // Chatwoot is given SERVER_URL/chatwoot/webhook/….
        Assert.Equal("http://evolution-api.julia-prod.svc:8080", config["SERVER_URL"]);
    }

    [Fact]
    public async Task Evolution_API_names_the_version_of_WhatsApp_that_the_stack_file_says()
    {
        Assert.DoesNotContain("CONFIG_SESSION_PHONE_VERSION", (await RenderedStack.OfAsync("prod", "julia")).Config("evolution-api").Keys);
        var run = await ApplicationRuns.RunAsync(
            "julia",
            "prod",
            ("companions", """{"evolution": {"variables": {"CONFIG_SESSION_PHONE_VERSION": "2.3000.1015901307"}}}"""));
        Assert.Equal("2.3000.1015901307", RenderedStack.Of(run.Plan).Config("evolution-api")["CONFIG_SESSION_PHONE_VERSION"]);
    }

    [Fact]
    public async Task Chatwoot_invites_by_mail_once_a_server_is_named()
    {
        const string Mail = """
            {"chatwoot": {"variables": {"SMTP_ADDRESS": "smtp.example.com", "SMTP_PORT": "587", "SMTP_USERNAME": "chat",
              "MAILER_SENDER_EMAIL": "chat@example.com"}}}
            """;
        var rendered = RenderedStack.Of((await ApplicationRuns.RunAsync("julia", "prod", ("companions", Mail))).Plan);
        foreach (var workload in new[] { "chatwoot", "chatwoot-sidekiq" })
        {
            var config = rendered.Config(workload);
            Assert.Equal(
                ("smtp.example.com", "587", "chat", "chat@example.com"),
                (config["SMTP_ADDRESS"], config["SMTP_PORT"], config["SMTP_USERNAME"], config["MAILER_SENDER_EMAIL"]));
        }

        Assert.DoesNotContain("SMTP_ADDRESS", (await RenderedStack.OfAsync("prod", "julia")).Config("chatwoot").Keys);
    }

    [Fact]
    public async Task CarApi_serves_on_8000_with_a_key_for_tokens()
    {
        var rendered = await RenderedStack.OfAsync("prod", "car-api");
        JsonAssert.Equal("""[{"name":"http","containerPort":8000}]""", rendered.Container("car-api")["ports"]);
        Assert.Contains("JWT_SECRET_KEY", rendered.Secrets("car-api").Keys);
        // Its migrations load the same settings.
        Assert.Contains("JWT_SECRET_KEY", rendered.Secrets("migrate").Keys);
    }

    [Fact]
    public async Task CarApi_answers_to_its_domain_its_host_and_the_pods_address()
    {
        var run = await ApplicationRuns.RunAsync("car-api", "prod");
        Assert.Equal(
            """["example.com","api.example.com","$(POD_IP)"]""",
            RenderedStack.Of(run.Plan).Config("car-api")["ALLOWED_HOSTS"]);
    }

    [Fact]
    public async Task CarApi_verifies_the_revision_after_its_migration()
    {
        var rendered = await RenderedStack.OfAsync("prod", "car-api");
        Assert.Contains("alembic current", rendered.Container("verify-migration")["command"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.True(rendered.IsAfter("Job verify-migration", "Job migrate"));
        Assert.True(rendered.IsAfter("Deployment car-api", "Job verify-migration"));
    }

    // The image's entry point would migrate, and fetch where it finds the variable.
    [Fact]
    public async Task Nica_fetches_its_models_before_it_starts_and_never_in_the_server()
    {
        var rendered = await RenderedStack.OfAsync("prod", "nica");
        JsonAssert.Equal(
            """["python","/opt/hf/prefetch_models.py"]""",
            Assert.Single(rendered.Pod("nica-backend").Spec.Items("initContainers"))["command"]);
        JsonAssert.Equal(
            """["uvicorn","src.app.main:app","--host","0.0.0.0","--port","8000"]""",
            rendered.Container("nica-backend")["command"]);
        Assert.DoesNotContain("HF_MODEL_REPOS", rendered.Config("nica-backend").Keys);
        Assert.DoesNotContain("RUN_DB_MIGRATIONS", rendered.Config("nica-backend").Keys);
    }

    [Fact]
    public async Task Nica_reads_its_models_where_they_were_put()
    {
        var rendered = await RenderedStack.OfAsync("prod", "nica");
        Assert.Equal("/var/huggingface/hub", rendered.Config("nica-backend")["HF_HUB_CACHE"]);
        var pod = rendered.Pod("nica-backend").Spec;
        var step = Assert.Single(pod.Items("initContainers"));
        var (fetched, read) = (VolumeAt(step), VolumeAt(rendered.Container("nica-backend")));
        Assert.Equal(fetched, read);

        static string VolumeAt(JsonNode container)
            => Assert.Single(container.Items("volumeMounts"), mount => mount.Text("mountPath") == "/var/huggingface").Text("name");
    }

    [Fact]
    public async Task Nica_sends_telemetry_once_its_address_is_set()
    {
        Assert.DoesNotContain("OTEL_EXPORTER_OTLP_ENDPOINT", (await RenderedStack.OfAsync("prod", "nica")).Secrets("nica-backend").Keys);
        var run = await ApplicationRuns.RunSupplyingAsync("nica", "prod", "OTEL_EXPORTER_OTLP_ENDPOINT");
        Assert.Contains("OTEL_EXPORTER_OTLP_ENDPOINT", RenderedStack.Of(run.Plan).Secrets("nica-backend").Keys);
    }

    [Fact]
    public async Task Nica_gives_its_pages_the_address_of_the_backend_and_no_secret()
    {
        var rendered = await RenderedStack.OfAsync("prod", "nica");
        Assert.NotEmpty(rendered.Config("nica-frontend")["API_BASE_URL"]);
        Assert.Empty(rendered.Secrets("nica-frontend"));
    }

    [Fact]
    public async Task GraphRag_is_smoke_tested_over_HTTP_with_what_its_image_has()
    {
        var container = (await RenderedStack.OfAsync("prod", "graphrag")).Container("smoke-test");
        var command = container["command"]!.AsArray().Select(word => word!.ToString()).ToList();
        Assert.Equal("node", command[0]);
        Assert.Contains("fetch(", command[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task GraphRag_imports_as_its_script_takes_the_file_and_counts_afterwards()
    {
        var rendered = await RenderedStack.OfAsync("prod", "graphrag");
        var steps = rendered.Pod("import-vectors").Spec.Items("initContainers").ToList();
        var import = Assert.Single(steps, step => step["command"]!.ToJsonString().Contains("qdrant_import.ts", StringComparison.Ordinal));
        // Without "--", which the script would take for the file.
        JsonAssert.Equal(
            """["node_modules/.bin/tsx","scripts/qdrant_import.ts","/tmp/vectors.json"]""",
            import["command"]);
        var config = rendered.Config("import-vectors", import.Text("name"));
        Assert.Equal(("768", "200"), (config["EMBEDDING_DIMENSION"], config["QDRANT_IMPORT_BATCH"]));
        Assert.Equal(config["QDRANT_IMPORT_COLLECTION"], rendered.Config("import-vectors")["QDRANT_IMPORT_COLLECTION"]);
    }

    [Theory]
    [InlineData("BUILT_IN_FORGE_API_URL")]
    [InlineData("BUILT_IN_FORGE_API_KEY")]
    [InlineData("SUPABASE_URL")]
    [InlineData("SUPABASE_SERVICE_KEY")]
    public async Task GraphRag_stores_uploads_once_a_store_is_set(string secret)
    {
        Assert.DoesNotContain(secret, (await RenderedStack.OfAsync("prod", "graphrag")).Secrets("graphrag").Keys);
        var run = await ApplicationRuns.RunSupplyingAsync("graphrag", "prod", secret);
        Assert.Contains(secret, RenderedStack.Of(run.Plan).Secrets("graphrag").Keys);
    }

    [Fact]
    public async Task GraphRag_asks_who_signs_in_where_the_stack_file_says()
    {
        var run = await ApplicationRuns.RunAsync("graphrag", "prod", ("variables", """{"OAUTH_SERVER_URL": "https://id.example.com"}"""));
        Assert.Equal("https://id.example.com", RenderedStack.Of(run.Plan).Config("graphrag")["OAUTH_SERVER_URL"]);
        Assert.DoesNotContain("OAUTH_SERVER_URL", (await RenderedStack.OfAsync("prod", "graphrag")).Config("graphrag").Keys);
    }

    [Fact]
    public async Task Counters_of_julias_rate_limit_are_reset_by_a_job_that_somebody_starts()
    {
        var rendered = await RenderedStack.OfAsync("prod", "julia");
        Assert.True(rendered.Object("CronJob reset-rate-limit").IsTrue("spec.suspend"));
        Assert.Equal("America/Sao_Paulo", rendered.Config("reset-rate-limit")["TZ"]);
        Assert.Contains("REDIS_URL", rendered.Secrets("reset-rate-limit").Keys);
    }
}
