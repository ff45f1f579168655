using System.Text.Json.Nodes;
using Infra.Tests.Support;
using Pulumi.Testing;
using Pulumi.Utilities;
using StackPreview.Json;
using StackPreview.Plans;

namespace Infra.Tests.Data.Postgres;

public sealed class CloudNativePgTests
{
    private const string PasswordWithSpecialCharacters = "p@ss:w/rd?#";

    public static TheoryData<string> Stacks => [.. Repository.Stacks];

    [Theory]
    [InlineData("dev", 1, "5Gi", "2Gi")]
    [InlineData("stage", 2, "20Gi", "5Gi")]
    [InlineData("prod", 3, "50Gi", "10Gi")]
    public async Task A_cluster_has_the_size_of_its_environment(string stack, int instances, string storage, string walStorage)
    {
        var cluster = await ClusterOfAsync(stack);
        Assert.Equal(
            (instances, storage, walStorage),
            (cluster.Number("spec.instances") ?? 0, cluster.Text("spec.storage.size"), cluster.Text("spec.walStorage.size")));
    }

    // The operator's own 180 s are the time for which pools keep everybody else out.
    [Theory]
    [InlineData("dev", "restart", 5, 300)]
    [InlineData("stage", "switchover", 10, 300)]
    [InlineData("prod", "switchover", 10, 120)]
    public async Task A_restart_is_short_and_a_replica_takes_over_first_where_there_is_one(
        string stack,
        string method,
        int smartShutdown,
        int switchover)
    {
        var spec = (await ClusterOfAsync(stack))["spec"]!;
        Assert.Equal(
            (method, smartShutdown, switchover),
            (spec.Text("primaryUpdateMethod"), spec.Number("smartShutdownTimeout"), spec.Number("switchoverDelay")));
        // All instances would restart for it.
        Assert.Null(spec["stopDelay"]);
    }

    [Theory]
    [InlineData("dev", "1024MB")]
    [InlineData("stage", "2560MB")]
    [InlineData("prod", "5120MB")]
    public async Task A_replica_that_stays_away_fills_no_more_than_half_of_the_volume_for_the_write_ahead_log(string stack, string most)
        => Assert.Equal(most, (await ClusterOfAsync(stack)).Text("spec.postgresql.parameters.max_slot_wal_keep_size"));

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task A_new_database_knows_more_letters_than_ASCII_has(string stack)
    {
        var initdb = (await ClusterOfAsync(stack)).At("spec.bootstrap.initdb");
        Assert.Equal(("C", "C.UTF-8"), (initdb.Text("localeCollate"), initdb.Text("localeCType")));
    }

