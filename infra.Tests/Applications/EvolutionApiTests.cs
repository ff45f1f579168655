using Infra.Tests.Support;
using StackPreview.Json;

namespace Infra.Tests.Applications;

/// <summary>Evolution API beside julia.</summary>
public sealed class EvolutionApiTests
{
    private const string Name = "evolution-api";

    public static TheoryData<string> Stacks => ["dev", "stage", "prod"];

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task It_is_a_third_party_image_and_starts_as_that_says(string stack)
    {
        var container = (await RenderedAsync(stack)).Container(Name);
        Assert.Equal("docker.io/atendai/evolution-api:v1.8.2", container.Text("image"));
        Assert.Null(container["command"]);
    }

    [Fact]
    public async Task A_stack_can_name_another_image()
    {
        var image = $"registry.example.com/evolution-api@sha256:{new string('1', 64)}";
        var run = await ApplicationRuns.RunAsync("julia", "prod", ("release", $$$"""{"images": {"evolution-api": "{{{image}}}"}}"""));
        Assert.Equal(image, RenderedStack.Of(run.Plan).Container(Name).Text("image"));
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task There_is_never_more_than_one(string stack)
    {
        var rendered = await RenderedAsync(stack);
        Assert.Equal(1, rendered.Object($"StatefulSet {Name}").Number("spec.replicas"));
        Assert.DoesNotContain($"Deployment {Name}", rendered.Titles);
        Assert.DoesNotContain($"HorizontalPodAutoscaler {Name}", rendered.Titles);
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task It_listens_on_8080_and_is_not_public(string stack)
    {
        var rendered = await RenderedAsync(stack);
        JsonAssert.Equal("""[{"name":"http","containerPort":8080}]""", rendered.Container(Name)["ports"]);
        JsonAssert.Equal("""[{"name":"http","port":8080,"targetPort":"http"}]""", rendered.Object($"Service {Name}").At("spec.ports"));
        Assert.DoesNotContain($"IngressRoute {Name}", rendered.Titles);
    }

    [Theory]
    [InlineData("julia-api")]
    [InlineData("julia-scheduler")]
    [InlineData("julia-fila")]
    public async Task It_is_called_under_its_address_in_the_cluster(string workload)
        => Assert.Equal("http://evolution-api.julia-prod.svc:8080", (await RenderedAsync("prod")).Config(workload)["EVOLUTION_API_URL"]);

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task It_has_variables_of_its_own(string stack)
    {
        var rendered = await RenderedAsync(stack);
        Assert.Equal(
            new Dictionary<string, string>
            {
                ["SERVER_TYPE"] = "http",
                ["SERVER_PORT"] = "8080",
                ["SERVER_URL"] = $"http://evolution-api.julia-{stack}.svc:8080",
                ["AUTHENTICATION_TYPE"] = "apikey",
                ["AUTHENTICATION_EXPOSE_IN_FETCH_INSTANCES"] = "false",
                ["DATABASE_ENABLED"] = "false",
                ["CACHE_REDIS_ENABLED"] = "false",
                ["DEL_INSTANCE"] = "false",
                ["LOG_LEVEL"] = "ERROR,WARN,INFO",
                ["LOG_COLOR"] = "false",
                ["WEBHOOK_GLOBAL_ENABLED"] = "true",
                ["WEBHOOK_GLOBAL_URL"] = $"http://julia-api.julia-{stack}.svc:8000/webhook/evolution",
                ["WEBHOOK_GLOBAL_WEBHOOK_BY_EVENTS"] = "false",
                ["WEBHOOK_EVENTS_MESSAGES_UPSERT"] = "true",
                ["WEBHOOK_EVENTS_CONNECTION_UPDATE"] = "true",
            },
            rendered.Config(Name));
        Assert.Equal(["AUTHENTICATION_API_KEY"], rendered.Secrets(Name).Keys);
    }

    [Fact]
    public async Task It_asks_its_callers_for_the_key_that_they_have()
    {
        var run = await new StackRun
        {
            Settings = Previews.SettingsOf("prod", "julia"),
            Answer = args => args.Name == "evolution-api-key-g1" ? new() { ["base64"] = "a+b/c==" } : null,
        }.RunAsync();
        Assert.Equal("32", run.Inputs("evolution-api-key-g1")["length"]);
        Assert.Equal("a-b_c", run.Inputs("evolution-evolution-api-secrets")["stringData.AUTHENTICATION_API_KEY"]);
        Assert.All(["julia-api", "julia-scheduler", "julia-fila"], workload =>
            Assert.Equal("a-b_c", run.Inputs($"julia-{workload}-secrets")["stringData.EVOLUTION_API_KEY"]));
    }

    [Theory]
    [InlineData("evolution-data", "/evolution/instances", "5Gi")]
    [InlineData("evolution-store", "/evolution/store", "1Gi")]
    public async Task Sessions_and_what_instances_are_told_outlive_its_pod(string volume, string path, string size)
    {
        var rendered = await RenderedAsync("prod");
        var mount = Assert.Single(rendered.Container(Name).Items("volumeMounts"), mount => mount.Text("name") == volume);
        Assert.Equal((path, false), (mount.Text("mountPath"), mount.IsTrue("readOnly")));
        Assert.Equal(
            volume,
            Assert
                .Single(rendered.Pod(Name).Spec.Items("volumes"), one => one.Text("name") == volume)
                .Text("persistentVolumeClaim.claimName"));
        var spec = rendered.Object($"PersistentVolumeClaim {volume}")["spec"];
        JsonAssert.Equal("""["ReadWriteOnce"]""", spec.At("accessModes"));
        Assert.Equal(size, spec.Text("resources.requests.storage"));
    }

    [Theory]
    [InlineData("dev", false)]
    [InlineData("stage", false)]
    [InlineData("prod", true)]
    public async Task The_volumes_are_protected_in_prod(string stack, bool isProtected)
    {
        var plan = (await Previews.OfAsync(stack, "julia")).Plan;
        Assert.All(["evolution-data", "evolution-store"], volume =>
            Assert.Equal(isProtected, plan.Find($"PersistentVolumeClaim {volume}").Options.Protect));
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task It_is_asked_for_its_health(string stack)
    {
        var container = (await RenderedAsync(stack)).Container(Name);
        JsonAssert.Equal(
            """{"httpGet":{"path":"/","port":"http"},"periodSeconds":5,"timeoutSeconds":5,"failureThreshold":24}""",
            container["startupProbe"]);
        JsonAssert.Equal(
            """{"httpGet":{"path":"/","port":"http"},"periodSeconds":10,"timeoutSeconds":5,"failureThreshold":6}""",
            container["livenessProbe"]);
        JsonAssert.Equal(
            """{"httpGet":{"path":"/","port":"http"},"periodSeconds":5,"timeoutSeconds":5,"failureThreshold":3}""",
            container["readinessProbe"]);
        Assert.Equal(("1", "1Gi"), (container.Text("resources.limits.cpu"), container.Text("resources.limits.memory")));
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task It_runs_as_the_user_of_its_image_and_has_no_exemption(string stack)
        => PodAssert.Restricted((await RenderedAsync(stack)).Pod(Name), user: 1000);

    private static Task<RenderedStack> RenderedAsync(string stack) => RenderedStack.OfAsync(stack, "julia");
}
