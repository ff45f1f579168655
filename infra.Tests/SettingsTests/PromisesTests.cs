using Infra.Reporting;
using Infra.Tests.Applications;

namespace Infra.Tests.SettingsTests;

/// <summary>What is allowed, but takes back what an environment promises, is told.</summary>
public sealed class PromisesTests
{
    [Theory]
    [InlineData("stage")]
    [InlineData("prod")]
    public void One_instance_of_Postgres_is_told_where_the_loss_of_a_node_is_to_be_survived(string stack)
        => Assert.Equal(
            [
                "infra:postgres.instances: with one instance, Postgres is away while its node is, and while it restarts; "
                    + $"{stack} promises to survive the loss of a node. Use 2 or more",
            ],
            ToldOf("reference", stack, ("postgres", """{"instances": 1}""")));

    [Fact]
    public void A_companions_own_is_named_by_its_setting()
        => Assert.StartsWith(
            "infra:companions.chatwoot.postgres.instances: ",
            Assert.Single(ToldOf("julia", "prod", ("companions", """{"chatwoot": {"postgres": {"instances": 1}}}"""))),
            StringComparison.Ordinal);

    [Fact]
    public void One_server_of_MySQL_is_told_too()
        => Assert.Equal(
            [
                "infra:mysql.provider: one server is away while its node is; prod promises to survive the loss of a node. Use percona",
            ],
            ToldOf("graphrag", "prod", ("mysql", """{"provider": "statefulset"}""")));

    [Theory]
    [InlineData("reference", "dev", "postgres", """{"instances": 1}""")]
    [InlineData("reference", "prod", "postgres", """{"instances": 2}""")]
    [InlineData("graphrag", "dev", "mysql", """{"provider": "statefulset"}""")]
    public void What_keeps_the_promise_is_not_told(string application, string stack, string section, string value)
        => Assert.Empty(ToldOf(application, stack, (section, value)));

    private static IEnumerable<string> ToldOf(string application, string stack, (string Key, string Value) setting)
        => PromisesSection.Of(ApplicationRuns.SettingsOf(application, stack, setting)).Rows.Select(row => $"{row[0]}: {row[1]}");
}
