using System.Text.Json.Nodes;
using Infra.Applications;
using Infra.Applications.Model;
using Infra.Data.Postgres;
using Infra.Settings;
using Infra.Tests.CustomResources;
using Infra.Tests.SettingsTests;
using Infra.Tests.Support;
using StackPreview.Json;
using StackPreview.Kinds;
using StackPreview.Plans;

namespace Infra.Tests.Data.Postgres;

/// <summary>A database that is filled with a masked copy of another stack's.</summary>
public sealed class PostgresFillTests
{
    private const string Recover = """
        {
          "from": "postgres-x1y2z3",
          "targetTime": "2026-11-30 02:00:00+00:00",
          "mask": { "destination": "s3://prod-backups/shop" }
        }
        """;

    private static readonly PostgresMasking Masking = new()
    {
        Tables = [new MaskedTable("users", ["email", "phone"], "UPDATE users SET email = 'user' || id || '@example.com', phone = NULL")],
        NotPersonal = ["products.author_name"],
    };

    [Fact]
    public async Task Nobody_connects_to_the_new_database_before_it_is_filled()
    {
        var preview = await PreviewOfAsync(Recover);
        Assert.Empty(preview.Checks.SelectMany(check => check.Findings).Select(finding => finding.Text));
        var fill = FillIn(preview.Plan);
        var workloads = PodTemplate.In(preview.Plan)
            .Where(template => template.Labels.ContainsKey("postgres-2-client")
                && template.Owner.Name.StartsWith("reference-", StringComparison.Ordinal))
            .ToList();
        Assert.NotEmpty(workloads);
        Assert.All(workloads, template => Assert.Contains(fill.Urn, AllBefore(template.Owner, preview.Plan)));
        // And what is archived before has nothing in it.
        Assert.Contains(fill.Urn, AllBefore(JobIn(preview.Plan, "postgres-2-base-"), preview.Plan));
        // What drills write would be in the way.
        Assert.Contains(fill.Urn, preview.Plan.Find("CronJob postgres-heartbeat").Dependencies);
        var cluster = preview.Plan.Find("Cluster postgres-2");
        Assert.NotNull(cluster.Inputs.At("spec.bootstrap.initdb"));
        Assert.Empty(cluster.Inputs.Items("spec.externalClusters"));
    }

    [Fact]
    public async Task Its_scratch_cluster_reads_the_other_archive_with_other_keys_and_archives_nothing()
    {
        var plan = (await PreviewOfAsync(Recover)).Plan;
        var variables = Variables(plan);
        var spec = JsonNode.Parse(variables["SPEC"].Text("value"))!.AsObject();
        Assert.Null(spec["plugins"]);
        Assert.Equal(1, spec.Number("instances"));
        Assert.Equal("5000", spec.Text("postgresql.parameters.max_connections"));
        Assert.Equal("2026-11-30T02:00:00+00:00", spec.Text("bootstrap.recovery.recoveryTarget.targetTime"));
        var plugin = Assert.Single(spec.Items("externalClusters"))!["plugin"]!;
        Assert.Equal(
            ("postgres-fill", "postgres-x1y2z3"),
            (plugin.Text("parameters.barmanObjectName"), plugin.Text("parameters.serverName")));
        var fields = OperatorSources.Type("CloudNativePG", "ClusterSpec").Fields.Select(field => field.Wire).ToHashSet();
        Assert.All(spec, entry => Assert.Contains(entry.Key, fields));

        var store = plan.Find("ObjectStore postgres-fill");
        Assert.Equal("s3://prod-backups/shop", store.Inputs.Text("spec.configuration.destinationPath"));
        Assert.Null(store.Inputs.At("spec.retentionPolicy"));
        Assert.Equal("postgres-fill-credentials", store.Inputs.Text("spec.configuration.s3Credentials.accessKeyId.name"));
        Assert.Equal("users\temail,phone\t" + Masking.Tables[0].Update, variables["MASKS"].Text("value"));
        Assert.Equal("products.author_name", variables["KEPT"].Text("value"));
    }

    [Fact]
    public async Task Without_the_line_nothing_that_reads_the_other_stack_is_left()
    {
        var settings = SettingsOf("""{ "incarnation": 2 }""");
        Assert.DoesNotContain("MASK_ACCESS_KEY_ID", settings.SuppliedSecrets);
        var plan = (await Preview.RunAsync(settings, "stage", Catalog.Default)).Plan;
        Assert.DoesNotContain(plan.Objects, resource => resource.ObjectName?.Contains("-fill", StringComparison.Ordinal) == true);
        Assert.Contains("MASK_ACCESS_KEY_ID", SettingsOf($$"""{ "incarnation": 2, "recover": {{Recover}} }""").SuppliedSecrets);
    }

