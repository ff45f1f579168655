using Infra.Tests.Support;

namespace Infra.Tests.Plans;

/// <summary>What reaches the instances of Postgres, and what they reach. Everything else is closed.</summary>
public sealed class DatabasePathTests
{
    private const string Operator = "cnpg-system";
    private const string Postgres = "postgres";
    private const string ApiServer = "10.96.0.1";
    private const string ObjectStore = "198.51.100.1";

    [Fact]
    public async Task Operator_reaches_the_status_port_of_the_instances()
        => Assert.True((await ProdAsync()).IsReachedFrom(Operator, Postgres, 8000));

    [Fact]
    public async Task Operator_reaches_the_database() => Assert.True((await ProdAsync()).IsReachedFrom(Operator, Postgres, 5432));

    [Fact]
    public async Task Operator_does_not_reach_the_metrics() => Assert.False((await ProdAsync()).IsReachedFrom(Operator, Postgres, 9187));

    [Fact]
    public async Task Instances_reach_each_other() => Assert.True((await ProdAsync()).Reaches(Postgres, Postgres, 5432));

    [Fact]
    public async Task Instances_reach_the_status_port_of_each_other()
        => Assert.True((await ProdAsync()).Reaches(Postgres, Postgres, 8000));

    [Theory]
    [InlineData(443)]
    [InlineData(6443)]
    public async Task Instances_reach_the_API_server(int port)
        => Assert.True((await ProdAsync()).ReachesAddress(Postgres, ApiServer, port));

    [Fact]
    public async Task Instances_reach_the_API_server_at_the_ports_that_are_set()
    {
        var settings = Previews.SettingsOf("prod");
        var network = new StackNetwork((await Preview.RunAsync(
            settings with { Cluster = settings.Cluster with { ApiServerPorts = [8443] } },
            "prod",
            Catalog.Default)).Plan);
        Assert.True(network.ReachesAddress(Postgres, ApiServer, 8443));
        Assert.False(network.ReachesAddress(Postgres, ApiServer, 6443));
    }

    [Fact]
    public async Task Instances_reach_the_object_store() => Assert.True((await ProdAsync()).ReachesAddress(Postgres, ObjectStore, 443));

    [Theory]
    [InlineData(80)]
    [InlineData(5432)]
    [InlineData(6443)]
    public async Task Instances_reach_no_other_port_of_the_internet(int port)
        => Assert.False((await ProdAsync()).ReachesAddress(Postgres, ObjectStore, port));

    [Fact]
    public async Task Prometheus_reaches_the_metrics_of_the_instances()
        => Assert.True((await ProdAsync()).IsReachedFrom("monitoring", Postgres, 9187));

    [Theory]
    [InlineData(5432)]
    [InlineData(8000)]
    public async Task Prometheus_reaches_nothing_else_of_the_instances(int port)
        => Assert.False((await ProdAsync()).IsReachedFrom("monitoring", Postgres, port));

    [Theory]
    [InlineData("api")]
    [InlineData("worker")]
    [InlineData("migrate")]
    public async Task Client_reaches_the_database(string client) => Assert.True((await ProdAsync()).Reaches(client, Postgres, 5432));

    [Theory]
    [InlineData("api", 8000)]
    [InlineData("api", 9187)]
    [InlineData("migrate", 8000)]
    public async Task Client_reaches_nothing_but_the_database(string client, int port)
        => Assert.False((await ProdAsync()).Reaches(client, Postgres, port));

    [Theory]
    [InlineData("redis")]
    [InlineData("qdrant")]
    [InlineData(StackNetwork.AcmeSolver)]
    public async Task What_is_no_client_does_not_reach_the_database(string other)
        => Assert.False((await ProdAsync()).Reaches(other, Postgres, 5432));

    [Theory]
    [InlineData(5432)]
    [InlineData(8000)]
    [InlineData(9187)]
    public async Task Traefik_does_not_reach_the_instances(int port)
        => Assert.False((await ProdAsync()).IsReachedFrom("traefik", Postgres, port));

    [Fact]
    public async Task Seed_reaches_the_database_where_it_runs()
        => Assert.True((await StackNetwork.OfAsync("stage")).Reaches("seed", Postgres, 5432));

    private static Task<StackNetwork> ProdAsync() => StackNetwork.OfAsync("prod");
}
