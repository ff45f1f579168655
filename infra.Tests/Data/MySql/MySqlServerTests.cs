using System.Text.Json.Nodes;
using Infra.Tests.Platform.Steps;
using Infra.Tests.Support;
using StackPreview.Json;
using StackPreview.Plans;

namespace Infra.Tests.Data.MySql;

public sealed class MySqlServerTests
{
    [Fact]
    public async Task The_server_has_the_size_of_its_environment()
    {
        var plan = await PlanAsync();
        var (set, server) = (plan.Find("StatefulSet mysql").Inputs, (await PodAsync()).Containers.First());
        Assert.Equal(1, set.Number("spec.replicas"));
        Assert.Equal(("5Gi", "1Gi", "100m"), (
            Assert.Single(set.Items("spec.volumeClaimTemplates")).Text("spec.resources.requests.storage"),
            server.Text("resources.limits.memory"),
            server.Text("resources.requests.cpu")));
        Assert.Equal(
            "[mysqld]\ninnodb_buffer_pool_size = 512M\nmax_connections = 100\nskip-log-bin\nskip-name-resolve\nmysqlx = 0\n",
            plan.Find("ConfigMap mysql-config").Inputs["data"]!["server.cnf"]!.ToString());
    }

    [Fact]
    public async Task The_image_is_version_8_4_and_no_other_moves_in_unseen()
        => Assert.Matches(
            "^docker\\.io/library/mysql:8\\.4\\.[0-9]+@sha256:[0-9a-f]{64}$",
            (await PodAsync()).Containers.First().Text("image"));

    [Fact]
    public async Task Root_gets_in_from_the_container_alone_and_every_password_comes_from_the_secret()
    {
        var variables = (await PodAsync()).Containers.First().Items("env").ToDictionary(variable => variable.Text("name"));
        Assert.Equal("localhost", variables["MYSQL_ROOT_HOST"].Text("value"));
        Assert.Equal(
            [("MONITOR_PASSWORD", "monitor-password"), ("MYSQL_ROOT_PASSWORD", "root-password")],
            variables
                .Where(variable => variable.Value.At("valueFrom") is not null)
                .Select(variable => (variable.Key, variable.Value.Text("valueFrom.secretKeyRef.key")))
                .OrderBy(variable => variable.Key, StringComparer.Ordinal));
        // The image's own statements would log in with it before there is a password.
        Assert.DoesNotContain("MYSQL_PWD", variables.Keys);
    }

