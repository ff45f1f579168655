using Infra.Faults;
using Infra.Tests.Support;
using StackPreview.Json;

namespace Infra.Tests.Applications;

/// <summary>The API, the scheduler and the queue worker of julia.</summary>
public sealed class JuliaTests
{
    private const string PingsRedis = """{"command":["python","-c","import os, redis; redis.from_url(os.environ['REDIS_URL']).ping()"]}""";

    private static readonly string[] OwnWorkloads = ["julia-api", "julia-scheduler", "julia-fila"];

    public static TheoryData<string> Stacks => ["dev", "stage", "prod"];

    public static TheoryData<string> StacksThatSurviveANode => ["stage", "prod"];

    /// <summary>The own workloads in each stack.</summary>
    public static TheoryData<string, string> Workloads
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var (stack, workload) in Repository.Stacks.SelectMany(stack => OwnWorkloads.Select(workload => (stack, workload))))
                data.Add(stack, workload);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(StacksThatSurviveANode))]
    public async Task The_API_has_two_to_three_replicas(string stack)
    {
        var rendered = await RenderedAsync(stack);
        var autoscaler = rendered.Object("HorizontalPodAutoscaler julia-api");
        JsonAssert.Equal("""{"apiVersion":"apps/v1","kind":"Deployment","name":"julia-api"}""", autoscaler.At("spec.scaleTargetRef"));
        Assert.Equal((2, 3), (autoscaler.Number("spec.minReplicas"), autoscaler.Number("spec.maxReplicas")));
        Assert.Null(rendered.Object("Deployment julia-api").At("spec.replicas"));
    }

    [Fact]
    public async Task In_dev_the_API_has_one_replica_and_no_autoscaler()
    {
        var rendered = await RenderedAsync("dev");
        Assert.Equal(1, rendered.Object("Deployment julia-api").Number("spec.replicas"));
        Assert.DoesNotContain("HorizontalPodAutoscaler julia-api", rendered.Titles);
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task The_API_listens_on_8000(string stack)
    {
        var rendered = await RenderedAsync(stack);
        JsonAssert.Equal("""[{"name":"http","containerPort":8000}]""", rendered.Container("julia-api")["ports"]);
        JsonAssert.Equal("""[{"name":"http","port":8000,"targetPort":"http"}]""", rendered.Object("Service julia-api").At("spec.ports"));
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task The_limits_of_the_API_are_one_CPU_and_one_GiB(string stack)
    {
        var resources = (await RenderedAsync(stack)).Container("julia-api")["resources"];
        Assert.Equal(("1", "1Gi"), (resources.Text("limits.cpu"), resources.Text("limits.memory")));
        Assert.Equal(("250m", "512Mi"), (resources.Text("requests.cpu"), resources.Text("requests.memory")));
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task An_update_of_the_API_takes_a_replica_away_only_when_another_is_ready(string stack)
        => JsonAssert.Equal(
            """{"type":"RollingUpdate","rollingUpdate":{"maxSurge":1,"maxUnavailable":0}}""",
            (await RenderedAsync(stack)).Object("Deployment julia-api").At("spec.strategy"));

    [Theory]
    [MemberData(nameof(StacksThatSurviveANode))]
    public async Task Draining_nodes_takes_one_replica_of_the_API_at_a_time(string stack)
    {
        var budget = (await RenderedAsync(stack)).Object("PodDisruptionBudget julia-api");
        Assert.Equal(1, budget.Number("spec.maxUnavailable"));
        Assert.Equal("julia-api", Assert.Single(budget.Texts("spec.selector.matchLabels")).Value);
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task The_API_is_asked_for_its_health(string stack)
    {
        var container = (await RenderedAsync(stack)).Container("julia-api");
        JsonAssert.Equal(
            """{"httpGet":{"path":"/health","port":"http"},"periodSeconds":5,"timeoutSeconds":5,"failureThreshold":24}""",
            container["startupProbe"]);
        JsonAssert.Equal(
            """{"httpGet":{"path":"/health","port":"http"},"periodSeconds":10,"timeoutSeconds":5,"failureThreshold":6}""",
            container["livenessProbe"]);
        JsonAssert.Equal(
            """{"httpGet":{"path":"/health","port":"http"},"periodSeconds":5,"timeoutSeconds":5,"failureThreshold":3}""",
            container["readinessProbe"]);
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task The_API_starts_with_one_process_whichever_revision_the_image_is_of(string stack)
    {
        var container = (await RenderedAsync(stack)).Container("julia-api");
        JsonAssert.Equal("""["uvicorn","app.main:app","--host","0.0.0.0","--port","8000"]""", container["command"]);
        Assert.Null(container["args"]);
    }

    [Theory]
    [InlineData("julia-api", "api")]
    [InlineData("julia-scheduler", "scheduler")]
    [InlineData("julia-fila", "worker")]
    public async Task The_image_is_told_what_to_run(string workload, string mode)
        => Assert.Equal(mode, (await RenderedAsync("prod")).Config(workload)["RUN_MODE"]);

    [Fact]
    public async Task Outside_production_messages_go_to_the_numbers_of_a_list()
    {
        var run = await ApplicationRuns.RunAsync(
            "julia",
            "stage",
            ("variables", """{"OUTBOUND_ALLOWLIST": "5511900000001,5511900000002"}"""));
        Assert.All(OwnWorkloads, workload =>
        {
            var config = RenderedStack.Of(run.Plan).Config(workload);
            Assert.Equal(("staging", "5511900000001,5511900000002"), (config["APP_ENV"], config["OUTBOUND_ALLOWLIST"]));
        });
    }

    [Fact]
    public async Task The_image_is_built_from_the_project_and_pushed_to_the_registry()
    {
        using var folder = new ScratchFolder();
        await File.WriteAllTextAsync(folder.PathOf("Dockerfile"), "FROM python:3.13-slim");
        var run = await ApplicationRuns.RunAsync(
            "julia",
            "dev",
            ("release", $$"""{"build": "{{folder.Path}}"}"""),
            ("registry", """{"server": "registry.example.com", "path": "team"}"""));
        var image = run.Inputs(Assert.Single(run.Registered, args => args.Type == "docker:index/image:Image").Name!);
        Assert.Equal("registry.example.com/team/julia-julia:dev", image["imageName"]);
        Assert.Equal(folder.PathOf("Dockerfile"), Path.GetFullPath(image["build.dockerfile"]));
        Assert.All(OwnWorkloads, workload =>
            Assert.Matches(
                "^registry.example.com/team/julia-julia@sha256:[0-9a-f]{64}$",
                RenderedStack.Of(run.Plan).Container(workload).Text("image")));
    }

    [Fact]
    public async Task Prod_runs_the_image_that_the_release_names()
    {
        var image = $"registry.example.com/julia@sha256:{new string('1', 64)}";
        var rendered = RenderedStack.Of(
            (await ApplicationRuns.RunAsync("julia", "prod", ("release", $$$"""{"images": {"julia": "{{{image}}}"}}"""))).Plan);
        Assert.All(OwnWorkloads, workload => Assert.Equal(image, rendered.Container(workload).Text("image")));
    }

    [Theory]
    [MemberData(nameof(Workloads))]
    public async Task The_packages_of_the_image_are_found_and_nothing_is_written_beside_the_code(string stack, string workload)
    {
        var config = (await RenderedAsync(stack)).Config(workload);
        Assert.Equal("/app/.venv/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", config["PATH"]);
        Assert.Equal(("1", "/tmp/uv"), (config["UV_NO_SYNC"], config["UV_CACHE_DIR"]));
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task The_scheduler_runs_its_command(string stack)
        => JsonAssert.Equal(
            """["python","-m","app.workers","scheduler"]""",
            (await RenderedAsync(stack)).Container("julia-scheduler")["command"]);

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task There_is_never_more_than_one_scheduler(string stack)
    {
        var rendered = await RenderedAsync(stack);
        Assert.Equal(1, rendered.Object("StatefulSet julia-scheduler").Number("spec.replicas"));
        Assert.DoesNotContain("Deployment julia-scheduler", rendered.Titles);
        Assert.DoesNotContain("HorizontalPodAutoscaler julia-scheduler", rendered.Titles);
    }

    [Fact]
    public void No_setting_makes_a_second_scheduler()
    {
        var error = Assert.Throws<InputException>(() =>
            ApplicationRuns.SettingsOf(
                "julia",
                "prod",
                ("workloads", """{"julia-scheduler": {"scaling": {"minReplicas": 2, "maxReplicas": 2}}}""")));
        Assert.Equal(
            "Pulumi.prod.yaml: infra:workloads.julia-scheduler.scaling is set; there is no such setting. Remove it, or use one of cpu, "
                + "memory.",
            Assert.Single(error.Messages));
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task The_queue_worker_runs_its_command(string stack)
        => JsonAssert.Equal("""["python","-m","app.workers","fila"]""", (await RenderedAsync(stack)).Container("julia-fila")["command"]);

    [Theory]
    [MemberData(nameof(StacksThatSurviveANode))]
    public async Task There_are_one_to_two_queue_workers(string stack)
    {
        var autoscaler = (await RenderedAsync(stack)).Object("HorizontalPodAutoscaler julia-fila");
        Assert.Equal((1, 2), (autoscaler.Number("spec.minReplicas"), autoscaler.Number("spec.maxReplicas")));
    }

    [Fact]
    public async Task In_dev_there_is_one_queue_worker()
    {
        var rendered = await RenderedAsync("dev");
        Assert.Equal(1, rendered.Object("Deployment julia-fila").Number("spec.replicas"));
        Assert.DoesNotContain("HorizontalPodAutoscaler julia-fila", rendered.Titles);
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task A_queue_worker_has_a_minute_to_finish_its_job(string stack)
        => Assert.Equal(70, (await RenderedAsync(stack)).Pod("julia-fila").Spec.Number("terminationGracePeriodSeconds"));

    [Theory]
    [InlineData("julia-scheduler")]
    [InlineData("julia-fila")]
    public async Task A_worker_is_ready_when_it_reaches_Redis_and_is_not_restarted_for_it(string workload)
    {
        var container = (await RenderedAsync("prod")).Container(workload);
        JsonAssert.Equal(PingsRedis, container.At("startupProbe.exec"));
        JsonAssert.Equal(PingsRedis, container.At("readinessProbe.exec"));
        Assert.Null(container["livenessProbe"]);
        Assert.Empty(container.Items("ports"));
        Assert.Equal(("512Mi", "512Mi"), (container.Text("resources.requests.memory"), container.Text("resources.limits.memory")));
    }

    [Theory]
    [InlineData("dev", "development", "julia.dev.example.com")]
    [InlineData("stage", "staging", "julia.stage.example.com")]
    [InlineData("prod", "production", "julia.example.com")]
    public async Task Every_workload_has_the_plain_variables(string stack, string environment, string host)
    {
        var rendered = await RenderedAsync(stack);
        Assert.All(OwnWorkloads, workload => Assert.Equal(
                new Dictionary<string, string>
                {
                    ["ENVIRONMENT"] = environment,
                    ["APP_ENV"] = environment,
                    ["APP_BASE_URL"] = $"https://{host}",
                    ["CORS_ORIGINS"] = $"https://{host}",
                    ["CHATWOOT_URL"] = $"http://chatwoot.julia-{stack}.svc:3000",
                    ["DEBUG"] = "false",
                    ["LOG_LEVEL"] = "WARNING",
                    ["MAX_MSGS_POR_HORA"] = "15",
                    ["MAX_MSGS_POR_DIA"] = "80",
                    ["JULIA_API_URL"] = $"http://julia-api.julia-{stack}.svc:8000",
                    ["EVOLUTION_API_URL"] = $"http://evolution-api.julia-{stack}.svc:8080",
                    ["EVOLUTION_INSTANCE"] = $"julia-{stack}",
                },
                rendered
                    .Config(workload)
                    .Where(variable =>
                        variable.Key is not ("PATH" or "RUN_MODE") && !variable.Key.StartsWith("UV_", StringComparison.Ordinal))
                    .ToDictionary()));
    }

    [Theory]
    [MemberData(nameof(Workloads))]
    public async Task Every_workload_has_the_secret_variables(string stack, string workload)
        => Assert.Equal(
            [
                "ANTHROPIC_API_KEY",
                "EVOLUTION_API_KEY",
                "JWT_SECRET_KEY",
                "REDIS_URL",
                "SLACK_WEBHOOK_URL",
                "SUPABASE_SERVICE_KEY",
                "SUPABASE_URL",
            ],
            (await RenderedAsync(stack)).Secrets(workload).Keys.Order(StringComparer.Ordinal));

    [Fact]
    public async Task An_environment_can_allow_more_messages()
    {
        var run = await ApplicationRuns.RunAsync("julia", "dev", ("variables", """{"MAX_MSGS_POR_HORA": "60"}"""));
        Assert.All(OwnWorkloads, workload => Assert.Equal("60", RenderedStack.Of(run.Plan).Config(workload)["MAX_MSGS_POR_HORA"]));
    }

    [Theory]
    [MemberData(nameof(Workloads))]
    public async Task Its_own_pods_are_held_to_the_restricted_standard(string stack, string workload)
        => PodAssert.Restricted((await RenderedAsync(stack)).Pod(workload), user: 10001);

    private static Task<RenderedStack> RenderedAsync(string stack) => RenderedStack.OfAsync(stack, "julia");
}
