using System.Text.Json.Nodes;
using Infra.Data.Postgres;
using Infra.Tests.CustomResources;
using Infra.Tests.Support;
using StackPreview.Json;
using StackPreview.Plans;

namespace Infra.Tests.Data.Postgres;

/// <summary>The restore drill and the dumps of Postgres, as they are declared.</summary>
public sealed class PostgresDrillTests
{
    [Theory]
    [InlineData("dev", true)]
    [InlineData("stage", true)]
    [InlineData("prod", false)]
    public async Task It_runs_every_month_where_data_is_protected_and_on_demand_elsewhere(string stack, bool isSuspended)
    {
        var job = (await Previews.OfAsync(stack)).Plan.Find("CronJob postgres-drill");
        Assert.Equal(
            ("0 5 1 * *", isSuspended, "Forbid"),
            (job.Inputs.Text("spec.schedule"), job.Inputs.IsTrue("spec.suspend"), job.Inputs.Text("spec.concurrencyPolicy")));
        // Where nothing writes the time by schedule, a run does so first, and has it archived.
        string[] preparing = isSuspended ? ["heartbeat", "archive"] : [];
        Assert.Equal(
            ["tools", .. preparing],
            PodTemplate.Of(job)!.Spec.Items("initContainers").Select(container => container.Text("name")));
    }

    [Fact]
    public async Task Its_scratch_cluster_is_as_large_as_the_live_one_archives_nothing_and_is_made_of_fields_that_there_are()
    {
        var plan = (await Previews.OfAsync("prod")).Plan;
        var spec = JsonNode.Parse(Variables(plan)["SPEC"].Text("value"))!.AsObject();
        var live = plan.Find("Cluster postgres").Inputs.At("spec")!;
        foreach (var field in new[] { "imageName", "storage", "walStorage", "resources", "postgresql" })
            Assert.True(JsonNode.DeepEquals(live.At(field), spec.At(field)), field);
        Assert.Null(spec["plugins"]);
        Assert.Equal(1, spec.Number("instances"));
        Assert.Equal(
            ("origin", "postgres-owner", "postgres-ca"),
            (
                spec.Text("bootstrap.recovery.source"),
                spec.Text("bootstrap.recovery.secret.name"),
                spec.Text("certificates.serverCASecret")));
        var origin = Assert.Single(spec.Items("externalClusters"));
        Assert.Equal("origin", origin.Text("name"));
        Assert.Equal("postgres", origin.Text("plugin.parameters.barmanObjectName"));
        // Unless it is said, it would be the name of the scratch cluster.
        Assert.NotEqual("", origin.Text("plugin.parameters.serverName"));

        // It goes past the classes that are generated from the operator's source: its fields are that source's all the same.
        foreach (var (part, type) in new[]
            {
                (spec, "ClusterSpec"),
                (spec["certificates"]!.AsObject(), "CertificatesConfiguration"),
                (spec["managed"]!.AsObject(), "ManagedConfiguration"),
                (spec["managed"]!["services"]!.AsObject(), "ManagedServices"),
                (spec["bootstrap"]!.AsObject(), "BootstrapConfiguration"),
                (spec["bootstrap"]!["recovery"]!.AsObject(), "BootstrapRecovery"),
                (origin.AsObject(), "ExternalCluster"),
                (origin["plugin"]!.AsObject(), "PluginConfiguration"),
            })
        {
            var fields = OperatorSources.Type("CloudNativePG", type).Fields.Select(field => field.Wire).ToHashSet();
            Assert.All(part, entry => Assert.Contains(entry.Key, fields));
        }
    }

    [Fact]
    public async Task It_may_make_clusters_look_at_or_delete_the_one_that_it_makes_and_look_for_volumes()
    {
        var rules = (await Previews.OfAsync("prod")).Plan.Find("Role postgres-drill").Inputs.Items("rules").ToList();
        Assert.Equal(
            [
                "create postgresql.cnpg.io/clusters ",
                "delete,get postgresql.cnpg.io/clusters postgres-drill",
                "list /persistentvolumeclaims ",
            ],
            from rule in rules
            select $"{Joined(rule, "verbs")} {Joined(rule, "apiGroups")}/{Joined(rule, "resources")} {Joined(rule, "resourceNames")}");

        static string Joined(JsonNode rule, string field) => string.Join(',', rule.Items(field).Select(item => item.ToString()));
    }

    [Fact]
    public async Task Its_paths_are_open_all_the_time_and_to_nobody_else()
    {
        var network = await StackNetwork.OfAsync("prod");
        Assert.True(network.Reaches("postgres-drill", "postgres-drill-1", 5432));
        Assert.True(network.IsReachedFrom("cnpg-system", "postgres-drill-1", 8000));
        Assert.False(network.Reaches("api", "postgres-drill-1", 5432));
        Assert.False(network.Reaches("postgres-drill-1", "postgres", 5432));
    }

