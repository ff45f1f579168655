using Infra.Tests.Support;

namespace Infra.Tests.Plans;

/// <summary>What reaches the pods of MySQL, and what they reach. Everything else is closed.</summary>
public sealed class MySqlPathTests
{
    private const string Operator = "mysql-operator";
    private const string Instance = "pods mysql-instance";
    private const string Proxy = "pods mysql-proxy";
    private const string Backup = "pods mysql-backup";
    private const string Server = "mysql";
    private const string Dump = "mysql-dump";
    private const string ObjectStore = "198.51.100.1";
    private const int StorePort = 9000;

    [Theory]
    [InlineData(3306)]
    [InlineData(33062)]
    [InlineData(6450)]
    public async Task Operator_reaches_the_instances(int port) => Assert.True((await ProdAsync()).IsReachedFrom(Operator, Instance, port));

    [Theory]
    [InlineData(33060)]
    [InlineData(33061)]
    [InlineData(9104)]
    public async Task Operator_reaches_nothing_else_of_the_instances(int port)
        => Assert.False((await ProdAsync()).IsReachedFrom(Operator, Instance, port));

    [Fact]
    public async Task Operator_reaches_the_proxies() => Assert.True((await ProdAsync()).IsReachedFrom(Operator, Proxy, 3306));

    [Theory]
    [InlineData(3306)]
    [InlineData(33060)]
    [InlineData(33061)]
    [InlineData(33062)]
    public async Task Instances_reach_each_other(int port) => Assert.True((await ProdAsync()).Reaches(Instance, Instance, port));

    [Theory]
    [InlineData(6450)]
    [InlineData(9104)]
    public async Task Instances_reach_no_other_port_of_each_other(int port)
        => Assert.False((await ProdAsync()).Reaches(Instance, Instance, port));

    [Theory]
    [InlineData(3306)]
    [InlineData(33062)]
    public async Task Proxies_reach_the_instances(int port) => Assert.True((await ProdAsync()).Reaches(Proxy, Instance, port));

    [Theory]
    [InlineData(33061)]
    [InlineData(6450)]
    public async Task Proxies_reach_nothing_else_of_the_instances(int port)
        => Assert.False((await ProdAsync()).Reaches(Proxy, Instance, port));

    [Fact]
    public async Task Backup_jobs_reach_the_container_that_takes_backups()
        => Assert.True((await ProdAsync()).Reaches(Backup, Instance, 6450));

    [Theory]
    [InlineData(3306)]
    [InlineData(33062)]
    public async Task Backup_jobs_do_not_reach_the_database(int port) => Assert.False((await ProdAsync()).Reaches(Backup, Instance, port));

    [Theory]
    [InlineData(Instance)]
    [InlineData(Backup)]
    [InlineData("mysql-backup")]
    [InlineData(Dump)]
    public async Task Backups_reach_the_object_storage(string pods)
        => Assert.True((await ProdAsync()).ReachesAddress(pods, ObjectStore, StorePort));

    [Theory]
    [InlineData(Instance, 443)]
    [InlineData(Backup, 443)]
    [InlineData(Proxy, StorePort)]
    public async Task No_other_way_leads_out(string pods, int port)
        => Assert.False((await ProdAsync()).ReachesAddress(pods, ObjectStore, port));

    [Fact]
    public async Task Prometheus_reaches_the_metrics_of_the_instances()
        => Assert.True((await ProdAsync()).IsReachedFrom("monitoring", Instance, 9104));

    [Theory]
    [InlineData(Instance, 3306)]
    [InlineData(Instance, 6450)]
    [InlineData(Proxy, 3306)]
    public async Task Prometheus_reaches_nothing_else(string pods, int port)
        => Assert.False((await ProdAsync()).IsReachedFrom("monitoring", pods, port));

    [Theory]
    [InlineData("api")]
    [InlineData("migrate")]
    [InlineData("mysql-accounts")]
    [InlineData(Dump)]
    public async Task Client_reaches_the_proxies(string client) => Assert.True((await ProdAsync()).Reaches(client, Proxy, 3306));

    [Theory]
    [InlineData("api", Instance, 3306)]
    [InlineData("api", Instance, 33062)]
    [InlineData("api", Proxy, 3307)]
    [InlineData("mysql-accounts", Instance, 3306)]
    public async Task Client_reaches_nothing_but_the_proxies(string client, string pods, int port)
        => Assert.False((await ProdAsync()).Reaches(client, pods, port));

    [Theory]
    [InlineData(Proxy)]
    [InlineData(Instance)]
    public async Task What_is_no_client_does_not_reach_MySQL(string pods)
        => Assert.False((await ProdAsync()).Reaches("worker", pods, 3306));

    [Theory]
    [InlineData(Proxy)]
    [InlineData(Instance)]
    public async Task Traefik_does_not_reach_MySQL(string pods) => Assert.False((await ProdAsync()).IsReachedFrom("traefik", pods, 3306));

    [Theory]
    [InlineData("api")]
    [InlineData("migrate")]
    [InlineData(Dump)]
    public async Task Client_reaches_the_one_server(string client) => Assert.True((await DevAsync()).Reaches(client, Server, 3306));

    [Fact]
    public async Task What_is_no_client_does_not_reach_the_one_server()
        => Assert.False((await DevAsync()).Reaches("worker", Server, 3306));

    [Fact]
    public async Task Prometheus_reaches_the_metrics_of_the_one_server()
        => Assert.True((await DevAsync()).IsReachedFrom("monitoring", Server, 9104));

    [Fact]
    public async Task Dumps_reach_the_object_storage() => Assert.True((await DevAsync()).ReachesAddress(Dump, ObjectStore, StorePort));

    [Theory]
    [InlineData(Dump, 443)]
    [InlineData(Server, StorePort)]
    public async Task No_other_way_leads_out_of_the_one_server(string pods, int port)
        => Assert.False((await DevAsync()).ReachesAddress(pods, ObjectStore, port));

    [Theory]
    [InlineData("traefik")]
    [InlineData(Operator)]
    public async Task Nobody_else_reaches_the_one_server(string ns) => Assert.False((await DevAsync()).IsReachedFrom(ns, Server, 3306));

    private static async Task<StackNetwork> ProdAsync() => new((await MySqlStack.OfAsync("prod")).Plan);

    private static async Task<StackNetwork> DevAsync() => new((await MySqlStack.OfAsync("dev")).Plan);
}
