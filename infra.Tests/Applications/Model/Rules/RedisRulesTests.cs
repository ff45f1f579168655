using Infra.Applications.Model;
using Infra.Data.Redis;
using static Infra.Tests.Applications.Model.Rules.Shop;

namespace Infra.Tests.Applications.Model.Rules;

/// <summary>Definitions whose Redis cannot be used.</summary>
public sealed class RedisRulesTests
{
    [Theory]
    [InlineData(-1, "Use 0 or more")]
    [InlineData(16, "Use 15 or less")]
    public void Redis_has_sixteen_databases(int database, string fix)
        => Assert.Equal(
            [$"application shop: api.Variables is REDIS_URL of database {database}; Redis has the databases 0 to 15. {fix}."],
            FaultsOf(WithDatabase(database)));

    [Theory]
    [InlineData(0)]
    [InlineData(15)]
    public void Each_of_them_is_accepted(int database) => Assert.Empty(FaultsOf(WithDatabase(database)));

    private static ApplicationDefinition WithDatabase(int database)
        => Of(Service with { Variables = [RedisVariable.Url("REDIS_URL", database)] }) with
    {
        Needs = [new RedisNeed()],
    };
}
