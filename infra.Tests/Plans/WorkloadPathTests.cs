using Infra.Tests.Support;

namespace Infra.Tests.Plans;

/// <summary>What the workloads and data services reach: names, and what is declared.</summary>
public sealed class WorkloadPathTests
{
    private const string InternetAddress = "198.51.100.1";

    public static TheoryData<string> PodNames
        => ["api", "worker", "migrate", "smoke-test", "redis", "qdrant", "postgres", StackNetwork.AcmeSolver];

    [Fact]
    public async Task Between_pods_exactly_the_declared_paths_are_open()
    {
        var network = await ProdAsync();
        var ports = network.Pods.Values.SelectMany(pods => pods.Ports.Values).Append(8089).Distinct().Order().ToList();

        var open = from source in network.Pods.Keys
                   from target in network.Pods.Keys
                   from port in ports
                   where network.Reaches(source, target, port)
                   select $"{source} to {target} on {port}";

        Assert.Equal(
            [
                "api to postgres on 5432",
                "api to qdrant on 6333",
                "api to qdrant on 6334",
                "api to redis on 6379",
                "migrate to postgres on 5432",
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
                "qdrant-backup to qdrant on 6333",
                "qdrant-backup to qdrant on 6334",
                "redis-backup to redis on 6379",
                "smoke-test to api on 8000",
                "worker to postgres on 5432",
                "worker to qdrant on 6333",
                "worker to qdrant on 6334",
                "worker to redis on 6379",
            ],
            open.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(PodNames))]
    public async Task Names_are_resolved_over_UDP(string name)
        => Assert.True((await ProdAsync()).ReachesNamespace(name, "kube-system", 53, "UDP"));

    [Theory]
    [MemberData(nameof(PodNames))]
    public async Task Names_are_resolved_over_TCP(string name)
        => Assert.True((await ProdAsync()).ReachesNamespace(name, "kube-system", 53));

    [Theory]
    [MemberData(nameof(PodNames))]
    public async Task Names_are_resolved_by_the_cache_of_the_node(string name)
        => Assert.True((await ProdAsync()).ReachesAddress(name, "169.254.20.10", 53));

    [Theory]
    [MemberData(nameof(PodNames))]
    public async Task Names_are_all_that_is_open_in_the_namespace_of_the_system(string name)
        => Assert.False((await ProdAsync()).ReachesNamespace(name, "kube-system", 443));

    [Theory]
    [MemberData(nameof(PodNames))]
    public async Task Names_are_not_resolved_by_servers_of_the_internet(string name)
        => Assert.False((await ProdAsync()).ReachesAddress(name, InternetAddress, 53));

    [Theory]
    [InlineData("redis", 6379)]
    [InlineData("qdrant", 6333)]
    [InlineData("qdrant", 6334)]
    public async Task Api_reaches_the_data_services_it_needs(string service, int port)
        => Assert.True((await ProdAsync()).Reaches("api", service, port));

    [Theory]
    [InlineData("redis", 6379)]
    [InlineData("qdrant", 6333)]
    [InlineData("qdrant", 6334)]
    public async Task Worker_reaches_the_data_services_it_needs(string service, int port)
        => Assert.True((await ProdAsync()).Reaches("worker", service, port));

    [Theory]
    [InlineData("redis", 6379)]
    [InlineData("qdrant", 6333)]
    [InlineData("qdrant", 6334)]
    public async Task Migration_does_not_reach_the_data_services_it_does_not_need(string service, int port)
        => Assert.False((await ProdAsync()).Reaches("migrate", service, port));

    [Theory]
    [InlineData("api")]
    [InlineData("worker")]
    public async Task Clients_do_not_reach_the_metrics_of_Redis(string client)
        => Assert.False((await ProdAsync()).Reaches(client, "redis", 9121));

    [Fact]
    public async Task Api_does_not_reach_the_worker() => Assert.False((await ProdAsync()).Reaches("api", "worker", 8080));

    [Fact]
    public async Task Worker_does_not_reach_the_api() => Assert.False((await ProdAsync()).Reaches("worker", "api", 8000));