    [Fact]
    public async Task The_time_is_written_well_within_the_recovery_point_and_by_definition_not_at_all()
    {
        Assert.Equal("*/5 * * * *", (await Previews.OfAsync("prod")).Plan.Find("CronJob postgres-heartbeat").Inputs.Text("spec.schedule"));
        Assert.Equal(("*/20 * * * *", "0 */8 * * *"), (
            PostgresDrill.HeartbeatSchedule(TimeSpan.FromHours(1)).Text,
            PostgresDrill.HeartbeatSchedule(TimeSpan.FromDays(1)).Text));

        var plan = await PlanOfAsync(new PostgresDrillChecks
        {
            NewestRowTable = "app.orders",
            NewestRowColumn = "made_at",
            Migration = "SELECT max(version) FROM schema_migrations",
            MinimumRows = 1000,
            Checks = ["SELECT count(*) > 10 FROM app.users", "SELECT true"],
        });
        Assert.DoesNotContain(plan.Resources, resource => resource.ObjectName == "postgres-heartbeat");
        var variables = Variables(plan);
        Assert.Equal("SELECT extract(epoch FROM max(made_at))::bigint FROM app.orders", variables["NEWEST"].Text("value"));
        Assert.Equal("SELECT max(version) FROM schema_migrations", variables["MIGRATION"].Text("value"));
        Assert.Equal("SELECT count(*) > 10 FROM app.users\nSELECT true", variables["CHECKS"].Text("value"));
        Assert.Equal(("1000", "900"), (variables["MINIMUM_ROWS"].Text("value"), variables["RECOVERY_POINT"].Text("value")));
    }

    [Theory]
    [InlineData("SELECT 1; DROP TABLE orders")]
    [InlineData("UPDATE orders SET id = 1")]
    [InlineData("SELECT 1\nFROM orders")]
    [InlineData("")]
    public void What_is_no_single_SELECT_is_refused(string check)
        => Assert.Equal(
            ("need.PostgresNeed.Drill.Checks[1]", $"\"{check}\"", "a check is a single SELECT, in one line and without ';'"),
            Assert.Single(FaultsOf(new PostgresDrillChecks { Checks = ["SELECT true", check] })));

    [Fact]
    public void A_migration_a_floor_and_a_newest_row_are_held_to_their_rules()
    {
        Assert.Equal(
            ["need.PostgresNeed.Drill.Migration", "need.PostgresNeed.Drill.MinimumRows", "need.PostgresNeed.Drill.NewestRowColumn"],
            FaultsOf(new PostgresDrillChecks { Migration = "TABLE t", MinimumRows = 0, NewestRowTable = "orders" })
                .Select(fault => fault.Path));
        Assert.Equal(
            ["need.PostgresNeed.Drill.NewestRowTable", "need.PostgresNeed.Drill.NewestRowColumn"],
            FaultsOf(new PostgresDrillChecks { NewestRowTable = "a b", NewestRowColumn = "at)" }).Select(fault => fault.Path));
    }

    [Theory]
    [InlineData("dev", true)]
    [InlineData("stage", false)]
    [InlineData("prod", false)]
    public async Task Dumps_are_taken_every_day_where_data_is_to_last_and_on_demand_elsewhere(string stack, bool isSuspended)
    {
        var job = (await Previews.OfAsync(stack)).Plan.Find("CronJob postgres-dump");
        Assert.Equal(("0 4 * * *", isSuspended), (job.Inputs.Text("spec.schedule"), job.Inputs.IsTrue("spec.suspend")));
        var upload = PodTemplate.Of(job)!.Containers.Single(container => container.Text("name") == "upload");
        var variables = upload.Items("env").ToDictionary(variable => variable.Text("name"), variable => variable.Text("value"));
        Assert.EndsWith($"/reference-{stack}/postgres-dump", variables["DESTINATION"], StringComparison.Ordinal);
        Assert.Equal("7", variables["RETENTION_DAYS"]);
    }

    private static IEnumerable<(string Path, string Value, string Rule)> FaultsOf(PostgresDrillChecks checks)
        => new PostgresNeed("shop") { Drill = checks }
            .Faults(MySqlStack.Application, "need")
            .Select(fault => (fault.Path, fault.Value, fault.Rule));

    private static Dictionary<string, JsonNode> Variables(Plan plan)
        => Assert.Single(PodTemplate.Of(plan.Find("CronJob postgres-drill"))!.Spec.Items("containers"))
            .Items("env")
            .ToDictionary(variable => variable.Text("name"));

    private static async Task<Plan> PlanOfAsync(PostgresDrillChecks checks)
    {
        var application = MySqlStack.Application with
        {
            Needs = [.. MySqlStack.Application.Needs, new PostgresNeed("shop") { Drill = checks }],
        };
        var settings = CustomStack.SettingsOf(application, "prod", ("objectStorage", """{ "destination": "s3://backups" }"""));
        return (await Preview.RunAsync(settings, "prod", Catalog.Default)).Plan;
    }
}
