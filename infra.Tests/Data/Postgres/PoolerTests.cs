using Infra.Tests.PreviewTests.Comparison;
using Infra.Tests.SettingsTests;
using Infra.Tests.Support;
using StackPreview.Checks;
using StackPreview.Comparison;
using StackPreview.Json;
using StackPreview.Plans;

namespace Infra.Tests.Data.Postgres;

/// <summary>A pooler by one line: what runs all the time goes through it, jobs do not, and clients verify its certificate.</summary>
public sealed class PoolerTests
{
    private const string Pooled = "infra:postgres: {pooler: {enabled: true}}";
    private const string Host = "postgres-pooler.reference-prod.svc";

    [Fact]
    public async Task Services_and_workers_go_through_it_and_jobs_do_not()
    {
        var plan = await StackChange.PlanWithAsync("prod", Pooled);
        foreach (var workload in new[] { "Deployment api", "Deployment worker" })
        {
            var labels = PodTemplate.Of(plan.Find(workload))!.Labels;
            Assert.Contains("postgres-pooler-client", labels);
            Assert.DoesNotContain("postgres-client", labels);
            Assert.Contains(plan.Find("Pooler postgres-pooler").Urn, plan.Find(workload).Dependencies);
        }

        var migration = PodTemplate.Of(plan.Find("Job migrate"))!.Labels;
        Assert.Contains("postgres-client", migration);
        Assert.DoesNotContain("postgres-pooler-client", migration);
    }

    [Fact]
    public async Task Its_host_is_in_the_certificate_that_it_shows()
    {
        var cluster = (await StackChange.PlanWithAsync("prod", Pooled)).Find("Cluster postgres");
        Assert.Equal(
            ["postgres-pooler", "postgres-pooler.reference-prod", Host],
            cluster.Inputs.Items("spec.certificates.serverAltDNSNames").Select(name => $"{name}"));
    }

    [Fact]
    public async Task It_pools_transactions_over_encrypted_connections()
    {
        var pooler = (await StackChange.PlanWithAsync("prod", Pooled)).Find("Pooler postgres-pooler");
        Assert.Equal("transaction", pooler.Inputs.Text("spec.pgbouncer.poolMode"));
        var parameters = pooler.Inputs.Entries("spec.pgbouncer.parameters").ToDictionary(entry => entry.Key, entry => $"{entry.Value}");
        Assert.Equal("require", parameters["client_tls_sslmode"]);
        Assert.Equal("verify-ca", parameters["server_tls_sslmode"]);
        Assert.Equal("200", parameters["max_prepared_statements"]);
        Assert.Equal("jsonpath={.status.phase}=active", $"{pooler.Inputs.At("metadata.annotations")!["pulumi.com/waitFor"]}");
    }

    [Fact]
    public async Task Its_clients_reach_the_servers_no_other_way()
    {
        var network = new NetworkModel(await StackChange.PlanWithAsync("prod", Pooled));
        Dictionary<string, string> client = new() { ["postgres-pooler-client"] = "true" };
        Dictionary<string, string> job = new() { ["postgres-client"] = "true" };
        Dictionary<string, string> instance = new() { ["cnpg.io/cluster"] = "postgres", ["cnpg.io/podRole"] = "instance" };
        Dictionary<string, string> pooler = new() { ["cnpg.io/cluster"] = "postgres", ["cnpg.io/poolerName"] = "postgres-pooler" };
        Assert.True(network.AllowsBetween(client, pooler, 5432));
        Assert.True(network.AllowsBetween(pooler, instance, 5432));
        Assert.False(network.AllowsBetween(client, instance, 5432));
        Assert.True(network.AllowsBetween(job, instance, 5432));
    }

    [Fact]
    public async Task Prometheus_tells_it_from_the_instances()
    {
        var plan = await StackChange.PlanWithAsync("prod", Pooled);
        Assert.Equal("instance", LabelOf("PodMonitor postgres", "cnpg.io/podRole"));
        Assert.Equal("postgres-pooler", LabelOf("PodMonitor postgres-pooler", "cnpg.io/poolerName"));
        Assert.Equal("postgres-pooler", LabelOf("PodDisruptionBudget postgres-pooler", "cnpg.io/poolerName"));

        string LabelOf(string title, string key) => $"{plan.Find(title).Inputs.At("spec.selector.matchLabels")![key]}";
    }

