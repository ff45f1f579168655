using System.Text.Json.Nodes;
using Infra.Tests.PreviewTests.Comparison;
using Infra.Tests.SettingsTests;
using Infra.Tests.Support;
using StackPreview.Comparison;
using StackPreview.Json;
using StackPreview.Plans;

namespace Infra.Tests.Data.Postgres;

/// <summary>A new cluster takes its data from a running server, once, by a path that nothing else has.</summary>
public sealed class ImportTests
{
    private const string One = "host: db.example.com, addresses: [203.0.113.7/32], database: shop, username: reader";
    private const string Several = "host: db.example.com, addresses: [10.1.2.0/24], databases: [reference, shop], roles: ['*']";

    [Fact]
    public async Task One_database_becomes_the_applications()
    {
        var spec = (await PlanAsync(One)).Find("Cluster postgres").Inputs["spec"]!;
        Assert.Equal(
            """{"databases":["shop"],"source":{"externalCluster":"origin"},"type":"microservice"}""",
            Sorted(spec.At("bootstrap.initdb.import")!));
        Assert.Equal("reference", spec.Text("bootstrap.initdb.database"));
        Assert.Null(spec.At("bootstrap.initdb.postInitApplicationSQL"));
        var source = Assert.Single(spec.Items("externalClusters"));
        Assert.Equal(
            """{"dbname":"shop","host":"db.example.com","port":"5432","sslmode":"require","user":"reader"}""",
            Sorted(source["connectionParameters"]!));
        Assert.Equal("""{"key":"password","name":"postgres-import"}""", Sorted(source["password"]!));
        Assert.Null(source["sslRootCert"]);
    }

    [Fact]
    public async Task Several_databases_keep_their_names_and_bring_roles()
    {
        var spec = (await PlanAsync(Several)).Find("Cluster postgres").Inputs["spec"]!;
        Assert.Equal(
            """{"databases":["reference","shop"],"roles":["*"],"source":{"externalCluster":"origin"},"type":"monolith"}""",
            Sorted(spec.At("bootstrap.initdb.import")!));
        // The owner's password is ours, and the operator goes on to see to it.
        Assert.Equal(
            ("reference", "reference", "postgres-owner"),
            (
                spec.Text("bootstrap.initdb.database"),
                spec.Text("bootstrap.initdb.owner"),
                spec.Text("bootstrap.initdb.secret.name")));
    }

    [Fact]
    public async Task Extensions_that_the_application_needs_come_after_those_that_are_brought_along()
    {
        var settings = Previews.SettingsOf("dev", "julia");
        var plan = (await Preview.RunAsync(
            settings with
            {
                SuppliedSecrets = [.. settings.SuppliedSecrets, "POSTGRES_IMPORT_PASSWORD"],
                Data = settings.Data.SetItem(
                    "chatwoot",
                    settings.Data["chatwoot"].With<Infra.Data.Postgres.PostgresSettings>(
                        postgres => postgres with { Import = SettingsOf(One).OwnData.Postgres!.Import })),
            },
            "dev",
            Catalog.Default)).Plan;
        var initdb = plan.Find("Cluster chatwoot-postgres").Inputs.At("spec.bootstrap.initdb")!;
        Assert.Contains(
            "CREATE EXTENSION IF NOT EXISTS \"pg_stat_statements\"",
            initdb.Items("import.postImportApplicationSQL").Select(statement => $"{statement}"));
        Assert.Null(initdb["postInitApplicationSQL"]);
    }

    [Fact]
    public async Task The_pod_that_imports_reaches_the_source_and_no_other_pod_does()
    {
        var plan = await PlanAsync(One);
        var network = new NetworkModel(plan);
        var importing = Pod("import");
        Assert.True(network.AllowsOut(importing, new NetworkPeer.Address("203.0.113.7"), 5432));
        Assert.False(network.AllowsOut(importing, new NetworkPeer.Address("203.0.113.8"), 5432));
        Assert.False(network.AllowsOut(importing, new NetworkPeer.Address("203.0.113.7"), 22));
        Assert.All(
            new[] { Pod("initdb"), Pod("full-recovery"), new() { ["cnpg.io/cluster"] = "postgres" } },
            other => Assert.False(network.AllowsOut(other, new NetworkPeer.Address("203.0.113.7"), 5432)));
        var policy = plan.Find("NetworkPolicy postgres-import");
        Assert.Contains(policy.Urn, plan.Find("Cluster postgres").Dependencies);

        static Dictionary<string, string> Pod(string role) => new() { ["cnpg.io/cluster"] = "postgres", ["cnpg.io/jobRole"] = role };
    }

