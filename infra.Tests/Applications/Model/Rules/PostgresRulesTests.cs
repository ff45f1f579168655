using Infra.Applications.Model;
using Infra.Data.Postgres;
using static Infra.Tests.Applications.Model.Rules.Shop;

namespace Infra.Tests.Applications.Model.Rules;

/// <summary>Definitions whose Postgres cannot be deployed.</summary>
public sealed class PostgresRulesTests
{
    [Theory]
    [InlineData("")]
    [InlineData("Shop")]
    [InlineData("1shop")]
    [InlineData("shop-eu")]
    [InlineData("shop\n")]
    [InlineData("shopshopshopshopshopshopshopshopshopshopshopshopshopshopshopshop")]
    public void A_database_has_a_name_that_needs_no_quotes(string name)
        => Assert.Equal(
            [
                $"application shop: Needs.PostgresNeed.Database is \"{name}\"; "
                    + "a database has a name of at most 63 lower-case letters, digits and '_', which begins with no digit. Rename it.",
            ],
            FaultsOf(WithDatabase(name)));

    [Theory]
    [InlineData("postgres")]
    [InlineData("template0")]
    [InlineData("template1")]
    [InlineData("streaming_replica")]
    [InlineData("pg_shop")]
    public void A_database_is_none_of_Postgres_own(string name)
        => Assert.Equal(
            [
                $"application shop: Needs.PostgresNeed.Database is \"{name}\"; "
                    + "Postgres has a database or a role of this name itself. Rename it.",
            ],
            FaultsOf(WithDatabase(name)));

    [Theory]
    [InlineData("shop")]
    [InlineData("_shop_2")]
    [InlineData("shopshopshopshopshopshopshopshopshopshopshopshopshopshopshopsho")]
    public void Other_databases_are_accepted(string name) => Assert.Empty(FaultsOf(WithDatabase(name)));

    [Fact]
    public void A_companions_database_is_told_with_its_name()
        => Assert.Equal(
            [
                "application shop: desk.Needs.PostgresNeed.Database is \"postgres\"; "
                    + "Postgres has a database or a role of this name itself. Rename it.",
            ],
            FaultsOf(Of() with
            {
                Companions = [new CompanionDefinition { Name = "desk", Needs = [new PostgresNeed("postgres")] }],
            }));

    [Fact]
    public void A_version_is_not_newer_than_the_newest()
        => Assert.Equal(
            [
                "application shop: Needs.PostgresNeed.MinimumVersion is 19; the newest Postgres that can be deployed is 18. "
                    + "Use 18 or less.",
            ],
            FaultsOf(WithVersion(19)));

    [Theory]
    [InlineData(12)]
    [InlineData(18)]
    public void Other_versions_are_accepted(int version) => Assert.Empty(FaultsOf(WithVersion(version)));

    private static ApplicationDefinition WithDatabase(string name)
        => Of() with { Needs = [new PostgresNeed(name)] };

    private static ApplicationDefinition WithVersion(int version)
        => Of() with { Needs = [new PostgresNeed("shop") { MinimumVersion = version }] };
}