    [Theory]
    [InlineData("api")]
    [InlineData("worker")]
    public async Task What_calls_the_internet_reaches_it_over_HTTPS(string name)
        => Assert.True((await ProdAsync()).ReachesAddress(name, InternetAddress, 443));

    [Theory]
    [InlineData("api", 80)]
    [InlineData("api", 22)]
    [InlineData("worker", 25)]
    public async Task What_calls_the_internet_reaches_it_over_nothing_else(string name, int port)
        => Assert.False((await ProdAsync()).ReachesAddress(name, InternetAddress, port));

    [Theory]
    [InlineData("10.96.0.1")]
    [InlineData("172.16.0.1")]
    [InlineData("192.168.1.1")]
    [InlineData("100.64.0.1")]
    public async Task What_calls_the_internet_reaches_no_private_address(string address)
        => Assert.False((await ProdAsync()).ReachesAddress("api", address, 443));

    [Theory]
    [InlineData("api")]
    [InlineData("worker")]
    [InlineData("migrate")]
    [InlineData("redis")]
    [InlineData("qdrant")]
    public async Task Credentials_of_the_cloud_are_out_of_reach(string name)
        => Assert.False((await ProdAsync()).ReachesAddress(name, "169.254.169.254", 80));

    [Theory]
    [InlineData("migrate")]
    [InlineData("redis")]
    [InlineData("qdrant")]
    [InlineData(StackNetwork.AcmeSolver)]
    public async Task What_does_not_call_the_internet_does_not_reach_it(string name)
        => Assert.False((await ProdAsync()).ReachesAddress(name, InternetAddress, 443));

    [Theory]
    [InlineData("api")]
    [InlineData("worker")]
    [InlineData("migrate")]
    [InlineData("redis")]
    [InlineData("qdrant")]
    public async Task API_server_is_out_of_reach(string name) => Assert.False((await ProdAsync()).ReachesAddress(name, "10.96.0.1", 6443));

    [Theory]
    [InlineData("api", 8000)]
    [InlineData("worker", 8080)]
    [InlineData("redis", 9121)]
    [InlineData("qdrant", 6333)]
    public async Task Prometheus_reaches_the_metrics(string name, int port)
        => Assert.True((await ProdAsync()).IsReachedFrom("monitoring", name, port));

    [Theory]
    [InlineData("redis", 6379)]
    [InlineData("qdrant", 6334)]
    public async Task Prometheus_reaches_nothing_but_the_metrics(string name, int port)
        => Assert.False((await ProdAsync()).IsReachedFrom("monitoring", name, port));

    [Theory]
    [MemberData(nameof(PodNames))]
    public async Task Another_namespace_reaches_nothing(string name)
    {
        var network = await ProdAsync();
        Assert.All([53, 80, 443, 5432, 6333, 6334, 6379, 8000, 8080, 8089, 9121, 9187], port =>
            Assert.False(network.IsReachedFrom("default", name, port), $"port {port}"));
    }

    [Theory]
    [InlineData("reference-dev")]
    [InlineData("reference-stage")]
    public async Task Another_environment_does_not_reach_the_data_of_prod(string ns)
    {
        var network = await ProdAsync();
        Assert.All([("postgres", 5432), ("redis", 6379), ("qdrant", 6333)], server =>
            Assert.False(network.IsReachedFrom(ns, server.Item1, server.Item2), server.Item1));
    }

    [Fact]
    public async Task Job_that_calls_the_internet_reaches_it()
    {
        var settings = Previews.SettingsOf("prod");
        var calling = settings.Application with { Jobs = [.. settings.Application.Jobs.Select(job => job with { CallsInternet = true })] };
        var preview = await Infra.Preview.RunAsync(settings with { Application = calling }, "prod", Catalog.Default);

        Assert.True(preview.IsPassed);
        Assert.True(new StackNetwork(preview.Plan).ReachesAddress("migrate", InternetAddress, 443));
        Assert.False(new StackNetwork(preview.Plan).ReachesAddress("migrate", "10.96.0.1", 443));
    }

    private static Task<StackNetwork> ProdAsync() => StackNetwork.OfAsync("prod");
}
