using Infra.Applications.Model;
using static Infra.Tests.Applications.Model.Rules.Shop;

namespace Infra.Tests.Applications.Model.Rules;

/// <summary>Definitions with names that cannot be used.</summary>
public sealed class NameRulesTests
{
    [Theory]
    [InlineData("")]
    [InlineData("Shop")]
    [InlineData("1shop")]
    [InlineData("shop-")]
    [InlineData("shop_eu")]
    [InlineData("shop\n")]
    [InlineData("shopshopshopshopshopshopshopshopshopshops")]
    public void The_application_has_a_name_that_Kubernetes_takes(string name)
        => Assert.Equal([$"application {name}: name is \"{name}\"; {NameRule}"], FaultsOf(Named(name)));

    [Theory]
    [InlineData("a")]
    [InlineData("shop-2")]
    [InlineData("shopshopshopshopshopshopshopshopshopshop")]
    public void Other_names_are_accepted(string name) => Assert.Empty(FaultsOf(Named(name)));

    [Fact]
    public void A_workload_has_a_name_that_Kubernetes_takes()
        => Assert.Equal([$"application shop: name of a workload is \"Api\"; {NameRule}"], FaultsOf(Service with { Name = "Api" }));

    [Theory]
    [InlineData("postgres")]
    [InlineData("redis")]
    [InlineData("qdrant")]
    [InlineData("mysql")]
    public void An_application_is_no_data_service(string name)
        => Assert.Equal([$"application {name}: name is \"{name}\"; it is the name of a data service. Rename it."], FaultsOf(Named(name)));

    [Theory]
    [InlineData("postgres")]
    [InlineData("postgres-rw")]
    [InlineData("redis")]
    [InlineData("redis-clients")]
    [InlineData("qdrant")]
    [InlineData("mysql")]
    [InlineData("mysql-haproxy")]
    [InlineData("haproxy")]
    [InlineData("platform")]
    [InlineData("default-deny")]
    [InlineData("allow-dns")]
    [InlineData("acme-solver")]
    [InlineData("tls")]
    [InlineData("rate-limit")]
    [InlineData("security-headers")]
    [InlineData("redirect-to-https")]
    public void A_workload_is_not_called_like_something_of_the_program(string name)
        => Assert.Equal(
            [$"application shop: name of a workload is \"{name}\"; the program itself declares something of this name. Rename it."],
            FaultsOf(Worker with { Name = name }));

    [Fact]
    public void A_public_service_is_not_called_like_the_redirect_of_another()
        => Assert.Equal(
            ["application shop: name of a workload is \"api-redirect\"; it is the name of a route of the public service api. Rename it."],
            FaultsOf(Service with { IsPublic = true }, Service with { Name = "api-redirect", Port = 8001, IsPublic = true }));

    [Fact]
    public void Where_one_of_them_is_not_public_there_is_no_such_route()
        => Assert.Empty(FaultsOf(Service with { IsPublic = true }, Service with { Name = "api-redirect", Port = 8001 }));

    [Fact]
    public void Two_workloads_have_two_names()
        => Assert.Equal(
            ["application shop: name of 2 workloads is \"api\"; each workload has a name of its own. Rename all but one."],
            FaultsOf(Service, Worker with { Name = "api" }));

    [Fact]
    public void A_workload_is_not_called_like_something_of_a_companion()
        => Assert.Equal(
            ["application shop: name of a workload is \"desk-redis\"; the program itself declares something of this name. Rename it."],
            FaultsOf(Of(Worker with { Name = "desk-redis" }) with { Companions = [new CompanionDefinition { Name = "desk" }] }));

    [Fact]
    public void A_service_is_not_called_like_the_canary_of_another()
        => Assert.Equal(
            ["application shop: name of a workload is \"api-canary\"; it is the name of the canary of the public service api. Rename it."],
            FaultsOf(Service with { IsPublic = true }, Worker with { Name = "api-canary" }));

    [Theory]
    [InlineData("Shop")]
    [InlineData("shop.eu")]
    public void A_subdomain_is_a_name(string subdomain)
        => Assert.Equal(
            [$"application shop: api.Subdomain is \"{subdomain}\"; {NameRule}"],
            FaultsOf(Service with { Subdomain = subdomain }));
}