    [Fact]
    public async Task Its_password_is_supplied_and_there_before_the_cluster()
    {
        Assert.Contains("POSTGRES_IMPORT_PASSWORD", SettingsOf(One).SuppliedSecrets);
        var plan = await PlanAsync(One);
        var secret = plan.Find("Secret postgres-import");
        Assert.Equal(PlannedResource.Masked, secret.Inputs["stringData"]!["password"]!.ToString());
        Assert.Contains(secret.Urn, plan.Find("Cluster postgres").Dependencies);
    }

    [Fact]
    public async Task A_server_that_is_verified_is_so_by_an_authority_that_is_supplied()
    {
        const string Verified = $"{One}, sslMode: verify-full";
        Assert.Contains("POSTGRES_IMPORT_CA", SettingsOf(Verified).SuppliedSecrets);
        Assert.DoesNotContain("POSTGRES_IMPORT_CA", SettingsOf(One).SuppliedSecrets);
        var plan = await PlanAsync(Verified);
        Assert.Equal(PlannedResource.Masked, plan.Find("Secret postgres-import").Inputs["stringData"]!["ca.crt"]!.ToString());
        var source = Assert.Single(plan.Find("Cluster postgres").Inputs.Items("spec.externalClusters"));
        Assert.Equal("""{"key":"ca.crt","name":"postgres-import"}""", Sorted(source["sslRootCert"]!));
        Assert.Equal("verify-full", source.Text("connectionParameters.sslmode"));
    }

    [Fact]
    public async Task A_stack_that_is_deployed_imports_into_a_second_cluster_and_forgets_it()
    {
        var before = await StackChange.PlanAsync("prod");
        var importing = await StackChange.PlanWithAsync("prod", $"infra:postgres: {{incarnation: 2, import: {{{One}}}}}");
        Assert.Empty(StackChange.Between(before, importing).Refused);
        Assert.NotNull(importing.Find("Cluster postgres-2").Inputs.At("spec.bootstrap.initdb.import"));
        Assert.Null(importing.Find("Cluster postgres").Inputs.At("spec.bootstrap.initdb.import"));
        Assert.Contains(
            StackChange.Between(before, await StackChange.PlanWithAsync("prod", $"infra:postgres: {{import: {{{One}}}}}")).Refused,
            finding => finding.Text.Contains("changes from initdb to import, but it exists"));

        var after = StackChange.Between(importing, await StackChange.PlanWithAsync("prod", "infra:postgres: {incarnation: 2}"));
        Assert.Empty(after.Findings);
        Assert.Equal(
            ["NetworkPolicy postgres-2-import", "Secret postgres-2-import"],
            after.Of(ChangeKind.Deleted).Select(change => change.Title).Order(StringComparer.Ordinal));
        Assert.Empty(after.Rollouts);
    }

    [Theory]
    [InlineData(
        "host: db.example.com",
        "addresses is missing; the paths of pods are opened to addresses, and not to names. "
            + "Set the address of db.example.com, such as [203.0.113.7/32].")]
    [InlineData(
        "host: db, addresses: [10.1.2.3/32], databases: [shop]",
        "databases is [shop]; several databases keep their names, and the application's is reference. Add reference.")]
    [InlineData(
        "host: db, addresses: [10.1.2.3/32], databases: ['*', shop]",
        "databases is [*, shop]; * stands for all of them. Use [*].")]
    [InlineData(
        "host: db, addresses: [10.1.2.3/32], roles: [shop]",
        "roles is [shop]; one database comes over without its owners. Add infra:postgres.import.databases: [reference], or remove it.")]
    [InlineData(
        "host: db, addresses: [10.1.2.3/32], databases: ['*'], roles: [postgres]",
        "roles is [postgres]; a cluster has a role postgres of its own. Remove postgres.")]
    public async Task Is_refused(string import, string fault)
        => Assert.Equal(
            $"Pulumi.dev.yaml: infra:postgres.import.{fault}",
            await Project.RefusalOfAsync(StackText.Of($"infra:postgres: {{import: {{{import}}}}}")));

    [Fact]
    public async Task A_recovery_and_an_import_at_once_are_refused()
        => Assert.Equal(
            "Pulumi.dev.yaml: infra:postgres.import is \"db.example.com\"; a cluster is made from a backup or from a running server, not "
                + "from both. Remove it, or infra:postgres.recover.",
            await Project.RefusalOfAsync(StackText.Of($"infra:postgres: {{recover: {{from: old}}, import: {{{One}}}}}")));

    private static Infra.Settings.StackSettings SettingsOf(string import)
        => Project.LoadText("dev", StackText.Of($"infra:postgres: {{import: {{{import}}}}}"));

    private static Task<Plan> PlanAsync(string import) => Preview.PlanAsync(SettingsOf(import), "dev", Catalog.Default);

    private static string Sorted(JsonNode map)
        => new JsonObject(
            map.AsObject()
                .OrderBy(entry => entry.Key, StringComparer.Ordinal)
                .Select(entry => KeyValuePair.Create(entry.Key, (JsonNode?)entry.Value!.DeepClone())))
            .ToJsonString();
}
