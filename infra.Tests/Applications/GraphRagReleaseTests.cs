using Infra.Faults;
using Infra.Tests.Support;
using StackPreview.Json;
using StackPreview.Plans;

namespace Infra.Tests.Applications;

/// <summary>What a release of graphrag goes through: migration, import, smoke test, canary, and the way back.</summary>
public sealed class GraphRagReleaseTests
{
    private const string Name = "graphrag";
    private const string InternetAddress = "198.51.100.1";

    private static readonly (string Key, string Value) Canary = (
        "release",
        $$"""{"images": {"graphrag": "{{ImageOf('1')}}"}, "canary": {"percent": 10, "images": {"graphrag": "{{ImageOf('2')}}"} } }""");

    public static TheoryData<string> Stacks => ["dev", "stage", "prod"];

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task The_migrations_of_the_image_are_applied_before_the_new_version_starts(string stack)
    {
        var rendered = await RenderedAsync(stack);
        JsonAssert.Equal("""["node_modules/.bin/drizzle-kit","migrate"]""", rendered.Container("migrate")["command"]);
        // The image that serves has no tool for migrations.
        Assert.NotEqual(rendered.Container(Name).Text("image"), rendered.Container("migrate").Text("image"));
        Assert.Equal("Never", rendered.Pod("migrate").Spec.Text("restartPolicy"));
        // The engine waits for a job to succeed, unless it is told not to.
        Assert.Null(rendered.Object("Job migrate")["metadata"]!["annotations"]!["pulumi.com/skipAwait"]);
        Assert.True(rendered.IsAfter("Deployment graphrag", "Job migrate"));
    }

    [Fact]
    public async Task Tools_are_the_stage_that_builds_the_server_of_the_same_Dockerfile()
    {
        using var folder = new ScratchFolder();
        await File.WriteAllTextAsync(folder.PathOf("Dockerfile"), "FROM scratch AS builder");
        var run = await ApplicationRuns.RunAsync(
            Name,
            "dev",
            ("release", $$"""{"build": "{{folder.Path}}"}"""),
            ("registry", """{"server": "registry.example.com"}"""));
        var stages = run
            .Registered.Where(args => args.Type == "docker:index/image:Image")
            .Select(args => run.Inputs(args.Name!))
            .Select(image => (image["imageName"], image.GetValueOrDefault("build.target")))
            .Order();
        Assert.Equal(
            [("registry.example.com/graphrag-graphrag-tools:dev", "builder"), ("registry.example.com/graphrag-graphrag:dev", null)],
            stages);
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
        // The driver is the server's own.
        Assert.Equal(rendered.Container(Name).Text("image"), rendered.Container("verify-tables").Text("image"));
        Assert.True(rendered.IsAfter("Job verify-tables", "Job migrate"));
        Assert.True(rendered.IsAfter("Deployment graphrag", "Job verify-tables"));
    }

    [Theory]
    [InlineData("migrate")]
    [InlineData("verify-tables")]
    [InlineData("smoke-test")]
    public async Task The_jobs_run_as_the_user_of_the_image(string job)
        => PodAssert.Restricted((await RenderedAsync("prod")).Pod(job), user: 1000);

