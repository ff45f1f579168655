using System.Text.Json.Nodes;
using Infra.Applications.Model;
using Infra.Tests.Support;
using StackPreview.Json;
using StackPreview.Plans;

namespace Infra.Tests.Data.MySql;

public sealed class PerconaMySqlTests
{
    public static TheoryData<string> Stacks => ["stage", "prod"];

    [Theory]
    [InlineData("stage", "20Gi", "250m", "2Gi", "1024M", 100)]
    [InlineData("prod", "50Gi", "1", "4Gi", "2048M", 200)]
    public async Task A_cluster_has_the_size_of_its_environment(
        string stack,
        string storage,
        string cpu,
        string memory,
        string cache,
        int connections)
    {
        var cluster = await ClusterOfAsync(stack);
        Assert.Equal(
            (3, "group-replication", 2),
            (cluster.Number("spec.mysql.size"), cluster.Text("spec.mysql.clusterType"), cluster.Number("spec.proxy.haproxy.size")));
        Assert.Equal(storage, cluster.Text("spec.mysql.volumeSpec.persistentVolumeClaim.resources.requests.storage"));
        Assert.Equal(
            (cpu, memory, memory),
            (
                cluster.Text("spec.mysql.resources.requests.cpu"),
                cluster.Text("spec.mysql.resources.requests.memory"),
                cluster.Text("spec.mysql.resources.limits.memory")));
        Assert.Equal(
            $"[mysqld]\ninnodb_buffer_pool_size = {cache}\nmax_connections = {connections}\nbinlog_expire_logs_seconds = 604800\n"
                + $"loose_group_replication_message_cache_size = {(memory == "2Gi" ? 256 : 512)}M\n",
            cluster.Text("spec.mysql.configuration"));
    }

    // "no such key: router" is what the API server says to a cluster without it.
    [Theory]
    [InlineData("stage")]
    [InlineData("prod")]
    public async Task The_router_is_named_and_off(string stack)
        => Assert.False((await ClusterOfAsync(stack)).At("spec.proxy.router.enabled")!.GetValue<bool>());

    [Theory]
    [InlineData("stage", "0 */6 * * *", "7")]
    [InlineData("prod", "0 2 * * *", "30")]
    public async Task Backups_are_taken_and_kept_as_the_environment_wants(string stack, string schedule, string days)
    {
        var plan = (await MySqlStack.OfAsync(stack)).Plan;
        var job = plan.Find("CronJob mysql-backup");
        Assert.Equal(
            (schedule, "Etc/UTC", "Forbid", false),
            (
                job.Inputs.Text("spec.schedule"),
                job.Inputs.Text("spec.timeZone"),
                job.Inputs.Text("spec.concurrencyPolicy"),
                job.Inputs.IsTrue("spec.suspend")));
        var variables = Variables(job, "backup");
        Assert.Equal(("mysql", "s3", days), (variables["CLUSTER"], variables["STORAGE"], variables["RETENTION_DAYS"]));
        Assert.Equal("backups/graph/mysql", Variables(job, "data")["DESTINATION"]);
        // What it makes itself, the operator would delete with its data.
        Assert.Empty(plan.Find("PerconaServerMySQL mysql").Inputs.Items("spec.backup.schedule"));
    }