    [Theory]
    [InlineData("dev", "0 0 3 * * *", "7d", "3600s")]
    [InlineData("stage", "0 0 */6 * * *", "7d", "1800s")]
    [InlineData("prod", "0 0 2 * * *", "30d", "300s")]
    public async Task Backups_are_taken_and_kept_as_the_environment_wants(
        string stack,
        string schedule,
        string retention,
        string archiveTimeout)
    {
        var plan = (await Previews.OfAsync(stack)).Plan;
        // Six fields, the seconds first: with five, the operator takes the minutes for seconds.
        Assert.Equal(schedule, plan.Find("ScheduledBackup postgres-base").Inputs.Text("spec.schedule"));
        Assert.Equal(retention, plan.Find("ObjectStore postgres").Inputs.Text("spec.retentionPolicy"));
        Assert.Equal(archiveTimeout, (await ClusterOfAsync(stack)).Text("spec.postgresql.parameters.archive_timeout"));
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task Backups_go_through_the_plugin_to_the_bucket_of_the_stack(string stack)
    {
        const string Plugin = "barman-cloud.cloudnative-pg.io";
        var (plan, storage) = ((await Previews.OfAsync(stack)).Plan, Previews.SettingsOf(stack).ObjectStorage!);
        var (backup, store) = (plan.Find("ScheduledBackup postgres-base").Inputs, plan.Find("ObjectStore postgres").Inputs);

        Assert.Equal(
            ("plugin", Plugin, "postgres"),
            (backup.Text("spec.method"), backup.Text("spec.pluginConfiguration.name"), backup.Text("spec.cluster.name")));
        var plugin = Assert.Single((await ClusterOfAsync(stack)).Items("spec.plugins"));
        Assert.Equal((Plugin, "postgres"), (plugin.Text("name"), plugin.Text("parameters.barmanObjectName")));
        Assert.True(plugin.IsTrue("isWALArchiver"));
        Assert.Equal(storage.Destination.OriginalString, store.Text("spec.configuration.destinationPath"));
        Assert.Equal(storage.Endpoint!.OriginalString, store.Text("spec.configuration.endpointURL"));
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task The_credentials_of_the_bucket_are_keys_that_exist(string stack)
    {
        var plan = (await Previews.OfAsync(stack)).Plan;
        var references = plan.Find("ObjectStore postgres").Inputs.Entries("spec.configuration.s3Credentials").ToList();
        Assert.Equal(
            ["accessKeyId", "region", "secretAccessKey"],
            references.Select(reference => reference.Key).Order(StringComparer.Ordinal));
        Assert.All(references, reference =>
            Assert.NotNull(plan.Find($"Secret {reference.Value.Text("name")}").Inputs["stringData"]![reference.Value.Text("key")]));
    }

    [Theory]
    [InlineData("dev", "r", "ro")]
    [InlineData("stage", "ro", "r")]
    [InlineData("prod", "ro", "r")]
    public async Task Reads_go_to_a_standby_where_there_is_one(string stack, string service, string disabled)
    {
        var run = await new StackRun { Settings = Previews.SettingsOf(stack) }.RunAsync();
        var url = await OutputUtilities.GetValueAsync(run.Stack.PostgresReadOnlyUrl);

        Assert.Equal($"postgres-{service}.reference-{stack}.svc", new Uri(url!).Host);
        var cluster = run.Plan.Find("Cluster postgres");
        Assert.Equal(disabled, Assert.Single(cluster.Inputs.Items("spec.managed.services.disabledDefaultServices")).ToString());
        Assert.Contains(cluster.Creates, created => created is { Kind: "Service" } && created.Name == $"postgres-{service}");
        Assert.DoesNotContain(cluster.Creates, created => created is { Kind: "Service" } && created.Name == $"postgres-{disabled}");
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task Workloads_verify_the_server_by_the_certificate_that_is_mounted(string stack)
    {
        var run = await new StackRun { Settings = Previews.SettingsOf(stack), Answer = OwnersPassword }.RunAsync();
        var user = $"reference:{Uri.EscapeDataString(PasswordWithSpecialCharacters)}";
        var url =
            $"postgresql://{user}@postgres-rw.reference-{stack}.svc:5432/reference"
                + "?sslmode=verify-full&sslrootcert=/etc/postgres-ca/ca.crt";
        Assert.All(["api", "worker", "migrate"], workload =>
            Assert.Equal(url, run.Inputs($"reference-{workload}-secrets")["stringData.DATABASE_URL"]));
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task Outputs_verify_the_server_and_name_no_file(string stack)
    {
        var run = await new StackRun { Settings = Previews.SettingsOf(stack), Answer = OwnersPassword }.RunAsync();
        Assert.Equal(
            $"postgresql://reference:{Uri.EscapeDataString(PasswordWithSpecialCharacters)}"
                + $"@postgres-rw.reference-{stack}.svc:5432/reference?sslmode=verify-full",
            await OutputUtilities.GetValueAsync(run.Stack.PostgresUrl));
        Assert.EndsWith(
            "/reference?sslmode=verify-full",
            await OutputUtilities.GetValueAsync(run.Stack.PostgresReadOnlyUrl),
            StringComparison.Ordinal);
        Assert.Equal("postgres-ca", await OutputUtilities.GetValueAsync(run.Stack.PostgresCaSecret));
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task The_certificate_is_mounted_where_the_URL_says_and_its_key_nowhere(string stack)
    {
        var templates = PodTemplate.In((await Previews.OfAsync(stack)).Plan).ToList();
        var authorities = templates
            .SelectMany(template => template.Spec.Items("volumes"))
            .Where(volume => volume.Text("secret.secretName") == "postgres-ca")
            .ToList();

        Assert.Equal(templates.Count(template => template.Labels.ContainsKey("postgres-client")), authorities.Count);
        Assert.All(authorities, volume =>
            Assert.Equal(
                ("ca.crt", "ca.crt"),
                Assert.Single(volume.Items("secret.items").Select(item => (item.Text("key"), item.Text("path"))))));
        Assert.All(templates.Where(template => template.Labels.ContainsKey("postgres-client")), template =>
        {
            var mount = Assert.Single(
                // Of a dump, the one that connects comes before the one that brings it away.
                OwnContainers.OwnContainersOf(template).Last(IsClient).Items("volumeMounts"),
                mount => mount.Text("name") == "postgres-ca");
            Assert.Equal("/etc/postgres-ca", mount.Text("mountPath"));
            Assert.True(mount.IsTrue("readOnly"));
        });

        static bool IsClient(JsonNode container) => container.Text("name") != "upload";
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task A_workload_without_the_database_gets_neither_certificate_nor_access(string stack)
    {
        var settings = Previews.SettingsOf(stack);
        var application = settings.Application with
        {
            Workers = [.. settings.Application.Workers.Select(worker => worker with { Variables = [] })],
        };
        var run = await new StackRun { Settings = settings with { Application = application } }.RunAsync();
        var template = PodTemplate.Of(run.Plan.Find("Deployment worker"))!;

        Assert.DoesNotContain("postgres-client", template.Labels.Keys);
        Assert.Equal("tmp", Assert.Single(template.Spec.Items("volumes")).Text("name"));
        Assert.Empty(template.Containers.Single().Items("envFrom"));
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task The_owner_is_ours_and_the_operator_follows_a_new_password(string stack)
    {
        var (plan, cluster) = ((await Previews.OfAsync(stack)).Plan, await ClusterOfAsync(stack));
        var owner = plan.Find("Secret postgres-owner");

        var initdb = cluster.At("spec.bootstrap.initdb");
        Assert.Equal(
            ("postgres-owner", "reference", "reference"),
            (initdb.Text("secret.name"), initdb.Text("owner"), initdb.Text("database")));
        Assert.Equal("kubernetes.io/basic-auth", owner.Inputs.Text("type"));
        Assert.Equal(["password", "username"], owner.Inputs.Entries("stringData").Select(entry => entry.Key));
        Assert.Equal("true", owner.Inputs["metadata"]!["labels"]!["cnpg.io/reload"]!.ToString());
        // The operator watches this name: an immutable Secret would have to be replaced under another.
        Assert.Null(owner.Inputs["immutable"]);
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task Who_does_not_encrypt_is_turned_away_first(string stack)
        => Assert.Equal("hostnossl all all all reject", (await ClusterOfAsync(stack)).Items("spec.postgresql.pg_hba").First().ToString());

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task The_database_is_waited_for(string stack)
    {
        var plan = (await Previews.OfAsync(stack)).Plan;
        var cluster = plan.Find("Cluster postgres");
        // Ready alone is one that archives nothing, too.
        Assert.Equal(
            """["condition=Ready","condition=ContinuousArchiving"]""",
            cluster.Inputs["metadata"]!["annotations"]!["pulumi.com/waitFor"]!.ToString());
        // What waits for it looks at the instances, and all others wait for that.
        var step = Assert.Single(plan.OfKind("Job"), job => job.StableTitle() == "Job postgres-rollout");
        Assert.Contains(cluster.Urn, step.Dependencies);
        var others = plan.OfKind("Deployment", "Job")
            .Where(workload => workload != step && workload.StableTitle() is not ("Job smoke-test" or "Job reference-rollout"));
        Assert.All(others, workload => Assert.Contains(step.Urn, workload.Dependencies));
    }

    private static async Task<JsonObject> ClusterOfAsync(string stack)
        => (await Previews.OfAsync(stack)).Plan.Find("Cluster postgres").Inputs;

    private static Dictionary<string, object>? OwnersPassword(MockResourceArgs args)
        => args.Name == "postgres-owner-password-g1" ? new() { ["result"] = PasswordWithSpecialCharacters } : null;
}
