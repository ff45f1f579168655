using Infra.Data.Postgres;
using Infra.Tests.Applications;
using Infra.Tests.Data.Postgres;
using Infra.Tests.Platform.Observability;
using Infra.Tests.Platform.Steps;
using Infra.Tests.PreviewTests.Comparison;
using Infra.Tests.SettingsTests;
using Infra.Tests.Support;
using StackPreview.Json;
using StackPreview.Plans;

namespace Infra.Tests.Data;

/// <summary>
/// Data services that run elsewhere by a line of the stack file: their clients reach them and nothing beside them, over TLS, with the
/// variables that they have always had.
/// </summary>
public sealed class ExistingServerTests
{
    private const string Postgres =
        "infra:postgres: {provider: existing, existing: {host: db.example.net, port: 6543, addresses: [203.0.113.7/32], "
            + "username: postgres.abc, database: postgres}}";

    private const string Redis =
        "infra:redis: {provider: existing, existing: {host: cache.example.net, port: 10000, addresses: [203.0.113.8/32]}}";

    private const string Qdrant = "infra:qdrant: {provider: existing, existing: {host: vectors.example.net, addresses: [203.0.113.9/32]}}";

    private const string MySql =
        "infra:mysql: {provider: existing, existing: {host: sql.example.net, addresses: [203.0.113.10/32], authority: supplied}}";

    public static TheoryData<string, string> Deployments => Repository.DeploymentData;

    [Theory]
    [MemberData(nameof(Deployments))]
    public async Task Every_application_deploys_on_servers_elsewhere(string application, string stack)
    {
        if (application == Showcase.Name)
            return;
        var preview = await PreviewAsync(stack, application, Postgres, Redis, Qdrant, MySql);
        Assert.Empty(preview.Checks.SelectMany(check => check.Findings).Select(finding => finding.Text));
        // What a companion has, is its own.
        var plan = preview.Plan;
        Assert.DoesNotContain(plan.Objects, resource =>
            resource.Kind is "Cluster" or "PerconaServerMySQL" && resource.ObjectName is "postgres" or "mysql");
        Assert.DoesNotContain(plan.OfKind("StatefulSet"), set => set.ObjectName is "redis" or "qdrant" or "mysql");
    }

    [Theory]
    [InlineData("reference")]
    [InlineData("graphrag")]
    [InlineData("equivalence")]
    [InlineData("car-api")]
    [InlineData("julia")]
    [InlineData("nica")]
    public async Task Variables_keep_their_names_and_kinds(string application)
    {
        var preview = await PreviewAsync("prod", application);
        var inside = preview.Plan;
        var outside = (await PreviewAsync("prod", application, Postgres, Redis, Qdrant, MySql)).Plan;
        foreach (var name in preview.Settings.Application.AllLongRunning.Select(workload => workload.Name))
            Assert.Equal(VariablesOf(inside, TemplateOf(inside, name)), VariablesOf(outside, TemplateOf(outside, name)));

        static PodTemplate TemplateOf(Plan plan, string workload)
            => PodTemplate.In(plan).Single(template => template.IsLongRunning && template.Owner.ObjectName == workload);
    }

    [Fact]
    public async Task Clients_reach_the_server_and_nothing_beside_it()
    {
        var plan = (await PreviewAsync("prod", "reference", Postgres, Redis, Qdrant)).Plan;
        Assert.All(
            [("postgres", "203.0.113.7/32", 6543), ("redis", "203.0.113.8/32", 10000), ("qdrant", "203.0.113.9/32", 6333)],
            expected =>
            {
                var rule = Assert.Single(plan.Find($"NetworkPolicy {expected.Item1}-clients").Inputs.Items("spec.egress"));
                Assert.Equal(expected.Item2, Assert.Single(rule.Items("to")).Text("ipBlock.cidr"));
                Assert.Equal(expected.Item3, Assert.Single(rule.Items("ports")).Number("port"));
            });
    }

