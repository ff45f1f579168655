using Infra.Tests.Support;

namespace Infra.Tests.Plans;

/// <summary>What Traefik reaches: public services, and the pods that prove who owns their hosts.</summary>
public sealed class EdgePathTests
{
    private const string Traefik = "traefik";

    [Fact]
    public async Task Traefik_reaches_the_public_service() => Assert.True((await ProdAsync()).IsReachedFrom(Traefik, "api", 8000));

    [Fact]
    public async Task Traefik_reaches_the_pods_that_prove_who_owns_a_host()
        => Assert.True((await ProdAsync()).IsReachedFrom(Traefik, StackNetwork.AcmeSolver, 8089));

    [Theory]
    [InlineData("worker", 8080)]
    [InlineData("redis", 6379)]
    [InlineData("redis", 9121)]
    [InlineData("qdrant", 6333)]
    [InlineData("qdrant", 6334)]
    [InlineData("migrate", 8000)]
    public async Task Traefik_does_not_reach_what_is_not_public(string name, int port)
        => Assert.False((await ProdAsync()).IsReachedFrom(Traefik, name, port));

    [Theory]
    [InlineData("api", 8080)]
    [InlineData("api", 80)]
    [InlineData(StackNetwork.AcmeSolver, 80)]
    public async Task Traefik_reaches_no_other_port(string name, int port)
        => Assert.False((await ProdAsync()).IsReachedFrom(Traefik, name, port));

    [Theory]
    [InlineData("monitoring")]
    [InlineData("default")]
    public async Task Nothing_but_Traefik_reaches_the_pods_that_prove_who_owns_a_host(string ns)
        => Assert.False((await ProdAsync()).IsReachedFrom(ns, StackNetwork.AcmeSolver, 8089));

    [Theory]
    [InlineData("198.51.100.1")]
    [InlineData("10.1.2.3")]
    public async Task No_address_reaches_the_public_service_past_Traefik(string address)
        => Assert.False((await ProdAsync()).IsReachedFromAddress(address, "api", 8000));

    private static Task<StackNetwork> ProdAsync() => StackNetwork.OfAsync("prod");
}
