using Infra.Applications.Model;
using Infra.Data.MySql;
using static Infra.Tests.Applications.Model.Rules.Shop;

namespace Infra.Tests.Applications.Model.Rules;

/// <summary>Definitions whose MySQL cannot be deployed.</summary>
public sealed class MySqlRulesTests
{
    [Theory]
    [InlineData("")]
    [InlineData("Shop")]
    [InlineData("1shop")]
    [InlineData("shop-eu")]
    [InlineData("shop`")]
    [InlineData("shop\n")]
    [InlineData("shopshopshopshopshopshopshopshops")]
    public void A_MySQL_database_has_a_name_that_its_user_can_have_too(string name)
        => Assert.Equal(
            [
                $"application shop: Needs.MySqlNeed.Database is \"{name}\"; "
                    + "a database has a name of at most 32 lower-case letters, digits and '_', which begins with no digit. Rename it.",
            ],
            FaultsOf(WithMySql(name)));

    [Theory]
    [InlineData("mysql")]
    [InlineData("information_schema")]
    [InlineData("performance_schema")]
    [InlineData("sys")]
    [InlineData("sys_operator")]
    [InlineData("mysql_innodb_cluster_metadata")]
    [InlineData("root")]
    [InlineData("exporter")]
    [InlineData("clusterset")]
    [InlineData("heartbeat")]
    [InlineData("monitor")]
    [InlineData("operator")]
    [InlineData("orchestrator")]
    [InlineData("replication")]
    [InlineData("xtrabackup")]
    public void A_MySQL_database_is_none_of_MySQLs_own(string name)
        => Assert.Equal(
            [$"application shop: Needs.MySqlNeed.Database is \"{name}\"; MySQL has a database or a user of this name itself. Rename it."],
            FaultsOf(WithMySql(name)));

    [Theory]
    [InlineData("shop")]
    [InlineData("_shop_2")]
    [InlineData("shopshopshopshopshopshopshopshop")]
    public void Other_MySQL_databases_are_accepted(string name) => Assert.Empty(FaultsOf(WithMySql(name)));

    [Fact]
    public void A_companion_with_MySQL_has_a_name_that_the_operator_takes()
        => Assert.Equal(
            [
                "application shop: name of a companion is \"accounting-office\"; "
                    + "its MySQL is called accounting-office-mysql, and the operator takes at most 22 characters. Shorten it.",
            ],
            FaultsOf(Of() with
            {
                Companions =
                [
                    new CompanionDefinition { Name = "accounting-office", Needs = [new MySqlNeed("office")] },
                ],
            }));

    private static ApplicationDefinition WithMySql(string name) => Of() with { Needs = [new MySqlNeed(name)] };
}
