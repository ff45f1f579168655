using Infra.Tests.Support;

namespace Infra.Tests.Applications;

/// <summary>Who reaches whom in julia's namespace: the application, Evolution API and Chatwoot share it, and nothing else.</summary>
public sealed class JuliaPathTests
{
    private const string InternetAddress = "198.51.100.1";

    [Theory]
    [InlineData("julia-api")]
    [InlineData("julia-scheduler")]
    [InlineData("julia-fila")]
    public async Task Julia_reaches_Evolution_API(string workload)
        => Assert.True((await ProdAsync()).Reaches(workload, "evolution-api", 8080));

    [Fact]
    public async Task Evolution_API_reports_to_the_API() => Assert.True((await ProdAsync()).Reaches("evolution-api", "julia-api", 8000));

    [Theory]
    [InlineData("redis", 6379)]
    [InlineData("chatwoot-redis", 6379)]
    [InlineData("chatwoot-postgres", 5432)]
    public async Task Evolution_API_reaches_nobodys_data(string target, int port)
        => Assert.False((await ProdAsync()).Reaches("evolution-api", target, port));

    [Theory]
    [InlineData("chatwoot")]
    [InlineData("chatwoot-sidekiq")]
    [InlineData("chatwoot-prepare")]
    public async Task Chatwoot_reaches_its_own_Postgres(string workload)
        => Assert.True((await ProdAsync()).Reaches(workload, "chatwoot-postgres", 5432));

    [Theory]
    [InlineData("chatwoot")]
    [InlineData("chatwoot-sidekiq")]
    [InlineData("chatwoot-prepare")]
    public async Task Chatwoot_reaches_its_own_Redis(string workload)
        => Assert.True((await ProdAsync()).Reaches(workload, "chatwoot-redis", 6379));

    [Theory]
    [InlineData("chatwoot")]
    [InlineData("chatwoot-sidekiq")]
    [InlineData("chatwoot-prepare")]
    public async Task Chatwoot_does_not_reach_the_Redis_of_julia(string workload)
        => Assert.False((await ProdAsync()).Reaches(workload, "redis", 6379));

    [Theory]
    [InlineData("chatwoot")]
    [InlineData("chatwoot-sidekiq")]
    public async Task Chatwoot_reaches_what_its_inboxes_name(string workload)
    {
        var network = await ProdAsync();
        Assert.True(network.Reaches(workload, "evolution-api", 8080));
        Assert.True(network.Reaches(workload, "julia-api", 8000));
    }

    [Fact]
    public async Task Mail_goes_out_on_the_port_that_the_stack_names_and_on_none_before()
    {
        var run = await ApplicationRuns.RunAsync(
            "julia",
            "prod",
            ("companions", """{"chatwoot": {"variables": {"SMTP_ADDRESS": "smtp.example.com", "SMTP_PORT": "587"}}}"""));
        Assert.All(["chatwoot", "chatwoot-sidekiq"], workload =>
            Assert.True(new StackNetwork(run.Plan).ReachesAddress(workload, InternetAddress, 587)));
        Assert.False((await ProdAsync()).ReachesAddress("chatwoot-sidekiq", InternetAddress, 587));
    }

    [Theory]
    [InlineData("julia-api")]
    [InlineData("julia-scheduler")]
    [InlineData("julia-fila")]
    public async Task Julia_does_not_reach_the_Postgres_of_Chatwoot(string workload)
        => Assert.False((await ProdAsync()).Reaches(workload, "chatwoot-postgres", 5432));

    [Theory]
    [InlineData("julia-api")]
    [InlineData("julia-scheduler")]
    [InlineData("julia-fila")]
    public async Task Julia_does_not_reach_the_Redis_of_Chatwoot(string workload)
        => Assert.False((await ProdAsync()).Reaches(workload, "chatwoot-redis", 6379));

    [Theory]
    [InlineData("julia-api")]
    [InlineData("julia-scheduler")]
    [InlineData("julia-fila")]
    public async Task Julia_reaches_its_own_Redis(string workload) => Assert.True((await ProdAsync()).Reaches(workload, "redis", 6379));

    [Theory]
    [InlineData("julia-api")]
    [InlineData("julia-scheduler")]
    [InlineData("julia-fila")]
    public async Task Julia_reaches_Supabase_over_HTTPS(string workload)
        => Assert.True((await ProdAsync()).ReachesAddress(workload, InternetAddress, 443));

    [Theory]
    [InlineData("evolution-api")]
    [InlineData("chatwoot")]
    [InlineData("chatwoot-sidekiq")]
    public async Task What_speaks_with_people_reaches_the_internet_over_HTTPS(string workload)
        => Assert.True((await ProdAsync()).ReachesAddress(workload, InternetAddress, 443));

    [Theory]
    [InlineData("chatwoot-prepare")]
    [InlineData("redis")]
    [InlineData("chatwoot-redis")]
    public async Task Nothing_else_reaches_the_internet(string name)
        => Assert.False((await ProdAsync()).ReachesAddress(name, InternetAddress, 443));

    [Theory]
    [InlineData("julia-api", 8000)]
    [InlineData("chatwoot", 3000)]
    public async Task The_edge_reaches_what_is_public(string service, int port)
        => Assert.True((await ProdAsync()).IsReachedFrom("traefik", service, port));

    [Theory]
    [InlineData("evolution-api", 8080)]
    [InlineData("redis", 6379)]
    [InlineData("chatwoot-redis", 6379)]
    [InlineData("chatwoot-postgres", 5432)]
    public async Task The_edge_reaches_nothing_else(string name, int port)
        => Assert.False((await ProdAsync()).IsReachedFrom("traefik", name, port));

    private static Task<StackNetwork> ProdAsync() => StackNetwork.OfAsync("prod", "julia");
}