    [Fact]
    public async Task The_jobs_of_the_database_reach_it_and_nothing_else()
    {
        var network = await StackNetwork.OfAsync("prod", Name);
        Assert.All(["migrate", "verify-tables"], job =>
        {
            Assert.True(network.Reaches(job, "pods mysql-proxy", 3306));
            Assert.False(network.Reaches(job, "qdrant", 6333));
            Assert.False(network.ReachesAddress(job, InternetAddress, 443));
        });
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task An_import_waits_for_somebody_to_start_it_and_no_release_for_the_import(string stack)
    {
        var rendered = await RenderedAsync(stack);
        var import = rendered.Object("CronJob import-vectors");
        Assert.True(import.IsTrue("spec.suspend"));
        Assert.Equal(6 * 60 * 60, import.Number("spec.jobTemplate.spec.activeDeadlineSeconds"));
        Assert.True(rendered.IsAfter("CronJob import-vectors", "StatefulSet qdrant"));
        Assert.False(rendered.IsAfter("Deployment graphrag", "CronJob import-vectors"));
    }

    [Fact]
    public async Task An_import_fetches_its_file_from_the_bucket_of_the_files_then_imports_it_then_counts_its_points()
    {
        var run = await ApplicationRuns.RunAsync(
            Name,
            "prod",
            ("files", """{"bucket": "my-files", "endpoint": "https://files.example.com:9000", "region": "eu-1"}"""));
        var rendered = RenderedStack.Of(run.Plan);
        var steps = OwnContainers.OwnStepsOf(rendered.Pod("import-vectors")).ToList();
        Assert.Equal(["fetch", "import"], steps.Select(step => step.Text("name")));
        JsonAssert.Equal("""["rclone","copyto","files:$(IMPORT_BUCKET)/$(IMPORT_FILE)","/tmp/vectors.json"]""", steps[0]["command"]);
        JsonAssert.Equal("""["node_modules/.bin/tsx","scripts/qdrant_import.ts","/tmp/vectors.json"]""", steps[1]["command"]);

        var fetch = rendered.Config("import-vectors", "fetch");
        Assert.Equal(
            ("my-files", "vectors.json", "https://files.example.com:9000", "eu-1"),
            (
                fetch["IMPORT_BUCKET"],
                fetch["IMPORT_FILE"],
                fetch["RCLONE_CONFIG_FILES_ENDPOINT"],
                fetch["RCLONE_CONFIG_FILES_REGION"]));
        Assert.Equal(
            ["RCLONE_CONFIG_FILES_ACCESS_KEY_ID", "RCLONE_CONFIG_FILES_SECRET_ACCESS_KEY"],
            rendered.Secrets("import-vectors", "fetch").Keys.Order(StringComparer.Ordinal));
        Assert.Equal(["QDRANT_API_KEY"], rendered.Secrets("import-vectors", "import").Keys);
        var import = rendered.Config("import-vectors", "import");
        Assert.Equal(
            ("http://qdrant.graphrag-prod.svc:6333", "graphrag", "768", "200"),
            (
                import["QDRANT_URL"],
                import["QDRANT_IMPORT_COLLECTION"],
                import["EMBEDDING_DIMENSION"],
                import["QDRANT_IMPORT_BATCH"]));
        Assert.Equal(
            ("/tmp/vectors.json", "graphrag"),
            (
                rendered.Config("import-vectors")["IMPORT_PATH"],
                rendered.Config("import-vectors")["QDRANT_IMPORT_COLLECTION"]));

        var network = new StackNetwork(run.Plan);
        Assert.True(network.Reaches("import-vectors", "qdrant", 6333));
        Assert.True(network.ReachesAddress("import-vectors", "10.1.2.3", 9000));
        Assert.False(network.ReachesAddress("import-vectors", InternetAddress, 443));
        var volume = Assert.Single(rendered.Pod("import-vectors").Spec.Items("volumes"), volume => volume.Text("name") == "tmp");
        Assert.Equal("5Gi", volume.Text("emptyDir.sizeLimit"));
    }

    [Theory]
    [InlineData("""{"bucket": "My_Files"}""", "bucket is \"My_Files\"; it takes a bucket's name")]
    [InlineData("""{"endpoint": "https://files.example.com"}""", "bucket is missing; it takes a bucket's name")]
    [InlineData(
        """{"bucket": "my-files", "endpoint": "http://files.example.com"}""",
        "endpoint is \"http://files.example.com\"; it takes an address")]
    public void Where_files_are_is_a_bucket_of_a_store(string files, string fault)
        => Assert.StartsWith(
            $"Pulumi.prod.yaml: infra:files.{fault}",
            Assert.Single(Assert.Throws<InputException>(() => ApplicationRuns.SettingsOf(Name, "prod", ("files", files))).Messages),
            StringComparison.Ordinal);

    [Fact]
    public void Where_files_are_their_keys_must_be_set_and_else_not()
    {
        var settings = ApplicationRuns.SettingsOf(Name, "prod", ("files", """{"bucket": "my-files"}"""));
        string[] keys = ["infra:FILES_ACCESS_KEY_ID", "infra:FILES_SECRET_ACCESS_KEY"];
        Assert.Equal(keys, settings.Unset.Select(unset => unset.Key).Intersect(keys));
        Assert.Empty(Previews.SettingsOf("prod", Name).Unset.Select(unset => unset.Key).Intersect(keys));
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task A_release_is_smoke_tested(string stack)
    {
        var rendered = await RenderedAsync(stack);
        Assert.Equal("node", rendered.Container("smoke-test").Items("command").First().ToString());
        Assert.Equal($"http://graphrag-release.graphrag-{stack}.svc:3000", rendered.Config("smoke-test")["BASE_URL"]);
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
        var target = Assert.Single(rendered.Object("IngressRoute graphrag").Items("spec.routes").Last().Items("services"));
        Assert.Equal(("TraefikService", "graphrag"), (target.Text("kind"), target.Text("name")));

        Assert.Equal(ImageOf('1'), rendered.Container(Name).Text("image"));
        Assert.All(["graphrag-canary", "verify-tables", "smoke-test"], workload =>
            Assert.Equal(ImageOf('2'), rendered.Container(workload).Text("image")));
        Assert.Equal("http://graphrag-canary-release.graphrag-prod.svc:3000", rendered.Config("smoke-test")["BASE_URL"]);
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
            title is "Job migrate" or "Job verify-tables" or "Job import-vectors");
        Assert.Contains("Job smoke-test", rendered.Titles);
    }

    private static string ImageOf(char digit) => $"registry.example.com/graphrag@sha256:{new string(digit, 64)}";

    private static Task<RenderedStack> RenderedAsync(string stack) => RenderedStack.OfAsync(stack, Name);
}