    [Fact]
    public async Task A_copy_is_refused_in_prod_and_where_nobody_says_what_is_personal()
    {
        const string Text = "infra:postgres: {incarnation: 2, recover: {from: postgres, mask: {destination: 's3://prod-backups/shop'}}}";
        Assert.Equal(
            "Pulumi.prod.yaml: infra:postgres.recover.mask.destination is \"s3://prod-backups/shop\"; prod has what other "
                + "environments get copies of. Remove infra:postgres.recover.mask.",
            await Project.RefusalOfAsync(StackText.Of(Text), "prod"));
        Assert.Equal(
            "Pulumi.stage.yaml: infra:postgres.recover.mask.destination is \"s3://prod-backups/shop\"; the definition of "
                + "application car-api does not say what in its database is personal data. Give its PostgresNeed a Masking, "
                + "or remove infra:postgres.recover.mask.",
            (await Project.RefusalOfAsync(StackText.Of("infra:application: car-api", Text), "stage")).Split('\n')[0]);
    }

    [Theory]
    [InlineData("DELETE FROM users")]
    [InlineData("UPDATE orders SET note = NULL")]
    [InlineData("UPDATE users SET email = NULL; DROP TABLE users")]
    [InlineData("UPDATE users SET email = NULL\nWHERE true")]
    public void What_is_no_single_UPDATE_of_its_table_is_refused(string update)
        => Assert.Equal(
            [("need.PostgresNeed.Masking.Tables[0].Update", "a mask is a single UPDATE of its table, in one line and without ';'")],
            FaultsOf(Masking with { Tables = [Masking.Tables[0] with { Update = update }] }));

    [Fact]
    public void Names_and_columns_are_held_to_their_rules()
    {
        var wrong = new MaskedTable("Users", [], "UPDATE Users SET a = 1");
        Assert.Equal(
            ["Tables[0].Name", "Tables[0].Columns", "Tables[0].Update", "NotPersonal"],
            FaultsOf(new PostgresMasking { Tables = [wrong], NotPersonal = ["name"] })
                .Select(fault => fault.Path["need.PostgresNeed.Masking.".Length..]));
    }

    private static IEnumerable<(string Path, string Rule)> FaultsOf(PostgresMasking masking)
        => new PostgresNeed("shop") { Masking = masking }
            .Faults(Reference.Definition, "need")
            .Select(fault => (fault.Path, fault.Rule));

    private static Task<Preview> PreviewOfAsync(string recover)
    {
        var settings = SettingsOf($$"""{ "incarnation": 2, "drill": { "enabled": true }, "recover": {{recover}} }""");
        return Preview.RunAsync(settings, "stage", Catalog.Default);
    }

    private static StackSettings SettingsOf(string postgres) => CustomStack.SettingsOf(
        Reference.Definition with { Needs = [.. Reference.Definition.Needs.Select(Masked)] },
        "stage",
        ("objectStorage", """{ "destination": "s3://backups/stage" }"""),
        ("edge", """{ "domain": "example.com" }"""),
        ("postgres", postgres));

    private static DataServiceNeed Masked(DataServiceNeed need)
        => need is PostgresNeed postgres ? postgres with { Masking = Masking } : need;

    private static PlannedResource FillIn(Plan plan) => JobIn(plan, "postgres-fill-");

    private static PlannedResource JobIn(Plan plan, string prefix)
        => plan.OfKind(KubernetesKinds.Job).Single(job => job.ObjectName!.StartsWith(prefix, StringComparison.Ordinal));

    // What a resource waits for, and what that waits for.
    private static HashSet<string> AllBefore(PlannedResource resource, Plan plan)
    {
        var byUrn = plan.Resources.ToDictionary(one => one.Urn);
        var found = new HashSet<string>();
        var next = new Stack<string>(resource.Dependencies);
        while (next.TryPop(out var urn))
        {
            if (found.Add(urn) && byUrn.TryGetValue(urn, out var dependency))
            {
                foreach (var further in dependency.Dependencies)
                    next.Push(further);
            }
        }

        return found;
    }

    private static Dictionary<string, JsonNode> Variables(Plan plan)
        => Assert.Single(PodTemplate.Of(FillIn(plan))!.Spec.Items("containers"))
            .Items("env")
            .ToDictionary(variable => variable.Text("name"));
}
