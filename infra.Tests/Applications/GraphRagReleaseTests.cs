using Infra.Tests.Support;
using StackPreview.Json;
using StackPreview.Plans;

namespace Infra.Tests.Applications;

/// <summary>What a release of graphrag goes through: migration, import, smoke test, canary, and the way back.</summary>
public sealed class GraphRagReleaseTests
{
    private const string Name = "graphrag";
    private const string InternetAddress = "198.51.100.1";

    private static readonly (string Key, string Value) Import = ("release", """{"imports": ["import-vectors"]}""");

    private static readonly (string Key, string Value) Canary = (
        "release",
        $$"""{"images": {"graphrag": "{{ImageOf('1')}}"}, "canary": {"percent": 10, "images": {"graphrag": "{{ImageOf('2')}}"} } }""");

    public static TheoryData<string> Stacks => ["dev", "stage", "prod"];

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task The_schema_is_pushed_before_the_new_version_starts(string stack)
    {
        var rendered = await RenderedAsync(stack);
        JsonAssert.Equal("""["pnpm","db:push"]""", rendered.Container("migrate")["command"]);
        Assert.Equal(rendered.Container(Name).Text("image"), rendered.Container("migrate").Text("image"));
        Assert.Equal("Never", rendered.Pod("migrate").Spec.Text("restartPolicy"));
        // The engine waits for a job to succeed, unless it is told not to.
        Assert.Null(rendered.Object("Job migrate")["metadata"]!["annotations"]!["pulumi.com/skipAwait"]);
        Assert.True(rendered.IsAfter("Deployment graphrag", "Job migrate"));
    }

