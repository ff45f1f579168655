using Infra.Tests.Support;
using StackPreview.Json;
using StackPreview.Plans;

namespace Infra.Tests.Applications;

/// <summary>Chatwoot beside julia, with a Postgres and a Redis of its own.</summary>
public sealed class ChatwootTests
{
    private const string Web = "chatwoot";
    private const string Sidekiq = "chatwoot-sidekiq";
    private const string Prepare = "chatwoot-prepare";

    private static readonly string[] All = [Web, Sidekiq, Prepare];

    public static TheoryData<string> Stacks => ["dev", "stage", "prod"];

    [Theory]
    [InlineData(Web, """["bundle","exec","rails","server","-p","3000","-b","0.0.0.0"]""")]
    [InlineData(Sidekiq, """["bundle","exec","sidekiq","-C","config/sidekiq.yml"]""")]
    [InlineData(Prepare, """["bundle","exec","rails","db:chatwoot_prepare"]""")]
    public async Task It_is_a_third_party_image_with_three_commands(string workload, string command)
    {
        var container = (await RenderedAsync("prod")).Container(workload);
        Assert.Equal("docker.io/chatwoot/chatwoot:v4.0.1", container.Text("image"));
        JsonAssert.Equal(command, container["command"]);
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task One_server_and_one_Sidekiq_run(string stack)
    {
        var rendered = await RenderedAsync(stack);
        Assert.All([Web, Sidekiq], workload =>
        {
            Assert.Equal(1, rendered.Object($"Deployment {workload}").Number("spec.replicas"));
            Assert.DoesNotContain($"HorizontalPodAutoscaler {workload}", rendered.Titles);
        });
        JsonAssert.Equal("""[{"name":"http","containerPort":3000}]""", rendered.Container(Web)["ports"]);
        Assert.Empty(rendered.Container(Sidekiq).Items("ports"));
    }

    [Theory]
    [InlineData("dev", "dev.example.com")]
    [InlineData("stage", "stage.example.com")]
    [InlineData("prod", "example.com")]
    public async Task All_three_have_the_plain_variables(string stack, string domain)
    {
        var rendered = await RenderedAsync(stack);
        Assert.All(All, workload => Assert.Equal(
            new Dictionary<string, string>
            {
                ["RAILS_ENV"] = "production",
                ["NODE_ENV"] = "production",
                ["INSTALLATION_ENV"] = "docker",
                ["RAILS_LOG_TO_STDOUT"] = "true",
                ["ENABLE_ACCOUNT_SIGNUP"] = "false",
                ["ACTIVE_STORAGE_SERVICE"] = "local",
                ["FRONTEND_URL"] = $"https://chat.{domain}",
                ["POSTGRES_HOST"] = $"chatwoot-postgres-rw.julia-{stack}.svc",
                ["POSTGRES_PORT"] = "5432",
                ["POSTGRES_DATABASE"] = "chatwoot",
                ["POSTGRES_USERNAME"] = "chatwoot",
                ["PGSSLMODE"] = "verify-full",
                ["PGSSLROOTCERT"] = "/etc/postgres-ca/ca.crt",
            },
            rendered.Config(workload).Where(variable => variable.Key != "POSTGRES_STATEMENT_TIMEOUT").ToDictionary()));
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task A_migration_may_take_longer_than_a_request(string stack)
    {
        var rendered = await RenderedAsync(stack);
        Assert.Equal("600s", rendered.Config(Prepare)["POSTGRES_STATEMENT_TIMEOUT"]);
        Assert.All([Web, Sidekiq], workload => Assert.DoesNotContain("POSTGRES_STATEMENT_TIMEOUT", rendered.Config(workload).Keys));
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task All_three_have_the_secret_variables_and_none_of_julia(string stack)
    {
        var rendered = await RenderedAsync(stack);
        Assert.All(All, workload =>
            Assert.Equal(
                ["POSTGRES_PASSWORD", "REDIS_URL", "SECRET_KEY_BASE"],
                rendered.Secrets(workload).Keys.Order(StringComparer.Ordinal)));
    }

    [Fact]
    public async Task Its_secrets_have_the_form_that_it_reads()
    {
        var run = await new StackRun
        {
            Settings = Previews.SettingsOf("prod", "julia"),
            Answer = args => args.Name switch
            {
                "chatwoot-secret-key-base-g1" => new() { ["hex"] = "c0ffee" },
                "chatwoot-redis-app-password-g1" => new() { ["result"] = "of-redis" },
                "chatwoot-postgres-owner-password-g1" => new() { ["result"] = "of-postgres" },
                _ => null,
            },
        }.RunAsync();
        Assert.Equal("64", run.Inputs("chatwoot-secret-key-base-g1")["length"]);
        Assert.Equal(
            ("chatwoot", "of-postgres"),
            (run.Inputs("chatwoot-postgres-owner")["stringData.username"], run.Inputs("chatwoot-postgres-owner")["stringData.password"]));
        Assert.All(All, workload =>
        {
            var secrets = run.Inputs($"chatwoot-{workload}-secrets");
            Assert.Equal("c0ffee", secrets["stringData.SECRET_KEY_BASE"]);
            Assert.Equal("of-postgres", secrets["stringData.POSTGRES_PASSWORD"]);
            Assert.Equal("redis://app:of-redis@chatwoot-redis.julia-prod.svc:6379/0", secrets["stringData.REDIS_URL"]);
        });
    }

    [Fact]
    public async Task Another_key_restarts_exactly_those_who_use_it()
    {
        var job = (await Previews.OfAsync("prod", "julia")).Plan.Find($"Job {Prepare}");
        // A job has run: a change of its template is not deployed.
        Assert.Equal("spec.template", Assert.Single(job.Options.IgnoreChanges));
        Assert.Equal(
            [
                "chatwoot-chatwoot-deployment",
                job.Name,
                "chatwoot-chatwoot-prepare-secrets",
                "chatwoot-chatwoot-secrets",
                "chatwoot-chatwoot-sidekiq-deployment",
                "chatwoot-chatwoot-sidekiq-secrets",
                "chatwoot-secret-key-base-g2",
            ],
            (await ApplicationRuns.ChangedByRotatingAsync("julia", "prod", "CHATWOOT_SECRET_KEY_BASE")).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("dev", 1)]
    [InlineData("stage", 2)]
    [InlineData("prod", 3)]
    public async Task It_has_a_Postgres_of_its_own_with_the_extensions_that_it_needs(string stack, int instances)
    {
        var spec = (await RenderedAsync(stack)).Object("Cluster chatwoot-postgres")["spec"];
        Assert.Equal(instances, spec.Number("instances"));
        Assert.Equal(
            ("chatwoot", "chatwoot", "chatwoot-postgres-owner"),
            (spec.Text("bootstrap.initdb.database"), spec.Text("bootstrap.initdb.owner"), spec.Text("bootstrap.initdb.secret.name")));
        Assert.All(["pg_stat_statements", "pg_trgm", "pgcrypto", "vector"], extension =>
            Assert.Contains(
                $"CREATE EXTENSION IF NOT EXISTS \"{extension}\"",
                spec.Items("bootstrap.initdb.postInitApplicationSQL").Select(statement => statement.ToString())));
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task It_has_a_Redis_of_its_own(string stack)
    {
        var rendered = await RenderedAsync(stack);
        Assert.Equal(1, rendered.Object("StatefulSet chatwoot-redis").Number("spec.replicas"));
        Assert.Equal("None", rendered.Object("Service chatwoot-redis").Text("spec.clusterIP"));
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task The_database_is_saved_and_prepared_before_a_new_version_starts(string stack)
    {
        var rendered = await RenderedAsync(stack);
        Assert.True(rendered.IsAfter($"Job {Prepare}", "Job chatwoot-postgres-rollout"));
        Assert.True(rendered.IsAfter($"Job {Prepare}", $"Job chatwoot-postgres-before-{Prepare}"));
        Assert.All([Web, Sidekiq], workload => Assert.True(rendered.IsAfter($"Deployment {workload}", $"Job {Prepare}")));
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task Julia_does_not_wait_for_it(string stack)
    {
        var rendered = await RenderedAsync(stack);
        Assert.All(["Deployment julia-api", "StatefulSet julia-scheduler", "Deployment julia-fila"], workload =>
            Assert.False(rendered.IsAfter(workload, $"Job {Prepare}")));
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task The_server_is_asked_for_its_health_and_not_restarted_for_that_of_others(string stack)
    {
        var container = (await RenderedAsync(stack)).Container(Web);
        JsonAssert.Equal(
            """{"httpGet":{"path":"/robots.txt","port":"http"},"periodSeconds":5,"timeoutSeconds":5,"failureThreshold":60}""",
            container["startupProbe"]);
        JsonAssert.Equal(
            """{"httpGet":{"path":"/robots.txt","port":"http"},"periodSeconds":10,"timeoutSeconds":5,"failureThreshold":6}""",
            container["livenessProbe"]);
        JsonAssert.Equal(
            """{"httpGet":{"path":"/api","port":"http"},"periodSeconds":5,"timeoutSeconds":5,"failureThreshold":3}""",
            container["readinessProbe"]);
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task Sidekiq_is_ready_when_it_reaches_Redis(string stack)
    {
        const string Ping = """{"command":["bundle","exec","ruby","-rredis","-e","Redis.new(url: ENV.fetch('REDIS_URL')).ping"]}""";
        var container = (await RenderedAsync(stack)).Container(Sidekiq);
        JsonAssert.Equal(Ping, container.At("startupProbe.exec"));
        JsonAssert.Equal(Ping, container.At("readinessProbe.exec"));
        Assert.Null(container["livenessProbe"]);
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task Server_and_Sidekiq_share_what_is_uploaded(string stack)
    {
        var rendered = await RenderedAsync(stack);
        JsonAssert.Equal(
            """{"accessModes":["ReadWriteMany"],"resources":{"requests":{"storage":"10Gi"}}}""",
            rendered.Object("PersistentVolumeClaim chatwoot-storage")["spec"]);
        Assert.All([Web, Sidekiq], workload =>
        {
            Assert.Equal(
                "/app/storage",
                Assert
                    .Single(rendered.Container(workload).Items("volumeMounts"), mount => mount.Text("name") == "chatwoot-storage")
                    .Text("mountPath"));
            Assert.Equal(
                "chatwoot-storage",
                Assert
                    .Single(rendered.Pod(workload).Spec.Items("volumes"), volume => volume.Text("name") == "chatwoot-storage")
                    .Text("persistentVolumeClaim.claimName"));
        });
        Assert.DoesNotContain(rendered.Container(Prepare).Items("volumeMounts"), mount => mount.Text("name") == "chatwoot-storage");
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task All_three_verify_the_database_with_its_certificate_authority(string stack)
    {
        var rendered = await RenderedAsync(stack);
        Assert.All(All, workload =>
        {
            Assert.Equal(
                "/etc/postgres-ca",
                Assert
                    .Single(rendered.Container(workload).Items("volumeMounts"), mount => mount.Text("name") == "postgres-ca")
                    .Text("mountPath"));
            Assert.Equal(
                "chatwoot-postgres-ca",
                Assert
                    .Single(rendered.Pod(workload).Spec.Items("volumes"), volume => volume.Text("name") == "postgres-ca")
                    .Text("secret.secretName"));
        });
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task It_alone_runs_as_root_and_with_no_capability(string stack)
    {
        var rendered = await RenderedAsync(stack);
        Assert.All(All, workload =>
        {
            var pod = rendered.Pod(workload);
            JsonAssert.Equal("""{"runAsUser":0,"runAsGroup":0,"seccompProfile":{"type":"RuntimeDefault"}}""", pod.Spec["securityContext"]);
            Assert.All(OwnContainers.OwnContainersOf(pod), container =>
                JsonAssert.Equal(
                    """{"allowPrivilegeEscalation":false,"capabilities":{"drop":["ALL"]},"readOnlyRootFilesystem":false}""",
                    container["securityContext"]));
        });
        var roots = PodTemplate
            .In((await Previews.OfAsync(stack, "julia")).Plan)
            .Where(pod => !pod.Spec.IsTrue("securityContext.runAsNonRoot"))
            .Select(pod => pod.Workload);
        Assert.Equal(All.Order(StringComparer.Ordinal), roots.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task Its_namespace_enforces_baseline_and_tells_of_what_is_not_restricted(string stack)
    {
        var labels = (await RenderedAsync(stack)).Object($"Namespace julia-{stack}").Texts("metadata.labels");
        Assert.Equal("baseline", labels["pod-security.kubernetes.io/enforce"]);
        Assert.Equal(
            ("restricted", "restricted"),
            (labels["pod-security.kubernetes.io/audit"], labels["pod-security.kubernetes.io/warn"]));
    }

    private static Task<RenderedStack> RenderedAsync(string stack) => RenderedStack.OfAsync(stack, "julia");
}
