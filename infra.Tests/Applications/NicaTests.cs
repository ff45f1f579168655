using System.Text.Json.Nodes;
using Infra.Tests.Support;
using StackPreview.Json;

namespace Infra.Tests.Applications;

/// <summary>The backend and the frontend of nica.</summary>
public sealed class NicaTests
{
    private const string Backend = "nica-backend";
    private const string Frontend = "nica-frontend";
    private const string Prefetch = "prefetch-models";
    private const string InternetAddress = "198.51.100.1";

    public static TheoryData<string> Stacks => ["dev", "stage", "prod"];

    [Theory]
    [InlineData("stage", Backend, 2, 4)]
    [InlineData("prod", Backend, 2, 6)]
    [InlineData("stage", Frontend, 2, 4)]
    [InlineData("prod", Frontend, 3, 10)]
    public async Task Backend_and_frontend_are_Deployments_that_scale_with_the_load(string stack, string name, int min, int max)
    {
        var rendered = await RenderedAsync(stack);
        Assert.Null(rendered.Object($"Deployment {name}").At("spec.replicas"));
        var spec = rendered.Object($"HorizontalPodAutoscaler {name}")["spec"];
        JsonAssert.Equal($$"""{"apiVersion":"apps/v1","kind":"Deployment","name":"{{name}}"}""", spec.At("scaleTargetRef"));
        Assert.Equal((min, max), (spec.Number("minReplicas"), spec.Number("maxReplicas")));
        Assert.Equal(
            [("cpu", 70), ("memory", 80)],
            spec.Items("metrics")
                .Select(metric => (metric.Text("resource.name"), metric.Number("resource.target.averageUtilization") ?? 0)));
    }