    [Fact]
    public async Task Connections_are_encrypted_and_verified()
    {
        var settings = Settings("prod", "reference", Postgres, Redis, Qdrant);
        var outputs = StackOutputs.Of((await new StackRun { Settings = settings }.RunAsync()).Stack);
        Assert.Matches(
            "^postgresql://postgres.abc:[^@]+@db.example.net:6543/postgres\\?sslmode=verify-full$",
            await ValueOf("postgresUrl"));
        Assert.Matches("^rediss://default:[^@]+@cache.example.net:10000/0$", await ValueOf("redisUrl"));
        Assert.Equal("https://vectors.example.net:6333", await ValueOf("qdrantUrl"));
        Assert.Null(await ValueOf("postgresArchive"));

        Task<string?> ValueOf(string name) => Pulumi.Utilities.OutputUtilities.GetValueAsync(outputs[name]);
    }

    [Fact]
    public async Task Names_of_users_and_databases_are_escaped_in_URLs()
    {
        var settings = Settings(
            "prod",
            "reference",
            "infra:postgres: {provider: existing, existing: {host: db.example.net, addresses: [203.0.113.7/32], "
                + "username: 'a@b', database: 'x?y'}}",
            "infra:redis: {provider: existing, existing: {host: cache.example.net, addresses: [203.0.113.8/32], username: 'a@b/c'}}");
        var outputs = StackOutputs.Of((await new StackRun { Settings = settings }.RunAsync()).Stack);
        Assert.Matches(
            "^postgresql://a%40b:[^@]+@db.example.net:5432/x%3Fy\\?sslmode=verify-full$",
            await Pulumi.Utilities.OutputUtilities.GetValueAsync(outputs["postgresUrl"]));
        Assert.Matches(
            "^rediss://a%40b%2Fc:[^@]+@cache.example.net:6379/0$",
            await Pulumi.Utilities.OutputUtilities.GetValueAsync(outputs["redisUrl"]));
    }

    [Fact]
    public async Task Postgres_elsewhere_is_dumped_and_dumped_before_a_migration_that_asks_for_a_backup()
    {
        var plan = (await PreviewAsync("prod", "car-api", Postgres)).Plan;
        Assert.Contains(plan.Objects, resource => resource is { Kind: "CronJob", ObjectName: "postgres-dump" });
        var before = Assert.Single(
            plan.OfKind("Job"),
            job => job.ObjectName!.StartsWith("postgres-dump-before-", StringComparison.Ordinal));
        Assert.Contains(before.Urn, plan.OfKind("Job").Single(job => job.StableTitle == "Job migrate").Dependencies);
        var alerts = PlannedRules.NamesIn(plan);
        Assert.Contains("PostgresDumpStale", alerts);
        Assert.DoesNotContain("PostgresDown", alerts);
    }

    [Fact]
    public async Task KEDA_asks_it_over_TLS_as_its_clients_do()
    {
        var plan = (await ApplicationRuns.RunAsync(
            "equivalence",
            "prod",
            ("cluster", """{"namespaces": {"keda": "keda-system"}}"""),
            ("workloads", """{"worker": {"scaling": {"minReplicas": 1, "maxReplicas": 5}}}"""),
            (
                "redis",
                """
                {
                  "provider": "existing",
                  "existing": { "host": "cache.example.net", "port": 10000, "addresses": ["203.0.113.8/32"] }
                }
                """))).Plan;
        var trigger = Assert.Single(plan.Find("ScaledObject worker").Inputs.Items("spec.triggers"));
        Assert.Equal(
            ("cache.example.net:10000", "true"),
            (trigger.Text("metadata.address"), trigger.Text("metadata.enableTLS")));
        Assert.DoesNotContain(
            plan.Find("TriggerAuthentication worker").Inputs.Items("spec.secretTargetRef"),
            reference => reference.Text("parameter") == "ca");
    }

    [Fact]
    public async Task Clients_wait_for_the_path_and_for_the_authority()
    {
        var supplied = Redis.Replace("addresses:", "authority: supplied, addresses:", StringComparison.Ordinal);
        var plan = (await PreviewAsync("prod", "reference", supplied)).Plan;
        var authority = plan.Find("Secret redis-authority");
        Assert.Contains(plan.Find("NetworkPolicy redis-clients").Urn, authority.Dependencies);
        Assert.Contains(authority.Urn, plan.Find("Deployment api").Dependencies);
    }