    [Theory]
    [InlineData("dev", "StatefulSet mysql")]
    [InlineData("stage", "PerconaServerMySQL mysql")]
    [InlineData("prod", "PerconaServerMySQL mysql")]
    public async Task The_migration_waits_for_the_database(string stack, string database)
    {
        var plan = (await Previews.OfAsync(stack, Name)).Plan;
        var urn = plan.Find(database).Urn;
        Assert.True(Waits(plan.Find("Job migrate")));

        bool Waits(PlannedResource resource) =>
            resource.Dependencies.Contains(urn) || plan.Resources.Any(one => resource.Dependencies.Contains(one.Urn) && Waits(one));
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task The_tables_are_verified_after_the_migration_and_before_the_new_version_starts(string stack)
    {
        var rendered = await RenderedAsync(stack);
        Assert.Equal(
            "users,datasets,resources,documents,graphNodes,graphEdges,communities,extractionLogs,ragQueries",
            rendered.Config("verify-tables")["EXPECTED_TABLES"]);
        var command = rendered.Container("verify-tables").Items("command").Select(item => item.ToString()).ToList();
        Assert.Equal(["node", "--input-type=module", "--eval"], command[..3]);
        Assert.All(
            [
                "process.env.DATABASE_URL",
                "process.env.EXPECTED_TABLES",
                "information_schema.tables",
                "process.exit(missing.length === 0 ? 0 : 1)",
            ],
            part => Assert.Contains(part, command[3], StringComparison.Ordinal));
        Assert.Equal(rendered.Container("migrate").Text("image"), rendered.Container("verify-tables").Text("image"));
        Assert.True(rendered.IsAfter("Job verify-tables", "Job migrate"));
        Assert.True(rendered.IsAfter("Deployment graphrag", "Job verify-tables"));
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task Pnpm_fetches_nothing_and_writes_to_a_volume_only(string stack)
    {
        var rendered = await RenderedAsync(stack);
        Assert.All(["migrate", "smoke-test"], job =>
        {
            var config = rendered.Config(job);
            Assert.Equal("/tmp", config["HOME"]);
            Assert.Equal(
                ("false", "ignore", "false"),
                (
                    config["npm_config_manage_package_manager_versions"],
                    config["pnpm_config_pm_on_fail"],
                    config["pnpm_config_verify_deps_before_run"]));
            PodAssert.Restricted(rendered.Pod(job), user: 10001);
        });
    }

    [Fact]
    public async Task The_jobs_of_the_database_reach_it_and_nothing_else()
    {
        var network = await StackNetwork.OfAsync("prod", Name);
        Assert.All(["migrate", "verify-tables"], job =>
        {
            Assert.True(network.Reaches(job, "mysql-proxy", 3306));
            Assert.False(network.Reaches(job, "qdrant", 6333));
            Assert.False(network.ReachesAddress(job, InternetAddress, 443));
        });
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task Nothing_is_imported_unless_the_release_names_it(string stack)
        => Assert.DoesNotContain((await RenderedAsync(stack)).Titles, title => title.Contains("import", StringComparison.Ordinal));

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task The_import_comes_after_the_migration_and_before_the_rollout(string stack)
    {
        var rendered = RenderedStack.Of((await ApplicationRuns.RunAsync(Name, stack, Import)).Plan);
        Assert.Equal(6 * 60 * 60, rendered.Object("Job import-vectors").Number("spec.activeDeadlineSeconds"));
        Assert.True(rendered.IsAfter("Job import-vectors", "StatefulSet qdrant"));
        Assert.True(rendered.IsAfter("Job import-vectors", "Job migrate"));
        Assert.True(rendered.IsAfter("Deployment graphrag", "Job import-vectors"));
    }

    [Fact]
    public async Task Vectors_are_imported_in_batches_with_retries_before_samples_are_searched_for()
    {
        var run = await ApplicationRuns.RunAsync(
            Name,
            "prod",
            Import,
            ("variables", """{"IMPORT_SOURCE": "https://files.example.com/vectors.json"}"""));
        var rendered = RenderedStack.Of(run.Plan);
        var step = Assert.Single(OwnContainers.OwnStepsOf(rendered.Pod("import-vectors")));
        JsonAssert.Equal("""["pnpm","vectors:import"]""", step["command"]);
        JsonAssert.Equal("""["pnpm","vectors:verify"]""", rendered.Container("import-vectors")["command"]);

        var (import, check) = (rendered.Config("import-vectors", "import"), rendered.Config("import-vectors"));
        Assert.Equal(("256", "5"), (import["IMPORT_BATCH_SIZE"], import["IMPORT_MAX_RETRIES"]));
        Assert.Equal(("50", "0.95"), (check["IMPORT_SAMPLES"], check["IMPORT_MINIMUM_RECALL"]));
        Assert.All([import, check], config => Assert.Equal(
            ("http://qdrant.graphrag-prod.svc:6333", "https://files.example.com/vectors.json"),
            (config["QDRANT_URL"], config["IMPORT_SOURCE"])));
        Assert.Equal(["DATABASE_URL", "QDRANT_API_KEY"], rendered.Secrets("import-vectors", "import").Keys.Order(StringComparer.Ordinal));
        Assert.Equal(
            ["DATABASE_URL", "GEMINI_API_KEY", "QDRANT_API_KEY"],
            rendered.Secrets("import-vectors").Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_import_reaches_Qdrant_and_the_former_store_and_has_room_for_its_export()
    {
        var run = await ApplicationRuns.RunAsync(Name, "prod", Import);
        var network = new StackNetwork(run.Plan);
        Assert.True(network.Reaches("import-vectors", "qdrant", 6333));
        Assert.True(network.ReachesAddress("import-vectors", InternetAddress, 443));
        var volume = Assert.Single(RenderedStack.Of(run.Plan).Pod("import-vectors").Spec.Items("volumes"), volume =>
            volume.Text("name") == "tmp");
        Assert.Equal("5Gi", volume.Text("emptyDir.sizeLimit"));
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task A_release_is_smoke_tested(string stack)
    {
        var rendered = await RenderedAsync(stack);
        JsonAssert.Equal("""["pnpm","test:smoke"]""", rendered.Container("smoke-test")["command"]);
        Assert.Equal($"http://graphrag.graphrag-{stack}.svc:3000", rendered.Config("smoke-test")["BASE_URL"]);
        Assert.True(rendered.IsAfter("Job smoke-test", "Deployment graphrag"));
        Assert.True((await StackNetwork.OfAsync(stack, Name)).Reaches("smoke-test", Name, 3000));
    }

    [Fact]
    public async Task A_canary_gets_its_share_of_the_requests_once_it_has_passed_the_smoke_test()
    {
        var rendered = RenderedStack.Of((await ApplicationRuns.RunAsync(Name, "prod", Canary)).Plan);
        var shares = rendered
            .Object("TraefikService graphrag")
            .Items("spec.weighted.services")
            .Select(service => (service.Text("name"), service.Number("port"), service.Number("weight")));
        Assert.Equal([("graphrag", 3000, 90), ("graphrag-canary", 3000, 10)], shares);
        var target = Assert.Single(
            rendered.Object("IngressRoute graphrag").Items("spec.routes").SelectMany(rule => rule.Items("services")));
        Assert.Equal(("TraefikService", "graphrag"), (target.Text("kind"), target.Text("name")));

        Assert.Equal(ImageOf('1'), rendered.Container(Name).Text("image"));
        Assert.All(["graphrag-canary", "migrate", "verify-tables", "smoke-test"], workload =>
            Assert.Equal(ImageOf('2'), rendered.Container(workload).Text("image")));
        Assert.Equal("http://graphrag-canary.graphrag-prod.svc:3000", rendered.Config("smoke-test")["BASE_URL"]);
        Assert.True(rendered.IsAfter("TraefikService graphrag", "Job smoke-test"));
    }

    [Fact]
    public async Task A_rollback_is_the_previous_image_without_a_migration()
    {
        var rendered = RenderedStack.Of(
            (
                await ApplicationRuns.RunAsync(
                    Name,
                    "prod",
                    ("release", $$"""{"images": {"graphrag": "{{ImageOf('1')}}"}, "migrate": false}"""))
            ).Plan);
        Assert.Equal(ImageOf('1'), rendered.Container(Name).Text("image"));
        Assert.DoesNotContain(rendered.Titles, title =>
            title is "Job migrate" or "Job verify-tables" or "Job import-vectors" or "Job smoke-test");
    }

    private static string ImageOf(char digit) => $"registry.example.com/graphrag@sha256:{new string(digit, 64)}";

    private static Task<RenderedStack> RenderedAsync(string stack) => RenderedStack.OfAsync(stack, Name);
}