    // The image makes accounts on an empty volume only: none of it, so that there is one source of them.
    [Fact]
    public async Task Accounts_are_made_beside_the_server_at_every_start()
    {
        var pod = await PodAsync();
        var (server, accounts) = (
            pod.Containers.First(),
            Assert.Single(pod.Containers, container => container.Text("name") == "accounts"));
        var script = accounts.Items("command").Last().ToString();
        Assert.Contains(
            "mysql --protocol=socket --socket=/var/run/mysqld/mysqld.sock --user=root <<SQL\n",
            script,
            StringComparison.Ordinal);
        Assert.Contains(
            "ALTER USER 'graph_data'@'%' IDENTIFIED BY '$APPLICATION_PASSWORD' REQUIRE NONE;",
            script,
            StringComparison.Ordinal);
        Assert.Equal(
            [("APPLICATION_PASSWORD", "password"), ("MONITOR_PASSWORD", "monitor-password"), ("MYSQL_PWD", "root-password")],
            accounts
                .Items("env")
                .Select(variable => (variable.Text("name"), variable.Text("valueFrom.secretKeyRef.key")))
                .OrderBy(variable => variable.Item1, StringComparer.Ordinal));
        Assert.Equal(
            ["/tmp accounts-tmp", "/var/run/mysqld run"],
            accounts.Items("volumeMounts").Select(mount => $"{mount.Text("mountPath")} {mount.Text("name")}").Order(StringComparer.Ordinal)
        );
        Assert.Equal(
            "/var/run/mysqld",
            Assert.Single(server.Items("volumeMounts"), mount => mount.Text("name") == "run").Text("mountPath"));
        Assert.Equal(server.Text("image"), accounts.Text("image"));
        Assert.DoesNotContain(server.Items("env"), variable =>
            variable.Text("name") is "MYSQL_DATABASE" or "MYSQL_USER" or "MYSQL_PASSWORD");
        Assert.DoesNotContain(server.Items("volumeMounts"), mount =>
            mount.Text("mountPath").StartsWith("/docker-entrypoint", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Another_password_rolls_the_server_before_its_clients()
    {
        var settings = MySqlStack.SettingsOf("dev");
        var before = await new StackRun { Settings = settings }.RunAsync();
        var after = await new StackRun
        {
            Settings = settings,
            Answer = args => args.Name == "mysql-app-password-g1" ? new() { ["result"] = "another" } : null,
        }.RunAsync();

        Assert.Contains("mysql-server", before.ChangedIn(after));
        Assert.Contains(after.Plan.Find("StatefulSet mysql").Urn, after.Plan.Find("Deployment api").Dependencies);
    }

    [Fact]
    public async Task Nothing_but_what_the_server_must_write_is_writable()
    {
        var pod = await PodAsync();
        Assert.All(pod.Containers, container => Assert.True(container.IsTrue("securityContext.readOnlyRootFilesystem")));
        var writable = pod
            .Containers.First()
            .Items("volumeMounts")
            .Where(mount => !mount.IsTrue("readOnly"))
            .Select(mount => mount.Text("mountPath"));
        Assert.Equal(["/tmp", "/var/lib/mysql", "/var/run/mysqld"], writable.Order(StringComparer.Ordinal));
    }

    // A new volume may hold a folder lost+found, and the server begins in an empty folder only.
    [Fact]
    public async Task Data_is_in_a_folder_of_the_volume()
        => Assert.Contains(
            "--datadir=/var/lib/mysql/data",
            (await PodAsync()).Containers.First().Items("args").Select(argument => argument.ToString()));

    // The server that the image sets the database up with listens on its socket only.
    [Fact]
    public async Task The_server_is_ready_when_it_answers_over_the_network()
    {
        var server = (await PodAsync()).Containers.First();
        Assert.All(["startupProbe", "readinessProbe"], probe =>
            Assert.Contains(
                "--protocol=tcp --host=127.0.0.1 --user=exporter",
                server.Items($"{probe}.exec.command").Last().ToString(),
                StringComparison.Ordinal));
        Assert.Equal("mysql", server.Text("livenessProbe.tcpSocket.port"));
    }

    [Fact]
    public async Task A_dump_is_taken_every_night_and_kept_for_a_week()
    {
        var dump = (await PlanAsync()).Find("CronJob mysql-dump").Inputs;
        Assert.Equal(
            ("0 3 * * *", "Etc/UTC", "Forbid"),
            (dump.Text("spec.schedule"), dump.Text("spec.timeZone"), dump.Text("spec.concurrencyPolicy")));
        var containers = PodTemplate.Of((await PlanAsync()).Find("CronJob mysql-dump"))!.Spec;
        Assert.Equal(["dump", "upload"], containers.Items("initContainers").Select(container => container.Text("name")));
        var variables = Variables(containers.Items("initContainers").Last());
        // Where they have gone since there are any.
        Assert.Equal(("7", "backups/graph/mysql", "https://s3.example.com:9000", "eu-central-1", "Other"), (
            variables["RETENTION_DAYS"],
            variables["DESTINATION"],
            variables["RCLONE_CONFIG_STORE_ENDPOINT"],
            variables["RCLONE_CONFIG_STORE_REGION"],
            variables["RCLONE_CONFIG_STORE_PROVIDER"]));
        // Those of before have no folders of their own.
        var former = Variables(Assert.Single(containers.Items("containers")));
        Assert.Equal(("7", "backups/graph/mysql"), (former["RETENTION_DAYS"], former["DESTINATION"]));
    }

    [Fact]
    public async Task On_AWS_no_endpoint_is_named()
    {
        var settings = CustomStack.SettingsOf(
            MySqlStack.Application,
            "dev",
            ("objectStorage", """{ "destination": "s3://backups" }"""),
            ("mysql", """{ "backup": { "schedule": "0 3 * * 7" } }"""));
        var dump = (await Preview.RunAsync(settings, "dev", Catalog.Default)).Plan.Find("CronJob mysql-dump");
        var variables = Variables(PodTemplate.Of(dump)!.Spec.Items("containers").Single());
        Assert.Equal(("AWS", "backups/mysql"), (variables["RCLONE_CONFIG_STORE_PROVIDER"], variables["DESTINATION"]));
        Assert.DoesNotContain("RCLONE_CONFIG_STORE_ENDPOINT", variables.Keys);
        // Kubernetes knows no Sunday 7.
        Assert.Equal("0 3 * * 0", dump.Inputs.Text("spec.schedule"));
    }

    [ToolFact("rclone", RunningS3.Module)]
    public async Task Of_dumps_without_a_folder_those_that_are_too_old_are_removed_and_nothing_else()
    {
        using var store = await RunningS3.StartAsync();
        using var run = new StepRun();
        var folder = Directory.CreateDirectory(run.PathOf("files")).FullName;
        foreach (var file in new[] { "a-20261101T030000Z.sql.gz", "notes.txt", "20261101T030000Z/a.sql.gz" })
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder, file))!);
            await File.WriteAllTextAsync(Path.Combine(folder, file), file);
            File.SetLastWriteTimeUtc(Path.Combine(folder, file), DateTime.UtcNow.AddDays(-8));
        }

        await File.WriteAllTextAsync(Path.Combine(folder, "a-20261129T030000Z.sql.gz"), "recent");
        File.SetLastWriteTimeUtc(Path.Combine(folder, "a-20261129T030000Z.sql.gz"), DateTime.UtcNow.AddDays(-6));
        store.Rclone("copy", folder, $"store:{RunningS3.Bucket}/graph/mysql");
        foreach (var (name, value) in store.Variables)
            run.With(name, value);
        run.WithLibrary("object-storage.sh").With("DESTINATION", $"{RunningS3.Bucket}/graph/mysql").With("RETENTION_DAYS", "7");

        var (exitCode, lastLine, _) = run.Run("mysql-former-dumps.sh");
        Assert.Equal((0, "Of dumps without a folder of their own, those older than 7 days are removed."), (exitCode, lastLine));
        Assert.Equal(["20261101T030000Z/a.sql.gz", "a-20261129T030000Z.sql.gz", "notes.txt"], store.Objects("graph/mysql/"));
        // Where there is nothing, nothing is to be removed.
        Assert.Equal(0, run.With("DESTINATION", $"{RunningS3.Bucket}/none").Run("mysql-former-dumps.sh").ExitCode);
    }

    private static Dictionary<string, string> Variables(JsonNode container)
        => container.Items("env").ToDictionary(variable => variable.Text("name"), variable => variable.Text("value"));

    private static async Task<Plan> PlanAsync() => (await MySqlStack.OfAsync("dev")).Plan;

    private static async Task<PodTemplate> PodAsync() => PodTemplate.Of((await PlanAsync()).Find("StatefulSet mysql"))!;
}