    [Fact]
    public async Task No_secret_of_it_is_in_the_plan()
    {
        var preview = await PreviewAsync("prod", "reference", Postgres, Redis, Qdrant);
        Assert.Superset(
            new HashSet<string>
            {
                "POSTGRES_EXISTING_PASSWORD",
                "POSTGRES_EXISTING_CA",
                "REDIS_EXISTING_PASSWORD",
                "QDRANT_EXISTING_PASSWORD",
            },
            preview.Settings.SuppliedSecrets.ToHashSet());
        Assert.Equal("[secret]", preview.Plan.Find("Secret postgres-owner").Inputs.Text("stringData.password"));
    }

    [Theory]
    [InlineData(
        "infra:redis: {provider: existing, existing: {host: cache.example.net}}",
        "infra:redis.existing.addresses is missing; the paths of pods are opened to addresses, and not to names. "
            + "Set the address of its host, such as [203.0.113.7/32].")]
    [InlineData(
        "infra:redis: {existing: {host: cache.example.net, addresses: [203.0.113.7/32]}}",
        "infra:redis.existing is cache.example.net; the provider is cluster. Set provider: existing beside it, or remove it.")]
    [InlineData(
        "infra:qdrant: {provider: existing, storage: 5Gi, existing: {host: q.example.net, addresses: [203.0.113.7/32]}}",
        "infra:qdrant.storage")]
    [InlineData("infra:postgres: {provider: somewhere}", "infra:postgres.provider")]
    public async Task What_would_do_nothing_or_lead_nowhere_is_refused(string line, string refusal)
        => Assert.Contains(refusal, await Project.RefusalOfAsync(StackText.Of(line), "prod"), StringComparison.Ordinal);

    [Fact]
    public async Task A_live_database_is_not_left_behind_by_a_line()
    {
        var before = (await PreviewAsync("prod", "reference")).Plan;
        var after = (await PreviewAsync("prod", "reference", Postgres)).Plan;
        Assert.Contains(
            StackChange.Between(before, after).Refused,
            finding => finding.Text.StartsWith("Cluster postgres: ", StringComparison.Ordinal));
    }

    [ToolTheory("initdb", "pg_ctl", "psql", "setpriv --clear-groups true")]
    [InlineData("shop", null, 0, "lets shop in, and takes writes.")]
    [InlineData("shop", "9", 1, ", and the stack file says 9.")]
    [InlineData("nobody", null, 1, "it does not let nobody in: ")]
    public void The_server_is_waited_for_and_held_to_its_version(string role, string? version, int exitCode, string words)
    {
        using var server = ArchivingPostgres.Start();
        using var run = new StepRun();
        var (code, said, _) = run
            .With("PGHOST", "127.0.0.1")
            .With("PGPORT", $"{server.Port}")
            .With("PGUSER", role)
            .With("PGDATABASE", "shop")
            .With("VERSION", version ?? server.Query("SELECT current_setting('server_version_num')::int / 10000"))
            .With("DEADLINE", "3")
            .Run(PostgresElsewhere.Script);
        Assert.Equal(exitCode, code);
        Assert.Contains(words, said, StringComparison.Ordinal);
    }

    // The names of all variables, and whether they are in a Secret.
    private static IEnumerable<string> VariablesOf(Plan plan, PodTemplate template)
    {
        var named = template.Containers
            .SelectMany(container => container.Items("envFrom"))
            .SelectMany(source => new[] { ("Secret", source.Text("secretRef.name")), ("ConfigMap", source.Text("configMapRef.name")) })
            .Where(source => source.Item2.Length > 0);
        foreach (var (kind, name) in named)
        {
            var held = plan.Objects.Single(resource => resource.Kind == kind && resource.ObjectName == name);
            foreach (var (key, _) in held.Inputs.Entries(kind == "Secret" ? "stringData" : "data"))
                yield return $"{kind} {key}";
        }
    }

    private static Infra.Settings.StackSettings Settings(string stack, string application, params string[] lines)
        => Previews.Parse(stack, TextOf(stack, lines), application: application);

    private static async Task<Preview> PreviewAsync(string stack, string application, params string[] lines)
        => await Preview.RunAsync(Settings(stack, application, lines), stack, Catalog.Default);

    private static string TextOf(string stack, string[] lines)
    {
        var text = File.ReadAllText(Path.Combine(Repository.TestStacks, $"Pulumi.{stack}.yaml"));
        return $"{text}\n  {string.Join("\n  ", lines)}\n";
    }
}
