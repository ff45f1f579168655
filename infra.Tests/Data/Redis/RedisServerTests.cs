using Infra.Data.Redis;
using Infra.Settings;
using Infra.Tests.Support;
using Pulumi;
using Pulumi.Utilities;
using StackPreview.Json;
using StackPreview.Plans;

namespace Infra.Tests.Data.Redis;

/// <summary>The rendered configuration on a real server, and the rest of the component around it.</summary>
public sealed class RedisServerTests
{
    public static TheoryData<string> Stacks => [.. Repository.Stacks];

    [ToolFact("redis-server")]
    public async Task The_server_runs_with_what_is_configured()
    {
        using var server = await RunningRedis.StartAsync();
        using var connection = server.ConnectMonitor();
        Assert.Equal($"{12 * 1024 * 1024}", Setting("maxmemory"));
        Assert.Equal("noeviction", Setting("maxmemory-policy"));
        Assert.Equal("yes", Setting("appendonly"));
        Assert.Equal("everysec", Setting("appendfsync"));
        Assert.Equal("900 1 300 100", Setting("save"));

        string Setting(string name) => connection.Send("CONFIG", "GET", name).Items[1].Text;
    }

    [ToolFact("redis-server")]
    public async Task What_was_written_survives_the_loss_of_the_server()
    {
        using var server = await RunningRedis.StartAsync();
        using (var connection = server.ConnectApplication())
        {
            Assert.Equal("OK", connection.Send("SET key value").Text);
            Assert.Equal("2", connection.Send("LPUSH queue first second").Text);
            foreach (var command in new[] { "MULTI", "SET of-transaction value", "EXEC" })
                Assert.False(connection.Send(command).IsError);
            Assert.False(connection.Send("EVAL", "return redis.call('SET', KEYS[1], 'value')", "1", "of-script").IsError);
            // What is written within the second before is not in the log's file yet, and may be lost.
            await Waiting.UntilAsync(() => Task.FromResult(IsOnDisk(connection)), () => "The log of writes is not on the disk.");
        }

        server.Kill();
        await server.RunAsync();

        using var afterwards = server.ConnectApplication();
        Assert.All(["key", "of-transaction", "of-script"], key => Assert.Equal("value", afterwards.Send($"GET {key}").Text));
        Assert.Equal(["second", "first"], afterwards.Send("LRANGE queue 0 -1").Items.Select(item => item.Text));
    }

    [ToolFact("redis-server")]
    public async Task A_full_server_refuses_writes_and_drops_nothing()
    {
        using var server = await RunningRedis.StartAsync();
        using var connection = server.ConnectApplication();
        var value = new string('x', 1024 * 1024);
        var written = 0;
        while (connection.Send("SET", $"key-{written}", value) is { IsError: false })
            written++;

        Assert.InRange(written, 1, 12);
        Assert.StartsWith("OOM", connection.Send("LPUSH", "queue", value).Text, StringComparison.Ordinal);
        Assert.Contains("evicted_keys:0\r\n", connection.Send("INFO stats").Text);
        Assert.All(Enumerable.Range(0, written), key => Assert.Equal("1", connection.Send($"EXISTS key-{key}").Text));
        Assert.Equal("1", connection.Send("DEL key-0").Text);
        Assert.Equal("OK", connection.Send("SET key value").Text);
    }

    [ToolFact("redis-server", "redis-cli")]
    public async Task The_probe_succeeds_with_its_password_and_fails_without()
    {
        using var server = await RunningRedis.StartAsync();
        var template = PodTemplate.Of(
            (await new StackRun { Settings = WithEngine(RedisSettings.Redis) }.RunAsync()).Plan.Find("StatefulSet redis"))!;
        var container = template.Containers.Single(container => container.Text("name") == "server");
        Assert.Equal("REDISCLI_AUTH", Assert.Single(container.Items("env")).Text("name"));

        foreach (var probe in new[] { "startupProbe", "readinessProbe" })
        {
            var command = container.Items($"{probe}.exec.command").Select(part => part.ToString()).ToList();
            Assert.Equal((0, "PONG"), Run(command, RunningRedis.MonitorPassword));
            Assert.Equal(1, Run(command, "wrong").ExitCode);
            Assert.Equal(1, Run(command, "").ExitCode);
        }

        server.Kill();
        Assert.Equal(
            1,
            Run([.. container.Items("readinessProbe.exec.command").Select(part => part.ToString())], RunningRedis.MonitorPassword).ExitCode
        );

        (int ExitCode, string Output) Run(List<string> command, string password)
        {
            var (exitCode, output, _) = Tool.Run(
                "env",
                "",
                [$"REDISCLI_AUTH={password}", command[0], "-p", $"{server.Port}", .. command.Skip(1)]);
            return (exitCode, output.Trim());
        }
    }

