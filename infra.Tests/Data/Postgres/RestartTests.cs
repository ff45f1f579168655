using System.Text.Json.Nodes;
using Infra.Tests.PreviewTests.Comparison;
using Infra.Tests.Support;
using StackPreview.Plans;

namespace Infra.Tests.Data.Postgres;

/// <summary>Whoever restarts a database is told, and for how long nobody can connect; whoever does not is not alarmed.</summary>
public sealed class RestartTests
{
    private const string Prod = "Cluster postgres: its instances restart, one after the other, as";
    private const string Dev = "Cluster postgres: it restarts, as";

    [Theory]
    [InlineData("prod", "infra:postgres: {maxConnections: 300}", $"{Prod} postgresql.parameters.max_connections changes", 12)]
    [InlineData("prod", "infra:postgres: {maxConnections: 150}", $"{Prod} postgresql.parameters.max_connections changes", 20)]
    [InlineData("prod", "infra:postgres: {cpu: 1500m}", $"{Prod} resources.limits.cpu changes, resources.requests.cpu changes", 12)]
    [InlineData("dev", "infra:postgres: {maxConnections: 90}", $"{Dev} postgresql.parameters.max_connections changes", 15)]
    [InlineData(
        "dev",
        "infra:postgres: {maxConnections: 90, smartShutdownTimeout: 3m}",
        $"{Dev} postgresql.parameters.max_connections changes",
        190)]
    [InlineData("dev", "infra:postgres: {image: 'postgresql:18.5'}", $"{Dev} imageName changes", 15)]
    public async Task A_restart_is_announced(string stack, string setting, string restart, int seconds)
        => Assert.Contains(
            $"{restart}: new connections are refused for about {seconds} s. Deploy it when that is acceptable.",
            (await StackChange.CompareAsync(stack, setting)).Warnings.Select(finding => finding.Text));

    [Theory]
    [InlineData("infra:postgres: {storage: 60Gi, walStorage: 20Gi}")]
    [InlineData("infra:postgres: {smartShutdownTimeout: 20s, switchoverDelay: 5m}")]
    [InlineData("infra:postgres: {instances: 4}")]
    [InlineData("infra:postgres: {backup: {archiveTimeout: 10m, retentionDays: 31}}")]
    [InlineData("infra:generations: {postgres: 2}")]
    public async Task Nothing_else_is_called_a_restart(string setting)
    {
        var comparison = await StackChange.CompareAsync("prod", setting);
        Assert.False(comparison.IsEmpty);
        Assert.DoesNotContain(comparison.Warnings, finding => finding.Text.Contains("restart", StringComparison.Ordinal));
        Assert.DoesNotContain(comparison.Rollouts, rollout => rollout.Title == "Cluster postgres");
    }

    [Fact]
    public async Task The_same_amount_written_otherwise_restarts_nothing()
    {
        var plan = await StackChange.PlanAsync("prod");
        var before = plan.With("Cluster postgres", "spec.resources.limits.cpu", "4000m");
        var comparison = StackChange.Between(before, plan);
        Assert.Equal(["Cluster postgres"], comparison.Resources.Select(change => change.Title));
        Assert.Empty(comparison.Rollouts);
        Assert.Empty(comparison.Findings);
    }

    [Fact]
    public async Task Another_sidecar_of_the_backup_plugin_restarts_the_instances()
    {
        var plan = await StackChange.PlanAsync("prod");
        var before = plan.With("ObjectStore postgres", "spec.instanceSidecarConfiguration.resources.limits.memory", "256Mi");
        Assert.Equal(
            $"{Prod} instanceSidecarConfiguration.resources.limits.memory changes: new connections are refused for about 12 s. "
                + "Deploy it when that is acceptable.",
            Assert.Single(StackChange.Between(before, plan).Warnings).Text);
    }

    [Theory]
    [InlineData("spec.postgresql.parameters", """{ "log_min_duration_statement": "500", "shared_buffers": "128MB" }""")]
    [InlineData("spec.postgresql.pg_hba", """["host all all all reject"]""")]
    [InlineData("spec.plugins", """[{ "name": "archiver", "parameters": { "barmanObjectName": "thing", "serverName": "other" } }]""")]
    [InlineData("spec.managed", """{ "roles": [] }""")]
    [InlineData("spec.certificates", """{ "serverAltDNSNames": ["pooler"] }""")]
    public void What_the_operator_reloads_is_no_restart(string path, string value)
    {
        const string Cluster = """
            { "spec": { "instances": 1, "postgresql": { "parameters": { "shared_buffers": "128MB" } },
              "plugins": [{ "name": "archiver", "parameters": { "barmanObjectName": "thing" } }] } }
            """;
        var before = SmallPlan.Of("Cluster", Cluster);
        Assert.Empty(StackChange.Between(before, Edited(before, path, value)).Rollouts);
    }

    [Theory]
    [InlineData("spec.postgresql", """{ "parameters": { "pg_stat_statements.max": "5000" } }""")]
    [InlineData("spec.postgresql", """{ "parameters": { "pgaudit.log": "none" } }""")]
    [InlineData("spec.postgresql", """{ "shared_preload_libraries": ["pg_cron"] }""")]
    [InlineData("spec.plugins", """[{ "name": "archiver" }]""")]
    [InlineData("spec.affinity", """{ "topologyKey": "topology.kubernetes.io/zone" }""")]
    [InlineData("spec.logLevel", "\"debug\"")]
    [InlineData("spec.stopDelay", "600")]
    public void What_makes_other_pods_or_is_read_at_the_start_is_a_restart(string path, string value)
    {
        var before = SmallPlan.Of("Cluster", """{ "spec": { "instances": 1 } }""");
        var comparison = StackChange.Between(before, Edited(before, path, value));
        Assert.Equal("Cluster thing", Assert.Single(comparison.Rollouts).Title);
        Assert.Contains("new connections are refused for about 190 s", Assert.Single(comparison.Warnings).Text);
    }

    private static Plan Edited(Plan plan, string path, string value) => plan.With("Cluster thing", path, JsonNode.Parse(value));
}
