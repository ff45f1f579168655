using System.Text.Json.Nodes;
using Infra.Tests.Support;
using StackPreview.Json;

namespace Infra.Tests.Applications;

/// <summary>What stands around the workloads of nica: data services, the edge, the paths between pods.</summary>
public sealed class NicaStackTests
{
    private const string Backend = "nica-backend";
    private const string Frontend = "nica-frontend";

    public static TheoryData<string> Stacks => ["dev", "stage", "prod"];

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task Every_stack_passes_its_checks_in_a_namespace_of_its_own(string stack)
    {
        var preview = await Previews.OfAsync(stack, "nica");
        Assert.True(preview.IsPassed);
        Assert.Equal([$"nica-{stack}"], preview.Plan.OfKind("Namespace").Select(ns => ns.ObjectName));
    }

    [Theory]
    [InlineData("dev", 1, "7d")]
    [InlineData("stage", 2, "7d")]
    [InlineData("prod", 3, "30d")]
    public async Task There_is_a_Postgres_whose_backups_are_kept_as_long_as_the_environment_says(
        string stack,
        int instances,
        string retention)
    {
        var rendered = await RenderedAsync(stack);
        var spec = rendered.Object("Cluster postgres")["spec"];
        Assert.Equal(
            (instances, "nica", "nica"),
            (spec.Number("instances"), spec.Text("bootstrap.initdb.database"), spec.Text("bootstrap.initdb.owner")));
        Assert.Equal(retention, rendered.Object("ObjectStore postgres").Text("spec.retentionPolicy"));
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task There_is_a_Redis_and_no_Qdrant(string stack)
        => Assert.Equal(["redis"], (await Previews.OfAsync(stack, "nica")).Plan.OfKind("StatefulSet").Select(set => set.ObjectName));

    [Fact]
    public async Task The_application_is_one_component()
        => Assert.Equal(
            ["nica"],
            (await Previews.OfAsync("prod", "nica"))
                .Plan.Resources.Where(resource => resource.Type == "infra:application:ApplicationProject")
                .Select(resource => resource.Name));

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task Backend_and_frontend_are_reached_over_TLS_and_within_a_rate_limit(string stack)
    {
        var rendered = await RenderedAsync(stack);
        Assert.All([Backend, Frontend], name =>
        {
            var spec = rendered.Object($"IngressRoute {name}")["spec"];
            JsonAssert.Equal("""["websecure"]""", spec.At("entryPoints"));
            Assert.Equal($"{name}-tls", spec.Text("tls.secretName"));
            Assert.NotEmpty(spec.Items("routes"));
            Assert.All(spec.Items("routes"), rule =>
            {
                var middlewares = rule.Items("middlewares").Select(one => one.Text("name")).ToList();
                Assert.Contains("security-headers", middlewares);
                Assert.Contains(middlewares, one => one is "rate-limit" or "rate-limit.website");
            });
            Assert.Equal(["rate-limit", "redirect-to-https"], MiddlewaresOf(rendered.Object($"IngressRoute {name}-redirect")["spec"]));
        });
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task There_are_alerts_for_everything_that_runs(string stack)
    {
        var titles = (await RenderedAsync(stack)).Titles;
        Assert.All([Backend, Frontend, "postgres", "redis", "volumes"], name => Assert.Contains($"PrometheusRule {name}", titles));
    }

    [Theory]
    [InlineData("dev", "https://api.dev.example.com")]
    [InlineData("stage", "https://api.stage.example.com")]
    [InlineData("prod", "https://api.example.com")]
    public async Task The_stack_gives_out_its_connections_as_secrets(string stack, string address)
    {
        var outputs = (await Previews.OfAsync(stack, "nica")).Plan.Outputs;
        Assert.Equal(address, outputs["apiUrl"]!.ToString());
        Assert.Equal(
            ("nica", $"postgres-rw.nica-{stack}.svc"),
            (outputs["postgresDatabase"]!.ToString(), outputs["postgresHost"]!.ToString()));
        Assert.All(["postgresUrl", "postgresReadOnlyUrl", "redisUrl"], output => Assert.Equal("[secret]", outputs[output]!.ToString()));
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task Its_pods_and_its_namespace_are_held_to_the_restricted_standard(string stack)
    {
        var rendered = await RenderedAsync(stack);
        Assert.All([Backend, Frontend, "migrate-seed", "healthcheck"], workload =>
            PodAssert.Restricted(rendered.Pod(workload), user: 10001));
        var labels = rendered.Object($"Namespace nica-{stack}").Texts("metadata.labels");
        Assert.All(["enforce", "audit", "warn"], mode => Assert.Equal("restricted", labels[$"pod-security.kubernetes.io/{mode}"]));
    }

    [Fact]
    public async Task Between_pods_exactly_the_declared_paths_are_open()
    {
        var network = await StackNetwork.OfAsync("prod", "nica");
        var ports = network.Pods.Values.SelectMany(pods => pods.Ports.Values).Distinct().Order().ToList();
        var open = from source in network.Pods.Keys
                   from target in network.Pods.Keys
                   from port in ports
                   where network.Reaches(source, target, port)
                   select $"{source} to {target} on {port}";
        Assert.Equal(
            [
                "healthcheck to postgres on 5432",
                "migrate-seed to postgres on 5432",
                "nica-backend to postgres on 5432",
                "nica-backend to redis on 6379",
                "postgres to postgres on 5432",
                "postgres to postgres on 8000",
                "postgres-archive to postgres on 5432",
                "postgres-backup to postgres on 5432",
                "postgres-base to postgres on 5432",
                "postgres-drill to postgres on 5432",
                "postgres-drill to postgres-drill-1 on 5432",
                "postgres-drill-1 to postgres-drill-1 on 5432",
                "postgres-drill-1 to postgres-drill-1 on 8000",
                "postgres-dump to postgres on 5432",
                "postgres-heartbeat to postgres on 5432",
                "postgres-rollout to postgres on 5432",
                "redis-backup to redis on 6379",
            ],
            open.Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> MiddlewaresOf(JsonNode? spec)
        => spec.Items("routes").SelectMany(route => route.Items("middlewares")).Select(middleware => middleware.Text("name"));

    private static Task<RenderedStack> RenderedAsync(string stack) => RenderedStack.OfAsync(stack, "nica");
}