    [Fact]
    public async Task Kubernetes_knows_no_Sunday_7()
    {
        var settings = MySqlStack.SettingsOf("prod", ("mysql", """{ "backup": { "schedule": "0 2 * * 7", "retentionDays": 30 } }"""));
        var plan = (await Preview.RunAsync(settings, "prod", Catalog.Default)).Plan;
        Assert.Equal("0 2 * * 0", plan.Find("CronJob mysql-backup").Inputs.Text("spec.schedule"));
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task What_takes_backups_may_handle_those_objects_and_nothing_else(string stack)
    {
        var plan = (await MySqlStack.OfAsync(stack)).Plan;
        var rule = Assert.Single(plan.Find("Role mysql-backup").Inputs.Items("rules"));
        Assert.Equal("ps.percona.com", Assert.Single(rule.Items("apiGroups")).ToString());
        Assert.Equal("perconaservermysqlbackups", Assert.Single(rule.Items("resources")).ToString());
        Assert.Equal(["create", "delete", "get", "list", "patch"], rule.Items("verbs").Select(verb => verb.ToString()));
        var pod = PodTemplate.Of(plan.Find("CronJob mysql-backup"))!;
        // The one that reaches the object storage has no token.
        Assert.DoesNotContain(
            Assert.Single(pod.Containers, container => container.Text("name") == "data").Items("volumeMounts"),
            mount => mount.Text("name") == "api-token");
    }

    // A stack may be destroyed before its first backup of the new kind.
    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task What_the_operators_schedule_has_left_keeps_its_data_from_the_update_on(string stack)
    {
        var plan = (await MySqlStack.OfAsync(stack)).Plan;
        var once = Assert.Single(plan.OfKind("Job"), job => job.ObjectName!.StartsWith("mysql-backup-kept-", StringComparison.Ordinal));
        var container = Assert.Single(PodTemplate.Of(once)!.Containers);
        Assert.Contains("percona-outdated-objects.sh", container.Items("command").Select(part => part.ToString()));
        Assert.DoesNotContain(container.Items("env"), variable => variable.Text("name") == "OUTDATED");
        Assert.Contains(plan.Find("PerconaServerMySQL mysql").Urn, once.Dependencies);
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task A_dump_is_taken_every_day_over_a_connection_that_is_verified(string stack)
    {
        var plan = (await MySqlStack.OfAsync(stack)).Plan;
        var job = plan.Find("CronJob mysql-dump");
        Assert.Equal(("0 4 * * *", false), (job.Inputs.Text("spec.schedule"), job.Inputs.IsTrue("spec.suspend")));
        var dump = PodTemplate.Of(job)!.Containers.Single(container => container.Text("name") == "dump");
        Assert.Equal(
            [
                "mysql-dump.sh",
                $"--host=mysql-haproxy.reference-{stack}.svc",
                "--user=graph_data",
                "--ssl-mode=VERIFY_IDENTITY",
                "--ssl-ca=/etc/mysql-ca/ca.crt",
            ],
            dump.Items("command").Select(part => part.ToString()).Skip(3));
        var upload = Variables(job, "upload");
        Assert.Equal(($"backups/graph/reference-{stack}/mysql-dump", "7"), (upload["DESTINATION"], upload["RETENTION_DAYS"]));
    }

    [Fact]
    public async Task Dumps_can_be_left_to_whoever_asks_for_one()
    {
        var settings = MySqlStack.SettingsOf("prod", ("mysql", """{ "dump": { "enabled": false } }"""));
        var preview = await Preview.RunAsync(settings, "prod", Catalog.Default);
        Assert.True(preview.Plan.Find("CronJob mysql-dump").Inputs.IsTrue("spec.suspend"));
        Assert.DoesNotContain("MysqlDumpStale", preview.Plan.Find("PrometheusRule mysql").Inputs.ToJsonString(), StringComparison.Ordinal);
        Assert.Empty(preview.Checks.SelectMany(check => check.Findings));
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task Backups_go_to_the_bucket_of_the_stack_in_a_folder_of_their_own(string stack)
    {
        var plan = (await MySqlStack.OfAsync(stack)).Plan;
        var storage = plan.Find("PerconaServerMySQL mysql").Inputs.At("spec.backup.storages.s3.s3");
        Assert.Equal(
            ("backups", "graph/mysql", "https://s3.example.com:9000", "eu-central-1"),
            (storage.Text("bucket"), storage.Text("prefix"), storage.Text("endpointUrl"), storage.Text("region")));
        Assert.Equal(
            ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"],
            plan.Find($"Secret {storage.Text("credentialsSecret")}").Inputs.Entries("stringData").Select(entry => entry.Key));
    }

    [Theory]
    [InlineData("""{ "destination": "s3://backups" }""", "backups", "mysql", "")]
    [InlineData(
        """{ "destination": "s3://backups/", "endpoint": "https://s3.example.com" }""",
        "backups",
        "mysql",
        "https://s3.example.com"
    )]
    [InlineData("""{ "destination": "s3://backups/a/b/" }""", "backups", "a/b/mysql", "")]
    public async Task Other_destinations_are_taken_apart(string objectStorage, string bucket, string prefix, string endpoint)
    {
        var settings = CustomStack.SettingsOf(MySqlStack.Application, "prod", ("objectStorage", objectStorage));
        var storage = (await Preview.RunAsync(settings, "prod", Catalog.Default))
            .Plan.Find("PerconaServerMySQL mysql")
            .Inputs.At("spec.backup.storages.s3.s3");
        Assert.Equal((bucket, prefix, endpoint), (storage.Text("bucket"), storage.Text("prefix"), storage.Text("endpointUrl")));
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task The_certificate_is_for_the_host_of_the_connection(string stack)
    {
        var preview = await MySqlStack.OfAsync(stack);
        var names = preview.Plan.Find("PerconaServerMySQL mysql").Inputs.Items("spec.tls.SANs").Select(name => name.ToString());
        Assert.Contains(preview.Plan.Outputs["mysqlHost"]!.ToString(), names);
        Assert.Equal("mysql-ssl", preview.Plan.Find("PerconaServerMySQL mysql").Inputs.Text("spec.sslSecretName"));
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task The_passwords_of_the_operator_are_ours_and_it_makes_none(string stack)
    {
        var plan = (await MySqlStack.OfAsync(stack)).Plan;
        var users = plan.Find("Secret mysql-users").Inputs;
        Assert.Equal(
            ["clusterset", "heartbeat", "monitor", "operator", "orchestrator", "replication", "root", "xtrabackup"],
            users.Entries("stringData").Select(entry => entry.Key));
        Assert.All(users.Entries("stringData"), entry => Assert.Equal(PlannedResource.Masked, entry.Value!.ToString()));
        // It watches this name, and puts labels of its own on it.
        Assert.Null(users["immutable"]);
        Assert.Equal("true", users["metadata"]!["annotations"]!["pulumi.com/patchForce"]!.ToString());
        // The operator's labels and annotations are no drift; passwords are.
        Assert.Equal<string>(["metadata.labels", "metadata.annotations"], plan.Find("Secret mysql-users").Options.IgnoreChanges);
        Assert.Equal("mysql-users", plan.Find("PerconaServerMySQL mysql").Inputs.Text("spec.secretsName"));
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task Nothing_unsafe_is_asked_of_the_operator_and_no_users(string stack)
    {
        var spec = (await ClusterOfAsync(stack)).At("spec")!.AsObject();
        Assert.DoesNotContain("unsafeFlags", spec.Select(entry => entry.Key));
        Assert.DoesNotContain("users", spec.Select(entry => entry.Key));
        Assert.DoesNotContain("pitr", spec["backup"]!.AsObject().Select(entry => entry.Key));
        Assert.Equal("disabled", spec.Text("upgradeOptions.apply"));
    }

    [Theory]
    [InlineData("spec.mysql.podSecurityContext", "spec.mysql.containerSecurityContext")]
    [InlineData("spec.proxy.haproxy.podSecurityContext", "spec.proxy.haproxy.containerSecurityContext")]
    [InlineData("spec.backup.storages.s3.podSecurityContext", "spec.backup.storages.s3.containerSecurityContext")]
    [InlineData("spec.mysql.podSecurityContext", "spec.backup.containerSecurityContext")]
    public async Task Pods_meet_the_restricted_standard(string podPath, string containerPath)
    {
        var cluster = await ClusterOfAsync("prod");
        var (pod, container) = (cluster.At(podPath), cluster.At(containerPath));
        Assert.True(pod.IsTrue("runAsNonRoot"));
        Assert.Equal((1001, "RuntimeDefault"), (pod.Number("runAsUser"), pod.Text("seccompProfile.type")));
        Assert.Equal("false", container.Text("allowPrivilegeEscalation"));
        Assert.Equal("ALL", Assert.Single(container.Items("capabilities.drop")).ToString());
        // Their entrypoints write below /etc.
        Assert.Null(container.At("readOnlyRootFilesystem"));
        Assert.Null(container.At("capabilities.add"));
    }

    [Fact]
    public async Task The_exporter_meets_the_restricted_standard_with_a_read_only_root_and_is_no_user_of_the_operator()
    {
        var exporter = Assert.Single((await ClusterOfAsync("prod")).Items("spec.mysql.sidecars"));
        Assert.True(exporter.IsTrue("securityContext.readOnlyRootFilesystem"));
        Assert.Equal(
            (65534, "false"),
            (exporter.Number("securityContext.runAsUser"), exporter.Text("securityContext.allowPrivilegeEscalation")));
        Assert.Contains("--mysqld.username=exporter", exporter.Items("args").Select(argument => argument.ToString()));
        Assert.Equal("monitor-password", Assert.Single(exporter.Items("env")).Text("valueFrom.secretKeyRef.key"));
    }

    [Theory]
    [InlineData("stage", "kubernetes.io/hostname", 1)]
    [InlineData("prod", "kubernetes.io/hostname", 1)]
    [InlineData("dev", "none", null)]
    public async Task Instances_and_proxies_are_apart_where_the_loss_of_a_node_is_survived(string stack, string key, int? unavailable)
    {
        var cluster = (
            await Preview.RunAsync(MySqlStack.SettingsOf(stack, ("mysql", """{ "provider": "percona" }""")), stack, Catalog.Default))
            .Plan.Find("PerconaServerMySQL mysql")
            .Inputs;
        Assert.All(["spec.mysql", "spec.proxy.haproxy"], part =>
        {
            Assert.Equal(key, cluster.Text($"{part}.affinity.antiAffinityTopologyKey"));
            Assert.Equal(unavailable, cluster.Number($"{part}.podDisruptionBudget.maxUnavailable"));
        });
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task The_cluster_is_waited_for_and_its_volumes_outlive_it(string stack)
    {
        var plan = (await MySqlStack.OfAsync(stack)).Plan;
        var cluster = plan.Find("PerconaServerMySQL mysql");
        Assert.Equal("jsonpath={.status.state}=ready", cluster.Inputs["metadata"]!["annotations"]!["pulumi.com/waitFor"]!.ToString());
        Assert.Equal(
            ["percona.com/delete-mysql-pods-in-order"],
            cluster.Inputs.Items("metadata.finalizers").Select(finalizer => finalizer.ToString()));
        Assert.Contains(cluster.Urn, plan.Find("Deployment mysql-accounts").Dependencies);
        Assert.All(
            ["Secret mysql-users", "Secret mysql-backup-credentials", "NetworkPolicy mysql-instances", "NetworkPolicy mysql-proxies"],
            title => Assert.Contains(plan.Find(title).Urn, cluster.Dependencies));
        Assert.Equal(stack == "prod", cluster.Options.Protect);
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task The_database_is_made_over_a_connection_that_verifies_the_server(string stack)
    {
        var pod = PodTemplate.Of((await MySqlStack.OfAsync(stack)).Plan.Find("Deployment mysql-accounts"))!;
        var script = pod.Containers.Single().Items("command").Last().ToString();
        var connect = $"mysql --host=mysql-haproxy.reference-{stack}.svc --ssl-mode=VERIFY_IDENTITY --ssl-ca=/etc/mysql-ca/ca.crt";
        Assert.Contains($"{connect} --user=root <<SQL\n", script, StringComparison.Ordinal);
        Assert.Contains(
            $"MYSQL_PWD=\"$APPLICATION_PASSWORD\" timeout 20 {connect} --user=graph_data --execute='DO 0' graph_data\n",
            script,
            StringComparison.Ordinal);
        Assert.Contains(
            "ALTER USER 'graph_data'@'%' IDENTIFIED BY '$APPLICATION_PASSWORD' REQUIRE SSL;",
            script,
            StringComparison.Ordinal);
        Assert.Contains("GRANT ALL PRIVILEGES ON \\`graph\\_data\\`.* TO 'graph_data'@'%';", script, StringComparison.Ordinal);
        Assert.DoesNotContain(PlannedResource.Masked, script, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("stage")]
    [InlineData("prod")]
    public async Task The_accounts_are_kept_by_one_pod_that_is_ready_when_they_have_the_passwords_of_now(string stack)
    {
        var deployment = (await MySqlStack.OfAsync(stack)).Plan.Find("Deployment mysql-accounts");
        var container = Assert.Single(PodTemplate.Of(deployment)!.Containers);
        Assert.Equal(
            (1, "0", "1"),
            (
                deployment.Inputs.Number("spec.replicas"),
                deployment.Inputs.Text("spec.strategy.rollingUpdate.maxUnavailable"),
                deployment.Inputs.Text("spec.strategy.rollingUpdate.maxSurge")));
        Assert.All(["create", "update"], operation =>
            Assert.True(deployment.Options.TimeoutSeconds[operation] > deployment.Inputs.Number("spec.progressDeadlineSeconds")));
        Assert.Equal("test -f /tmp/applied", container.Items("readinessProbe.exec.command").Last().ToString());
        Assert.True(container.IsTrue("securityContext.readOnlyRootFilesystem"));
        Assert.Equal(
            [("APPLICATION_PASSWORD", "password"), ("MONITOR_PASSWORD", "monitor-password"), ("MYSQL_PWD", "root")],
            container
                .Items("env")
                .Select(variable => (variable.Text("name"), variable.Text("valueFrom.secretKeyRef.key")))
                .OrderBy(variable => variable.Item1, StringComparer.Ordinal));
    }

    [Fact]
    public async Task Another_password_makes_the_account_anew_and_a_release_job_does_not_run_for_it()
    {
        var settings = MySqlStack.SettingsOf("prod");
        var before = await new StackRun { Settings = settings }.RunAsync();
        var after = await new StackRun
        {
            Settings = settings,
            Answer = args => args.Name == "mysql-app-password-g1" ? new() { ["result"] = "another" } : null,
        }.RunAsync();

        var changed = before.ChangedIn(after).ToList();
        Assert.Contains("mysql-accounts-deployment", changed);
        Assert.Empty(before.Plan.Find("Deployment mysql-accounts").Options.IgnoreChanges);
        Assert.Equal("spec.template", Assert.Single(before.Plan.Find("Job migrate").Options.IgnoreChanges));
    }

    [Fact]
    public async Task The_rest_of_the_definition_does_not_change_the_cluster()
    {
        var application = MySqlStack.Application with
        {
            Workers =
            [
                new WorkerDefinition
                {
                    Name = "other",
                    Image = "reference",
                    Health = MySqlStack.Application.Workers[0].Health,
                },
            ],
        };
        var storage = (
            "objectStorage",
            """{ "destination": "s3://backups/graph", "endpoint": "https://s3.example.com:9000", "region": "eu-central-1" }"""
        );
        var other = await Preview.RunAsync(CustomStack.SettingsOf(application, "prod", storage), "prod", Catalog.Default);
        Assert.Equal((await ClusterOfAsync("prod")).ToJsonString(), other.Plan.Find("PerconaServerMySQL mysql").Inputs.ToJsonString());
    }

    private static Dictionary<string, string> Variables(PlannedResource job, string container)
        => PodTemplate.Of(job)!
            .Containers.Single(one => one.Text("name") == container)
            .Items("env")
            .ToDictionary(variable => variable.Text("name"), variable => variable.Text("value"));

    private static async Task<JsonObject> ClusterOfAsync(string stack)
        => (await MySqlStack.OfAsync(stack)).Plan.Find("PerconaServerMySQL mysql").Inputs;
}