    [Theory]
    [InlineData("dev")]
    [InlineData("stage")]
    [InlineData("prod")]
    public async Task A_live_stack_takes_it_up_without_a_restart_of_its_database(string stack)
    {
        var comparison = await StackChange.CompareAsync(stack, Pooled);
        Assert.Empty(comparison.Refused);
        Assert.DoesNotContain(comparison.Warnings, finding => finding.Text.Contains("restart", StringComparison.Ordinal));
        Assert.DoesNotContain(comparison.Rollouts, rollout => rollout.Title == "Cluster postgres");
        Assert.DoesNotContain(comparison.Of(ChangeKind.Replaced), change => change.Title.Contains("postgres", StringComparison.Ordinal));
        Assert.Empty((await FindingsWithAsync(stack, Pooled)).Select(finding => finding.Text));
    }

    [Fact]
    public async Task It_moves_to_the_cluster_that_is_recovered()
    {
        var plan = await StackChange.PlanWithAsync(
            "prod",
            "infra:postgres: {pooler: {enabled: true}, incarnation: 2, formers: {postgres: keep}, recover: {from: postgres-abc}}");
        var pooler = Assert.Single(plan.OfKind("Pooler"));
        Assert.Equal("postgres-2-pooler", pooler.ObjectName);
        Assert.Equal("postgres-2", pooler.Inputs.Text("spec.cluster.name"));
        // Clients come through the former one's until they are led to the new one.
        Assert.Equal(
            Host,
            $"{plan.Find("Cluster postgres").Inputs.Items("spec.certificates.serverAltDNSNames").Last()}");
        Assert.Empty(StackChange.Between(await StackChange.PlanWithAsync("prod", Pooled), plan).Refused);
    }

    [Fact]
    public async Task Its_names_leave_the_certificate_after_its_clients_have_left_it()
    {
        var on = await StackChange.PlanWithAsync("prod", Pooled);
        var off = await StackChange.PlanWithAsync("prod", "infra:postgres: {pooler: {inCertificate: true}}");
        var without = await StackChange.PlanAsync("prod");
        Assert.Equal(
            "Cluster postgres: its certificate loses the names of its pooler before the pooler's clients are replaced: until then none of "
                + "them gets a new connection. Set infra:postgres.pooler.inCertificate to true, and remove that an update later.",
            Assert.Single(StackChange.Between(on, without).Refused).Text);
        Assert.Empty(off.OfKind("Pooler"));
        Assert.Empty(StackChange.Between(on, off).Refused);
        Assert.Empty(StackChange.Between(off, without).Refused);
    }

    [Fact]
    public async Task What_it_takes_is_held_against_the_servers_and_its_clients()
    {
        Assert.Contains(
            await FindingsWithAsync("prod", "infra:postgres: {pooler: {enabled: true, instances: 3, poolSize: 100}}"),
            finding => finding.Text.Contains("the pooler 300", StringComparison.Ordinal));
        Assert.Contains(
            await FindingsWithAsync("prod", "infra:postgres: {pooler: {enabled: true, instances: 1, maxClientConnections: 10}}"),
            finding => finding.Text.StartsWith("Pooler postgres-pooler: its clients may open ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_application_that_needs_sessions_gets_none()
        => Assert.Equal(
            "Pulumi.prod.yaml: infra:postgres.pooler.enabled is true; the definition of application nica does not say that it needs no "
                + "session longer than a transaction. Give its PostgresNeed AllowsTransactionPooling, or remove it.",
            (await Project.RefusalOfAsync(StackText.Of("infra:application: nica", Pooled), "prod")).Split('\n')[0]);

    [Fact]
    public async Task Its_clients_never_come_without_its_names_in_the_certificate()
        => Assert.Equal(
            "Pulumi.prod.yaml: infra:postgres.pooler.inCertificate is false; whoever comes through the pooler verifies its name. Use "
                + "true, or remove the line.",
            (await Project.RefusalOfAsync(StackText.Of("infra:postgres: {pooler: {enabled: true, inCertificate: false}}"), "prod"))
                .Split('\n')[0]);

    private static async Task<IReadOnlyList<Finding>> FindingsWithAsync(string stack, string setting)
    {
        var settings = Previews.Parse(
            stack,
            $"{await File.ReadAllTextAsync(Path.Combine(Repository.TestStacks, $"Pulumi.{stack}.yaml"))}\n  {setting}\n");
        var preview = await Preview.RunAsync(settings, stack, Catalog.Default);
        return [.. preview.Checks.SelectMany(check => check.Findings)];
    }
}