    [ToolFact("redis-server", "redis-cli")]
    public async Task The_URL_leads_to_its_logical_database()
    {
        using var server = await RunningRedis.StartAsync();
        var connection = new RedisConnection
        {
            Host = "127.0.0.1",
            Port = server.Port,
            Username = RedisConfiguration.ApplicationUser,
            Password = Output.Create(RunningRedis.ApplicationPassword),
            ClientLabels = [],
            Ready = null!,
        };
        Assert.Equal("OK", await SendAsync(1, "SET", "key", "value"));
        Assert.Equal("value", await SendAsync(1, "GET", "key"));
        Assert.Equal("", await SendAsync(0, "GET", "key"));

        async Task<string> SendAsync(int database, params string[] command)
        {
            var (exitCode, output, error) = Tool.Run(
                "redis-cli",
                "",
                ["-e", "--no-auth-warning", "-u", await OutputUtilities.GetValueAsync(connection.Url(database)), .. command]);
            Assert.True(exitCode == 0, output + error);
            return output.Trim();
        }
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task The_files_of_a_stack_are_those_that_are_tested_here(string stack)
    {
        var settings = Previews.SettingsOf(stack);
        var run = await new StackRun
        {
            Settings = settings,
            Answer = args => args.Name switch
            {
                "redis-app-password-g1" => new() { ["result"] = "of-app" },
                "redis-monitor-password-g1" => new() { ["result"] = "of-monitor" },
                "redis-backup-password-g1" => new() { ["result"] = "of-backup" },
                _ => null,
            },
        }.RunAsync();
        Assert.Equal(
            RedisConfiguration.Text(settings.OwnData.Redis!, "/data", "/etc/redis-users/users.acl", 6379),
            run.Inputs("redis-config")["data.redis.conf"]);
        Assert.Equal(RedisConfiguration.Users(["of-app"], "of-monitor", "of-backup"), run.Inputs("redis-users")["stringData.users.acl"]);
        Assert.Equal("of-monitor", run.Inputs("redis-users")["stringData.monitor-password"]);
        Assert.Equal("of-backup", run.Inputs("redis-users")["stringData.backup-password"]);
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task The_files_are_mounted_where_the_server_reads_them(string stack)
    {
        var plan = (await Previews.OfAsync(stack)).Plan;
        var template = PodTemplate.Of(plan.Find("StatefulSet redis"))!;
        var server = template.Containers.Single(container => container.Text("name") == "server");
        var mounts = server.Items("volumeMounts").ToDictionary(mount => mount.Text("name"), mount => mount.Text("mountPath"));
        var volumes = template.Spec.Items("volumes").ToDictionary(volume => volume.Text("name"));

        Assert.Equal($"{mounts["config"]}/redis.conf", server.Items("command").Last().ToString());
        Assert.Equal(plan.Find("ConfigMap redis-config").ObjectName, volumes["config"].Text("configMap.name"));
        Assert.Equal(("/etc/redis-users", "/data"), (mounts["users"], mounts["data"]));
        Assert.Equal(plan.Find("Secret redis-users").ObjectName, volumes["users"].Text("secret.secretName"));
        // The exporter's password is in the same Secret; the server is not shown it as a file.
        Assert.Equal("users.acl", Assert.Single(volumes["users"].Items("secret.items")).Text("key"));
    }

    [Theory]
    [InlineData(RedisSettings.Valkey, "docker.io/valkey/valkey:", "valkey-server", "valkey-cli")]
    [InlineData(RedisSettings.Redis, "docker.io/library/redis:", "redis-server", "redis-cli")]
    public async Task Each_engine_is_started_and_asked_by_its_own_commands(string engine, string image, string server, string client)
    {
        var plan = (await new StackRun { Settings = WithEngine(engine) }.RunAsync()).Plan;
        var container = PodTemplate.Of(plan.Find("StatefulSet redis"))!.Containers.Single(container => container.Text("name") == "server");
        Assert.StartsWith(image, container.Text("image"), StringComparison.Ordinal);
        Assert.Equal(server, container.Items("command").First().ToString());
        Assert.All(["startupProbe", "readinessProbe"], probe =>
            Assert.Equal(client, container.Items($"{probe}.exec.command").First().ToString()));
    }

    private static bool IsOnDisk(RespConnection connection)
    {
        var state = connection.Send("INFO persistence").Text;
        return state.Contains("aof_buffer_length:0\r\n", StringComparison.Ordinal)
            && state.Contains("aof_pending_bio_fsync:0\r\n", StringComparison.Ordinal);
    }

    private static StackSettings WithEngine(string engine)
    {
        return Previews.SettingsOf("prod").With(data => data.With<RedisSettings>(redis => redis with { Engine = engine }));
    }
}
