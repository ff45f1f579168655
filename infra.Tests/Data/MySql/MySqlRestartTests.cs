using Infra.Tests.PreviewTests.Comparison;
using Infra.Tests.Support;

namespace Infra.Tests.Data.MySql;

/// <summary>What Percona's operator turns into a restart of all instances is called one.</summary>
public sealed class MySqlRestartTests
{
    [Theory]
    [InlineData("spec.mysql.configuration", "[mysqld]\nmax_connections=7\n", "mysql.configuration")]
    [InlineData("spec.mysql.gracePeriod", "30", "mysql.gracePeriod")]
    [InlineData("spec.proxy.haproxy.image", "haproxy:1", "proxy.haproxy.image")]
    [InlineData("spec.mysql.sidecars[0].image", "exporter:1", "mysql.sidecars[exporter].image")]
    public async Task Of_a_group(string path, string old, string shown)
    {
        var plan = (await MySqlStack.OfAsync("prod")).Plan;
        var rollout = Assert.Single(StackChange.Between(plan.With("PerconaServerMySQL mysql", path, old), plan).Rollouts);
        Assert.Equal("PerconaServerMySQL mysql", rollout.Title);
        Assert.StartsWith(shown, rollout.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_generation_of_its_passwords_restarts_a_group_by_its_sidecars()
    {
        var before = (await MySqlStack.OfAsync("prod")).Plan;
        var settings = MySqlStack.SettingsOf("prod", ("generations", """{ "mysql": 2 }"""));
        var after = (await new StackRun { Settings = settings }.RunAsync()).Plan;
        Assert.Contains(
            StackChange.Between(before, after).Rollouts,
            rollout => rollout is { Title: "PerconaServerMySQL mysql", Reason: "Secret mysql-accounts is replaced" });
    }

    [Theory]
    [InlineData("spec.backup.storages.s3.s3.prefix", "elsewhere")]
    [InlineData("spec.mysql.volumeSpec.persistentVolumeClaim.resources.requests.storage", "1Gi")]
    public async Task What_no_pod_has_restarts_nothing(string path, string old)
    {
        var plan = (await MySqlStack.OfAsync("prod")).Plan;
        Assert.Empty(StackChange.Between(plan.With("PerconaServerMySQL mysql", path, old), plan).Rollouts);
    }
}
