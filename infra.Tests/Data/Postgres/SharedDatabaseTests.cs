using Infra.Data.Postgres;
using Infra.Faults;
using Infra.Settings;
using Infra.Tests.Platform.Steps;
using Infra.Tests.PreviewTests.Comparison;
using Infra.Tests.Support;
using StackPreview.Json;
using StackPreview.Plans;

namespace Infra.Tests.Data.Postgres;

/// <summary>A companion's database in the application's cluster: a role and a database of its own, and nobody else's.</summary>
public sealed class SharedDatabaseTests
{
    [Theory]
    [InlineData("dev")]
    [InlineData("stage")]
    [InlineData("prod")]
    public async Task Both_are_in_one_cluster_and_all_checks_pass(string environment)
    {
        var preview = await PreviewAsync(environment);
        var plan = preview.Plan;
        Assert.Equal("postgres", Assert.Single(plan.OfKind("Cluster")).ObjectName);
        var database = plan.Find("Database desk-postgres");
        Assert.Equal("postgres", database.Inputs.Text("spec.cluster.name"));
        Assert.Equal("desk", database.Inputs.Text("spec.name"));
        Assert.Equal("retain", database.Inputs.Text("spec.databaseReclaimPolicy"));
        Assert.Contains(plan.Find("DatabaseRole desk-postgres").Urn, database.Dependencies);
        Assert.Equal("desk-postgres-owner", plan.Find("DatabaseRole desk-postgres").Inputs.Text("spec.passwordSecret.name"));
        Assert.Empty(preview.Checks.SelectMany(check => check.Findings).Select(finding => finding.Text));
    }

    [Fact]
    public async Task Its_pods_connect_to_the_application_s_server_with_their_own_role()
    {
        var plan = (await PreviewAsync("prod")).Plan;
        var desk = plan.Find("Deployment desk");
        Assert.Contains("postgres-client", PodTemplate.Of(desk)!.Labels);
        // They wait until nobody else may connect to their database.
        var step = Assert.Single(
            plan.OfKind("Job"),
            job => job.ObjectName!.StartsWith("desk-postgres-rollout-", StringComparison.Ordinal));
        Assert.Contains(step.Urn, desk.Dependencies);
        Assert.Contains(plan.Find("Database desk-postgres").Urn, step.Dependencies);
        Assert.Contains(plan.Objects, resource => resource is { Kind: "CronJob", ObjectName: "desk-postgres-dump" });
        Assert.DoesNotContain(plan.Objects, resource => resource is { Kind: "CronJob", ObjectName: "desk-postgres-drill" });
    }

    [Fact]
    public async Task What_it_loses_and_how_far_back_it_goes_is_the_cluster_s()
    {
        var preview = await PreviewAsync("prod", ("postgres", """{ "backup": { "retentionDays": 45 } }"""));
        var objectives = Infra.Reporting.RecoverySection.Objectives(preview.Settings, Catalog.Default.DataServices).ToList();
        Assert.Equal(["postgres", "desk-postgres"], objectives.Select(objective => objective.Name));
        Assert.All(objectives, objective => Assert.Equal(45, objective.WindowDays));
        Assert.Equal(objectives[0].Place, objectives[1].Place);
    }