    [Fact]
    public async Task In_dev_one_of_each_runs_and_no_autoscaler()
    {
        var rendered = await RenderedAsync("dev");
        Assert.All([Backend, Frontend], name => Assert.Equal(1, rendered.Object($"Deployment {name}").Number("spec.replicas")));
        Assert.DoesNotContain(rendered.Titles, title => title.StartsWith("HorizontalPodAutoscaler ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(Backend, 8000)]
    [InlineData(Frontend, 3000)]
    public async Task Backend_and_frontend_have_Services(string name, int port)
    {
        var rendered = await RenderedAsync("prod");
        JsonAssert.Equal($$"""[{"name":"http","containerPort":{{port}}}]""", rendered.Container(name)["ports"]);
        var spec = rendered.Object($"Service {name}")["spec"];
        JsonAssert.Equal($$"""[{"name":"http","port":{{port}},"targetPort":"http"}]""", spec.At("ports"));
        Assert.Equal(name, Assert.Single(spec.Texts("selector")).Value);
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task The_frontend_is_asked_for_its_health(string stack)
    {
        var container = (await RenderedAsync(stack)).Container(Frontend);
        JsonAssert.Equal(
            """{"httpGet":{"path":"/","port":"http"},"periodSeconds":10,"timeoutSeconds":5,"failureThreshold":6}""",
            container["livenessProbe"]);
        JsonAssert.Equal(
            """{"httpGet":{"path":"/","port":"http"},"periodSeconds":5,"timeoutSeconds":5,"failureThreshold":3}""",
            container["readinessProbe"]);
    }

    [Theory]
    [InlineData("dev", "https://api.dev.example.com")]
    [InlineData("stage", "https://api.stage.example.com")]
    [InlineData("prod", "https://api.example.com")]
    public async Task The_frontend_gets_the_address_of_the_backend_and_nothing_else(string stack, string address)
    {
        var rendered = await RenderedAsync(stack);
        Assert.Equal(
            new Dictionary<string, string> { ["API_BASE_URL"] = address, ["HOME"] = "/tmp", ["NEXT_TELEMETRY_DISABLED"] = "1" },
            rendered.Config(Frontend));
        Assert.Empty(rendered.Secrets(Frontend));
        Assert.Equal(
            $"Host(`{address["https://".Length..]}`)",
            rendered.Object($"IngressRoute {Backend}").Items("spec.routes").Last().Text("match"));
    }

    [Theory]
    [InlineData("dev", "app.dev.example.com")]
    [InlineData("prod", "app.example.com")]
    public async Task On_the_host_of_its_pages_the_API_is_at_its_path_and_the_pages_at_the_rest(string stack, string host)
    {
        var rules = (await RenderedAsync(stack)).Object($"IngressRoute {Frontend}").Items("spec.routes").ToList();
        Assert.Equal(
            [
                ($"Host(`{host}`) && (Path(`/_next/static`) || PathPrefix(`/_next/static/`))", Frontend, 3000),
                ($"Host(`{host}`) && (Path(`/api/v1`) || PathPrefix(`/api/v1/`))", Backend, 8000),
                ($"Host(`{host}`)", Frontend, 3000),
            ],
            rules.Select(rule =>
            {
                var service = rule.Items("services").Single();
                return (rule.Text("match"), service.Text("name"), service.Number("port"));
            }));
        // Without a priority, Traefik takes the length of the rule for it.
        Assert.Null(rules[^1]["priority"]);
        Assert.Equal([2, 1], rules.SkipLast(1).Select(rule => rule.Number("priority") - rules[^1].Text("match").Length));
    }

    [Theory]
    [InlineData("migrate-seed", """["python","-m","src.database.cli","migrate-seed","--url","$(DATABASE_URL)"]""")]
    [InlineData("healthcheck", """["python","-m","src.database.cli","healthcheck","--url","$(DATABASE_URL)"]""")]
    public async Task Migration_and_health_check_run_the_database_command_of_the_backend_image(string job, string command)
    {
        var rendered = await RenderedAsync("prod");
        JsonAssert.Equal(command, rendered.Container(job)["command"]);
        Assert.Equal(rendered.Container(Backend).Text("image"), rendered.Container(job).Text("image"));
        Assert.Equal(["DATABASE_URL"], rendered.Secrets(job).Keys);
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task The_database_is_migrated_and_seeded_before_the_rollout(string stack)
    {
        var rendered = await RenderedAsync(stack);
        Assert.True(rendered.IsAfter("Job migrate-seed", "Job postgres-rollout"));
        Assert.All([Backend, Frontend], name => Assert.True(rendered.IsAfter($"Deployment {name}", "Job migrate-seed")));
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task The_database_is_checked_after_the_rollout(string stack)
    {
        var rendered = await RenderedAsync(stack);
        Assert.All([Backend, Frontend], name => Assert.True(rendered.IsAfter("Job healthcheck", $"Deployment {name}")));
        Assert.False(rendered.IsAfter($"Deployment {Backend}", "Job healthcheck"));
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task The_backend_has_its_secrets_in_a_Secret(string stack)
        => Assert.Equal(
            ["AUTH_SECRET", "DATABASE_URL", "REDIS_URL"],
            (await RenderedAsync(stack)).Secrets(Backend).Keys.Order(StringComparer.Ordinal));

    [Fact]
    public async Task The_secrets_have_the_form_that_the_backend_reads()
    {
        var run = await new StackRun
        {
            Settings = Previews.SettingsOf("prod", "nica"),
            Answer = args =>
                args.Name is "auth-secret-g1" or "postgres-owner-password-g1" or "redis-app-password-g1"
                    ? new() { ["result"] = $"of-{args.Name}" }
                    : null,
        }.RunAsync();
        const string DatabaseUrl =
            "postgresql://nica:of-postgres-owner-password-g1@postgres-rw.nica-prod.svc:5432/nica"
                + "?sslmode=verify-full&sslrootcert=/etc/postgres-ca/ca.crt";
        var secrets = run.Inputs("nica-nica-backend-secrets");
        Assert.Equal(
            ("random:index/randomPassword:RandomPassword", "64"),
            (run.Registered.Single(args => args.Name == "auth-secret-g1").Type, run.Inputs("auth-secret-g1")["length"]));
        Assert.Equal("of-auth-secret-g1", secrets["stringData.AUTH_SECRET"]);
        Assert.Equal("redis://app:of-redis-app-password-g1@redis.nica-prod.svc:6379/0", secrets["stringData.REDIS_URL"]);
        Assert.All(
            ["nica-nica-backend-secrets", "nica-migrate-seed-secrets", "nica-healthcheck-secrets"],
            name => Assert.Equal(DatabaseUrl, Uri.UnescapeDataString(run.Inputs(name)["stringData.DATABASE_URL"])));
    }

    [Fact]
    public async Task Another_AUTH_SECRET_restarts_the_backend_alone()
        => Assert.Equal(
            ["auth-secret-g2", "nica-nica-backend-deployment", "nica-nica-backend-secrets"],
            await ApplicationRuns.ChangedByRotatingAsync("nica", "prod", "AUTH_SECRET"));

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
        Assert.Contains("OTEL_SERVICE_NAME", plain);
        string[] secret = ["AUTH_SECRET", "DATABASE_URL", "REDIS_URL", "OTEL_EXPORTER_OTLP_ENDPOINT", "HUGGINGFACE_TOKEN"];
        Assert.Empty(plain.Intersect(secret));
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task The_backend_is_asked_for_its_health(string stack)
    {
        var container = (await RenderedAsync(stack)).Container(Backend);
        JsonAssert.Equal(
            """{"httpGet":{"path":"/healthcheck","port":"http"},"periodSeconds":5,"timeoutSeconds":5,"failureThreshold":60}""",
            container["startupProbe"]);
        JsonAssert.Equal(
            """{"httpGet":{"path":"/healthcheck","port":"http"},"periodSeconds":10,"timeoutSeconds":5,"failureThreshold":6}""",
            container["livenessProbe"]);
        JsonAssert.Equal(
            """{"httpGet":{"path":"/healthcheck","port":"http"},"periodSeconds":5,"timeoutSeconds":5,"failureThreshold":3}""",
            container["readinessProbe"]);
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task What_runs_the_backend_image_tells_who_and_where_it_is(string stack)
    {
        var rendered = await RenderedAsync(stack);
        Assert.All([Backend, "migrate-seed", "healthcheck"], workload =>
        {
            var config = rendered.Config(workload);
            Assert.Equal(
                ("nica-backend", $"deployment.environment.name={stack},service.instance.id=$(POD_NAME)", "metadata.name"),
                (config["OTEL_SERVICE_NAME"], config["OTEL_RESOURCE_ATTRIBUTES"], config["POD_NAME"]));
            Assert.Equal("/app/backend:/app/backend/src", config["PYTHONPATH"]);
        });
    }

    [Fact]
    public async Task The_address_of_the_exporter_is_a_secret_that_may_be_set()
    {
        var run = await ApplicationRuns.RunSupplyingAsync("nica", "prod", "OTEL_EXPORTER_OTLP_ENDPOINT");
        Assert.All(
            ["nica-nica-backend-secrets", "nica-migrate-seed-secrets", "nica-healthcheck-secrets"],
            name => Assert.Equal("value of OTEL_EXPORTER_OTLP_ENDPOINT", run.Inputs(name)["stringData.OTEL_EXPORTER_OTLP_ENDPOINT"]));
        Assert.DoesNotContain("OTEL_EXPORTER_OTLP_ENDPOINT", (await RenderedAsync("prod")).Secrets(Backend).Keys);
        Assert.DoesNotContain("infra:OTEL_EXPORTER_OTLP_ENDPOINT", Previews.SettingsOf("prod", "nica").Unset.Select(unset => unset.Key));
    }

    [Theory]
    [InlineData(Backend)]
    [InlineData("migrate-seed")]
    [InlineData("healthcheck")]
    public async Task What_exports_reaches_the_internet_over_HTTPS(string workload)
    {
        var network = await StackNetwork.OfAsync("prod", "nica");
        Assert.True(network.ReachesAddress(workload, InternetAddress, 443));
        Assert.False(network.ReachesAddress(workload, InternetAddress, 80));
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task The_model_cache_is_a_volume_that_all_backends_share(string stack)
    {
        var rendered = await RenderedAsync(stack);
        JsonAssert.Equal(
            """{"accessModes":["ReadWriteMany"],"resources":{"requests":{"storage":"20Gi"}}}""",
            rendered.Object("PersistentVolumeClaim hf-cache")["spec"]);
        Assert.Equal(
            "hf-cache",
            Assert
                .Single(rendered.Pod(Backend).Spec.Items("volumes"), volume => volume.Text("name") == "hf-cache")
                .Text("persistentVolumeClaim.claimName"));
        Assert.Equal(("/var/huggingface", true), MountOf(rendered.Container(Backend), "hf-cache"));
        Assert.Equal(("/var/huggingface", false), MountOf(rendered.Container(Backend, Prefetch), "hf-cache"));
        Assert.DoesNotContain(rendered.Container(Frontend).Items("volumeMounts"), mount => mount.Text("name") == "hf-cache");
    }

    [Theory]
    [InlineData("dev", false)]
    [InlineData("stage", false)]
    [InlineData("prod", true)]
    public async Task The_model_cache_is_protected_in_prod(string stack, bool isProtected)
        => Assert.Equal(isProtected, (await Previews.OfAsync(stack, "nica")).Plan.Find("PersistentVolumeClaim hf-cache").Options.Protect);

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task Models_are_fetched_before_the_backend_starts(string stack)
    {
        var rendered = await RenderedAsync(stack);
        var step = Assert.Single(rendered.Pod(Backend).Spec.Items("initContainers"));
        Assert.Equal(Prefetch, step.Text("name"));
        JsonAssert.Equal("""["python","/opt/hf/prefetch_models.py"]""", step["command"]);
        Assert.Equal(rendered.Container(Backend).Text("image"), step.Text("image"));
        Assert.Equal(
            new Dictionary<string, string>
            {
                ["HF_HOME"] = "/var/huggingface",
                ["HF_MODEL_REPOS"] = "sentence-transformers/all-MiniLM-L6-v2",
                ["HF_REVISION"] = "main",
            },
            rendered.Config(Backend, Prefetch));
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task The_backend_reads_the_models_that_were_fetched_and_fetches_none(string stack)
    {
        var rendered = await RenderedAsync(stack);
        var config = rendered.Config(Backend);
        // What is fetched into a home is in its folder `hub`.
        Assert.Equal(("/var/huggingface/hub", "1"), (config["HF_HUB_CACHE"], config["HF_HUB_OFFLINE"]));
        Assert.Empty(config.Keys.Intersect(["HF_MODEL_REPOS", "HF_REVISION", "RUN_DB_MIGRATIONS"]));
        JsonAssert.Equal(
            """["uvicorn","src.app.main:app","--host","0.0.0.0","--port","8000"]""",
            rendered.Container(Backend)["command"]);
    }

    [Fact]
    public async Task A_stack_can_name_other_models()
    {
        var rendered = RenderedStack.Of(
            (
                await ApplicationRuns.RunAsync(
                    "nica",
                    "prod",
                    ("variables", """{"HF_MODEL_REPOS": "intfloat/multilingual-e5-small", "HF_REVISION": "v2"}"""))
            ).Plan);
        var config = rendered.Config(Backend, Prefetch);
        Assert.Equal(("intfloat/multilingual-e5-small", "v2"), (config["HF_MODEL_REPOS"], config["HF_REVISION"]));
    }

    [Fact]
    public async Task The_token_is_a_file_that_the_fetching_alone_reads()
    {
        var run = await ApplicationRuns.RunSupplyingAsync("nica", "prod", "HUGGINGFACE_TOKEN");
        var rendered = RenderedStack.Of(run.Plan);
        var step = rendered.Container(Backend, Prefetch);
        var mount = Assert.Single(step.Items("volumeMounts"), mount => mount.Text("mountPath") == "/run/secrets");
        Assert.True(mount.IsTrue("readOnly"));
        var volume = Assert.Single(rendered.Pod(Backend).Spec.Items("volumes"), volume => volume.Text("name") == mount.Text("name"));
        JsonAssert.Equal("""[{"key":"file-0","path":"huggingface_token"}]""", volume.At("secret.items"));
        Assert.Equal(0b100_100_000, volume.Number("secret.defaultMode"));
        Assert.Equal("value of HUGGINGFACE_TOKEN", run.Inputs("nica-nica-backend-prefetch-models-files")["stringData.file-0"]);
        Assert.DoesNotContain(rendered.Container(Backend).Items("volumeMounts"), one => one.Text("mountPath") == "/run/secrets");
        Assert.DoesNotContain("HUGGINGFACE_TOKEN", rendered.Secrets(Backend).Keys.Concat(rendered.Secrets(Backend, Prefetch).Keys));
    }

    [Fact]
    public async Task Public_models_take_no_token()
    {
        Assert.DoesNotContain((await RenderedAsync("prod")).Container(Backend, Prefetch).Items("volumeMounts"), mount =>
            mount.Text("mountPath") == "/run/secrets");
        Assert.DoesNotContain("infra:HUGGINGFACE_TOKEN", Previews.SettingsOf("prod", "nica").Unset.Select(unset => unset.Key));
    }

    [Fact]
    public async Task Backend_and_frontend_are_images_of_their_own_built_from_the_project()
    {
        using var folder = new ScratchFolder();
        Directory.CreateDirectory(folder.PathOf("frontend"));
        string[] files = [folder.PathOf("Dockerfile"), folder.PathOf("frontend/Dockerfile")];
        foreach (var file in files)
            await File.WriteAllTextAsync(file, "FROM scratch");

        var run = await ApplicationRuns.RunAsync(
            "nica",
            "dev",
            ("release", $$"""{"build": "{{folder.Path}}"}"""),
            ("registry", """{"server": "registry.example.com"}"""));
        var images = run
            .Registered.Where(args => args.Type == "docker:index/image:Image")
            .Select(args => run.Inputs(args.Name!))
            .OrderBy(image => image["imageName"], StringComparer.Ordinal)
            .ToList();
        Assert.Equal(
            ["registry.example.com/nica-backend:dev", "registry.example.com/nica-frontend:dev"],
            images.Select(image => image["imageName"]));
        Assert.Equal(files, images.Select(image => Path.GetFullPath(image["build.dockerfile"])));
        // One image for all environments, whose pages call the host that they come from.
        Assert.Equal("", images[1]["build.args.NEXT_PUBLIC_API_URL"]);
    }

    private static (string Path, bool IsReadOnly) MountOf(JsonNode container, string volume)
    {
        var mount = Assert.Single(container.Items("volumeMounts"), mount => mount.Text("name") == volume);
        return (mount.Text("mountPath"), mount.IsTrue("readOnly"));
    }

    private static Task<RenderedStack> RenderedAsync(string stack) => RenderedStack.OfAsync(stack, "nica");
}