    [Fact]
    public async Task Its_connections_count_among_those_of_the_cluster()
    {
        var findings = (await PreviewAsync("prod", ("postgres", """{ "maxConnections": 20 }"""))).Checks
            .SelectMany(check => check.Findings)
            .Select(finding => finding.Text);
        Assert.Contains(findings, text => text.Contains(", desk ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Through_the_application_s_pooler_it_has_a_pool_of_its_own_and_waits_for_it()
    {
        var settings = SharingStack.SettingsOf(
            "prod",
            SharingStack.Companions,
            SharingStack.Host with { AllowsTransactionPooling = true },
            SharingStack.Guest with { AllowsTransactionPooling = true },
            ("postgres", """{ "maxConnections": 100, "pooler": { "enabled": true, "poolSize": 40, "maxClientConnections": 10 } }"""));
        var preview = await PreviewAsync(settings);
        var desk = preview.Plan.Find("Deployment desk");
        Assert.Contains("postgres-pooler-client", PodTemplate.Of(desk)!.Labels);
        Assert.DoesNotContain("postgres-client", PodTemplate.Of(desk)!.Labels);
        var findings = preview.Checks.SelectMany(check => check.Findings).Select(finding => finding.Text).ToList();
        Assert.Equal(2, findings.Count);
        Assert.Contains(findings, text => text.Contains("the pooler 160", StringComparison.Ordinal)
            && !text.Contains("desk", StringComparison.Ordinal));
        Assert.Contains(findings, text => text.StartsWith("Pooler postgres-pooler: its clients may open ", StringComparison.Ordinal)
            && text.Contains(", desk ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task In_a_recovered_cluster_they_are_other_objects()
    {
        var before = (await PreviewAsync("prod")).Plan;
        var after = (await PreviewAsync(
            "prod",
            ("postgres", """{ "incarnation": 2, "formers": { "postgres": "keep" }, "recover": { "from": "postgres-abc" } }"""))).Plan;
        Assert.Equal("postgres-2", after.Find("Database desk-postgres-2").Inputs.Text("spec.cluster.name"));
        Assert.Empty(StackChange.Between(before, after).Refused);
    }

    [Fact]
    public async Task A_live_companion_is_not_moved_there_with_its_data_left_behind()
    {
        var own = (await PreviewAsync(SettingsOf("prod", """{ "desk": { "postgres": {} } }"""))).Plan;
        Assert.Contains(
            StackChange.Between(own, (await PreviewAsync("prod")).Plan).Refused,
            finding => finding.Text.StartsWith("Cluster desk-postgres: ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(false, "desk", "17", "the definition of companion desk does not say that it may share a cluster (AllowsSharedCluster)")]
    [InlineData(true, "shop", "17", "the application's database is called shop as well")]
    [InlineData(true, "desk", "18", "companion desk needs Postgres 18 or later, and the application's is 17")]
    public void What_could_not_work_is_refused(bool mayShare, string database, string version, string rule)
    {
        var need = new PostgresNeed(database) { AllowsSharedCluster = mayShare, MinimumVersion = int.Parse(version) };
        var refusal = Assert.Throws<InputException>(() => SharingStack.SettingsOf(
            "prod",
            SharingStack.Companions,
            SharingStack.Host,
            need,
            ("postgres", """{ "version": 17 }""")));
        Assert.Equal(
            $"Pulumi.prod.yaml: infra:companions.desk.postgres.provider is \"shared\"; {rule}. Use cluster, or remove the line.",
            Assert.Single(refusal.Messages));
    }

    [Fact]
    public void A_server_that_runs_elsewhere_is_shared_with_nobody()
    {
        const string Server = """{ "provider": "existing", "existing": { "host": "db.example.com", "addresses": ["203.0.113.7/32"] } }""";
        var refusal = Assert.Throws<InputException>(() => SharingStack.SettingsOf(
            "prod",
            SharingStack.Companions,
            SharingStack.Host,
            SharingStack.Guest,
            ("postgres", Server)));
        Assert.Equal(
            "Pulumi.prod.yaml: infra:companions.desk.postgres.provider is \"shared\"; the application's Postgres runs elsewhere, where "
                + "the operator makes no databases. Use cluster, or remove the line.",
            Assert.Single(refusal.Messages));
    }

    [Fact]
    public void There_must_be_a_cluster_and_settings_that_would_do_nothing_are_refused()
    {
        var alone = Assert.Throws<InputException>(
            () => SharingStack.SettingsOf("prod", SharingStack.Companions, null, SharingStack.Guest));
        Assert.Contains("the application has no Postgres of its own that it could be in", Assert.Single(alone.Messages));
        var sized = Assert.Throws<InputException>(() => SettingsOf(
            "prod",
            """{ "desk": { "postgres": { "provider": "shared", "storage": "20Gi" } } }"""));
        Assert.Contains("infra:companions.desk.postgres.storage", Assert.Single(sized.Messages));
    }

    [ToolFact("initdb", "pg_ctl", "psql", "setpriv --clear-groups true")]
    public void Nobody_but_the_owner_connects()
    {
        using var server = ArchivingPostgres.Start();
        Tool.Run("psql", "", "-XqU", "postgres", "-h", "127.0.0.1", "-p", $"{server.Port}", "-c", "CREATE ROLE desk LOGIN");
        Assert.Equal(0, LogIn(server, "desk"));
        using var run = new StepRun();
        var (exitCode, said, _) = run
            .With("PGHOST", "127.0.0.1")
            .With("PGPORT", $"{server.Port}")
            .With("PGUSER", "shop")
            .With("PGDATABASE", "shop")
            .With("DEADLINE", "600")
            .Run(SharedDatabase.Script);
        Assert.Equal((0, "Nobody but its owner connects to database shop."), (exitCode, said));
        Assert.NotEqual(0, LogIn(server, "desk"));
        Assert.Equal(0, LogIn(server, "shop"));
    }

    [ToolFact("initdb", "pg_ctl", "psql", "setpriv --clear-groups true")]
    public void Who_may_not_keep_others_out_fails_in_time()
    {
        using var server = ArchivingPostgres.Start();
        using var run = new StepRun();
        var (exitCode, said, _) = run
            .With("PGHOST", "127.0.0.1")
            .With("PGPORT", $"{server.Port}")
            .With("PGUSER", "nobody")
            .With("PGDATABASE", "shop")
            .With("DEADLINE", "5")
            .Run(SharedDatabase.Script);
        Assert.Equal(1, exitCode);
        Assert.StartsWith("Others can connect to database shop after 5s: ", said, StringComparison.Ordinal);
        Assert.EndsWith("role \"nobody\" does not exist", said.TrimEnd(), StringComparison.Ordinal);
    }

    private static int LogIn(ArchivingPostgres server, string role)
        => Tool.Run("psql", "", "-XqU", role, "-h", "127.0.0.1", "-p", $"{server.Port}", "-c", "SELECT 1", "shop").ExitCode;

    private static Task<Preview> PreviewAsync(string environment, params (string Key, string Value)[] configuration)
        => PreviewAsync(
            SharingStack.SettingsOf(environment, SharingStack.Companions, SharingStack.Host, SharingStack.Guest, configuration));

    private static Task<Preview> PreviewAsync(StackSettings settings)
        => Preview.RunAsync(settings, settings.Environment.Name, Catalog.Default);

    private static StackSettings SettingsOf(string environment, string companions)
        => SharingStack.SettingsOf(environment, companions, SharingStack.Host, SharingStack.Guest);
}
