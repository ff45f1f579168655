using System.Globalization;
using Infra.Data.Redis;
using Infra.Tests.Platform.Steps;
using Infra.Tests.Support;

namespace Infra.Tests.Data.Redis;

/// <summary>The scripts that copy the data of a server, load a copy and try one out, with real servers, in both kinds of image.</summary>
public sealed class RedisBackupTests : IDisposable
{
    private const string Backup = "20261130T020000Z";

    private static readonly RedisSettings Large = RunningRedis.Settings with { Memory = "512Mi" };

    private static readonly string[] Programs = ["redis-cli", "redis-server", "redis-check-rdb"];

    private readonly ScratchFolder _folder = new();

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();

    [ToolTheory("redis-server", "redis-cli", "redis-check-rdb", "busybox")]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_hundred_thousand_keys_that_are_copied_under_load_come_back_as_they_were(bool inBusyBox)
    {
        const int Keys = 100_000;
        using var server = await RunningRedis.StartAsync(Large);
        Fill(server, Keys);
        using var stop = new CancellationTokenSource();
        var load = Task.Run(() => Load(server, stop.Token));
        var copied = Snapshot(server, inBusyBox);
        await stop.CancelAsync();
        Assert.True(await load > 0);
        Assert.True(copied.ExitCode == 0, copied.LastLine);
        Assert.StartsWith("The copy is whole: ", copied.LastLine, StringComparison.Ordinal);

        using var other = RunningRedis.Prepare(Large);
        var loaded = Load(other, inBusyBox);
        Assert.True(loaded.ExitCode == 0, loaded.LastLine);
        var drilled = Drill(other, inBusyBox);
        Assert.True(drilled.ExitCode == 0, drilled.LastLine);
        await other.RunAsync();
        using var connection = other.ConnectApplication();
        for (var from = 0; from < Keys; from += 1000)
        {
            var keys = Enumerable.Range(from, 1000).ToList();
            var values = connection.Send(["MGET", .. keys.Select(key => $"key-{key}")]).Items.Select(item => item.Text);
            Assert.Equal(keys.Select(key => $"value {key}"), values);
        }
    }

    [ToolFact("redis-server", "redis-cli", "redis-check-rdb", "rclone", RunningS3.Module)]
    public async Task What_goes_to_the_object_storage_comes_back_into_a_new_server()
    {
        using var store = await RunningS3.StartAsync();
        using var server = await RunningRedis.StartAsync();
        Fill(server, 1000);
        Assert.Equal(0, Snapshot(server, inBusyBox: false).ExitCode);
        Assert.Equal(0, Transfer(store, "upload.sh").ExitCode);
        Assert.Equal(
            ["SHA256SUMS", "dump.rdb", "keys"],
            store.Objects("shop/redis/").Select(path => path.Split('/')[1]).Order(StringComparer.Ordinal));
        File.Delete(Path("dump.rdb"));
        File.Delete(Path("keys"));

        Assert.Equal(0, Transfer(store, "fetch.sh").ExitCode);
        using var other = RunningRedis.Prepare();
        Assert.Equal(0, Load(other, inBusyBox: false).ExitCode);
        Assert.Equal(0, Drill(other, inBusyBox: false).ExitCode);
        await other.RunAsync();
        using var connection = other.ConnectApplication();
        Assert.Equal(("1000", "value 999"), (connection.Send("DBSIZE").Text, connection.Send("GET key-999").Text));
    }

    [ToolTheory("redis-server", "redis-cli", "redis-check-rdb", "busybox")]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_copy_that_is_cut_short_is_not_counted(bool inBusyBox)
    {
        using var server = await RunningRedis.StartAsync();
        Fill(server, 1000);
        var (exitCode, lastLine, _) = Snapshot(
            server,
            inBusyBox,
            run => run.WithProgram("redis-cli", $"{Tool.PathOf("redis-cli")} \"$@\" && truncate -s 2000 {Path("dump.rdb")}"));
        Assert.Equal(1, exitCode);
        Assert.StartsWith("The copy is broken: ", lastLine, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(_folder.Path));
    }

    [ToolFact("redis-server", "redis-cli", "redis-check-rdb")]
    public async Task A_wrong_password_ends_it_at_once()
    {
        using var server = await RunningRedis.StartAsync();
        var (exitCode, lastLine, slept) = Snapshot(server, inBusyBox: false, run => run.With("REDISCLI_AUTH", "wrong"));
        Assert.Equal((1, TimeSpan.Zero), (exitCode, slept));
        Assert.StartsWith("127.0.0.1 does not let backup copy its data: AUTH failed: WRONGPASS", lastLine, StringComparison.Ordinal);
        var asMonitor = Snapshot(
            server,
            inBusyBox: false,
            run => run.With("ACCOUNT", "monitor").With("REDISCLI_AUTH", RunningRedis.MonitorPassword));
        Assert.Contains("NOPERM", asMonitor.LastLine, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(_folder.Path));
    }

    [ToolFact("redis-server", "redis-cli", "redis-check-rdb")]
    public async Task A_server_that_is_away_is_waited_for_and_named()
    {
        using var server = await RunningRedis.StartAsync();
        server.Kill();
        var (exitCode, lastLine, slept) = Snapshot(server, inBusyBox: false);
        Assert.Equal(1, exitCode);
        Assert.StartsWith("The data could not be copied within 600s: ", lastLine, StringComparison.Ordinal);
        Assert.Contains("Connection refused", lastLine, StringComparison.Ordinal);
        Assert.InRange(slept, TimeSpan.FromSeconds(580), TimeSpan.FromSeconds(600));
    }

    [ToolFact("redis-server")]
    public async Task The_user_of_backups_may_copy_the_data_and_nothing_else()
    {
        using var server = await RunningRedis.StartAsync();
        Fill(server, 1);
        using var connection = server.Connect();
        Assert.Equal("OK", connection.Send("AUTH", RedisConfiguration.BackupUser, RunningRedis.BackupPassword).Text);
        string[] refused =
        [
            "GET key-0",
            "SET key-0 x",
            "DEL key-0",
            "KEYS *",
            "SCAN 0",
            "FLUSHALL",
            "INFO",
            "CONFIG GET *",
            "CONFIG SET save x",
            "ACL WHOAMI",
            "SAVE",
            "BGSAVE",
            "SHUTDOWN",
            "REPLICAOF NO ONE",
            "CLIENT LIST",
            "PSYNC ? -1",
            "SUBSCRIBE x",
            "EVAL return 0",
        ];
        Assert.All(refused, command => Assert.StartsWith("NOPERM", connection.Send(command).Text, StringComparison.Ordinal));
        Assert.Equal("PONG", connection.Send("PING").Text);
    }

    [ToolTheory("redis-server", "redis-cli", "redis-check-rdb", "busybox")]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_backup_is_loaded_once_and_what_was_there_is_kept(bool inBusyBox)
    {
        using var server = await RunningRedis.StartAsync();
        Fill(server, 100);
        Assert.Equal(0, Snapshot(server, inBusyBox).ExitCode);
        using (var connection = server.ConnectApplication())
        {
            Assert.Equal("OK", connection.Send("SET later value").Text);
            Assert.Equal("1", connection.Send("DEL key-0").Text);
            await WrittenAsync(connection);
        }

        server.Kill();
        var loaded = Load(server, inBusyBox);
        Assert.True(loaded.ExitCode == 0, loaded.LastLine);
        Assert.StartsWith($"{Backup} is in place with 100 keys; what the volume held: ", loaded.LastLine, StringComparison.Ordinal);
        await server.RunAsync();
        using (var connection = server.ConnectApplication())
        {
            Assert.Equal("value 0", connection.Send("GET key-0").Text);
            Assert.Equal("0", connection.Send("EXISTS later").Text);
            Assert.Equal("OK", connection.Send("SET after value").Text);
            await WrittenAsync(connection);
        }

        // Another start of the pod.
        server.Kill();
        Assert.Equal((0, $"{Backup} is loaded already."), Result(Load(server, inBusyBox)));
        await server.RunAsync();
        using (var connection = server.ConnectApplication())
            Assert.Equal("value", connection.Send("GET after").Text);

        // The way back.
        server.Kill();
        var kept = Assert.Single(Directory.EnumerateDirectories(server.DataFolder, "before-*"));
        Directory.Delete(System.IO.Path.Combine(server.DataFolder, "appendonlydir"), recursive: true);
        Directory.Move(System.IO.Path.Combine(kept, "appendonlydir"), System.IO.Path.Combine(server.DataFolder, "appendonlydir"));
        await server.RunAsync();
        using var before = server.ConnectApplication();
        Assert.Equal(("value", "0"), (before.Send("GET later").Text, before.Send("EXISTS key-0").Text));
    }

    [ToolTheory("redis-server", "redis-cli", "redis-check-rdb", "busybox")]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_import_is_refused_over_data_and_its_keys_expire_when_they_would_have(bool inBusyBox)
    {
        using var source = await RunningRedis.StartAsync();
        Fill(source, 10);
        using (var connection = source.ConnectApplication())
            Assert.Equal("OK", connection.Send("SET session value EX 1000").Text);
        Assert.Equal(0, Snapshot(source, inBusyBox).ExitCode);

        using var target = await RunningRedis.StartAsync();
        using (var connection = target.ConnectApplication())
        {
            Assert.Equal("OK", connection.Send("SET mine value").Text);
            await WrittenAsync(connection);
        }

        target.Kill();
        var refused = Load(target, inBusyBox, over: false);
        Assert.Equal(1, refused.ExitCode);
        Assert.StartsWith(
            $"The volume holds data, which {Backup} would take the place of: appendonlydir/",
            refused.LastLine,
            StringComparison.Ordinal);
        await target.RunAsync();
        using (var connection = target.ConnectApplication())
            Assert.Equal("value", connection.Send("GET mine").Text);

        // One that has run, and in which nothing was ever written.
        using var empty = await RunningRedis.StartAsync();
        empty.Kill();
        var loaded = Load(empty, inBusyBox, over: false);
        Assert.True(loaded.ExitCode == 0, loaded.LastLine);
        await empty.RunAsync();
        using var imported = empty.ConnectApplication();
        Assert.Equal("11", imported.Send("DBSIZE").Text);
        Assert.InRange(int.Parse(imported.Send("TTL session").Text, CultureInfo.InvariantCulture), 900, 1000);
        empty.Kill();
        Assert.Equal((0, $"{Backup} is loaded already."), Result(Load(empty, inBusyBox, over: false)));
    }

    [ToolFact("redis-server", "redis-cli", "redis-check-rdb")]
    public async Task A_snapshot_that_is_broken_or_missing_leaves_the_volume_as_it_was()
    {
        using var server = await RunningRedis.StartAsync();
        Fill(server, 100);
        Assert.Equal(0, Snapshot(server, inBusyBox: false).ExitCode);
        server.Kill();
        var before = Files(server);
        var whole = File.ReadAllBytes(Path("dump.rdb"));
        File.WriteAllBytes(Path("dump.rdb"), whole[..^20]);
        var broken = Load(server, inBusyBox: false);
        Assert.Equal(1, broken.ExitCode);
        Assert.StartsWith($"Snapshot {Backup} is broken, or from a newer server: ", broken.LastLine, StringComparison.Ordinal);
        File.WriteAllBytes(Path("dump.rdb"), [.. "REDIS0099"u8, .. whole[9..]]);
        var newer = Load(server, inBusyBox: false);
        Assert.Equal(1, newer.ExitCode);
        Assert.Contains("Can't handle RDB format version", newer.LastLine, StringComparison.Ordinal);
        File.Delete(Path("dump.rdb"));
        Assert.Equal((1, $"There is no snapshot {Backup}."), Result(Load(server, inBusyBox: false)));
        Assert.Equal(before, Files(server));
    }

    [ToolTheory("redis-server", "redis-cli", "redis-check-rdb", "busybox")]
    [InlineData("rmdir", false)]
    [InlineData("rmdir", true)]
    [InlineData("mv", false)]
    public async Task An_import_that_is_killed_is_finished_by_the_next(string program, bool inBusyBox)
    {
        using var source = await RunningRedis.StartAsync();
        Fill(source, 100);
        Assert.Equal(0, Snapshot(source, inBusyBox).ExitCode);
        using var target = await RunningRedis.StartAsync();
        target.Kill();
        Assert.NotEqual(0, Load(target, inBusyBox, over: false, run => run.WithProgram(program, "exit 137")).ExitCode);
        var next = Load(target, inBusyBox, over: false);
        Assert.True(next.ExitCode == 0, next.LastLine);
        await target.RunAsync();
        using var imported = target.ConnectApplication();
        Assert.Equal("100", imported.Send("DBSIZE").Text);
    }

    // Each program that changes the volume fails once, as one does that is killed; the next run finishes.
    [ToolTheory("redis-server", "redis-cli", "redis-check-rdb")]
    [InlineData("cp", 1)]
    [InlineData("mv", 1)]
    [InlineData("mv", 2)]
    [InlineData("mv", 3)]
    [InlineData("sync", 1)]
    [InlineData("sync", 2)]
    public async Task A_load_that_is_killed_is_finished_by_the_next_and_loses_nothing(string program, int call)
    {
        using var server = await RunningRedis.StartAsync();
        Fill(server, 100);
        Assert.Equal(0, Snapshot(server, inBusyBox: false).ExitCode);
        using (var connection = server.ConnectApplication())
        {
            Assert.Equal("OK", connection.Send("SET later value").Text);
            await WrittenAsync(connection);
        }

        server.Kill();
        var log = File.ReadAllBytes(Directory.EnumerateFiles(server.DataFolder, "*.incr.aof", SearchOption.AllDirectories).Single());
        var killed = Load(server, inBusyBox: false, change: run => run.WithProgram(program, $"""
            echo x >>{run.PathOf("calls")}
            [ "$(wc -l <{run.PathOf("calls")})" -ne {call} ] || exit 137
            exec {Tool.PathOf(program)} "$@"
            """));
        Assert.NotEqual(0, killed.ExitCode);
        var next = Load(server, inBusyBox: false);
        Assert.True(next.ExitCode == 0, next.LastLine);
        Assert.Contains(
            Directory.EnumerateFiles(server.DataFolder, "*.incr.aof", SearchOption.AllDirectories),
            file => File.ReadAllBytes(file).AsSpan().SequenceEqual(log));
        await server.RunAsync();
        using var after = server.ConnectApplication();
        Assert.Equal(("100", "0"), (after.Send("DBSIZE").Text, after.Send("EXISTS later").Text));
    }

    [ToolTheory("redis-server", "redis-cli", "redis-check-rdb", "busybox")]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_drill_fails_on_keys_that_are_missing_and_on_data_that_no_server_starts_on(bool inBusyBox)
    {
        using var server = await RunningRedis.StartAsync();
        Fill(server, 100);
        using (var connection = server.ConnectApplication())
        {
            Assert.Equal("OK", connection.Send("SET session value EX 1").Text);
            Assert.Equal("OK", connection.Send("SELECT 3").Text);
            Assert.Equal("OK", connection.Send("SET other value").Text);
        }

        Assert.Equal(0, Snapshot(server, inBusyBox).ExitCode);
        using var scratch = RunningRedis.Prepare();
        Assert.Equal(0, Load(scratch, inBusyBox).ExitCode);
        await Task.Delay(TimeSpan.FromSeconds(1));
        var passed = Drill(scratch, inBusyBox);
        Assert.True(passed.ExitCode == 0, passed.LastLine);
        Assert.StartsWith("The server serves 10", passed.LastLine, StringComparison.Ordinal);

        File.WriteAllText(Path("keys"), "103 1\n");
        var missing = Drill(scratch, inBusyBox);
        Assert.Equal((1, "The backup has 102 keys that do not expire, and the server serves 101."), Result(missing));
        var data = Directory.EnumerateFiles(scratch.DataFolder, "*.rdb", SearchOption.AllDirectories).Single();
        File.WriteAllBytes(data, File.ReadAllBytes(data)[..^40]);
        var broken = Drill(scratch, inBusyBox);
        Assert.Equal(1, broken.ExitCode);
        Assert.StartsWith("The server does not start on the backup: ", broken.LastLine, StringComparison.Ordinal);
        File.WriteAllText(Path("keys"), "");
        Assert.Equal((1, "The backup does not say how many keys it has."), Result(Drill(scratch, inBusyBox)));
    }

    private static (int ExitCode, string LastLine) Result((int ExitCode, string LastLine, TimeSpan Slept) run)
        => (run.ExitCode, run.LastLine);

    private static List<string> Files(RunningRedis server)
        => [.. Directory.EnumerateFileSystemEntries(server.DataFolder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

    private static Task WrittenAsync(RespConnection connection)
    {
        return Waiting.UntilAsync(() => Task.FromResult(IsWritten()), () => "The log of writes is not on the disk.");

        bool IsWritten()
            => connection.Send("INFO persistence").Text.Contains("aof_pending_bio_fsync:0\r\n", StringComparison.Ordinal);
    }

    private static void Fill(RunningRedis server, int keys)
    {
        using var connection = server.ConnectApplication();
        foreach (var some in Enumerable.Range(0, keys).Chunk(1000))
            Assert.Equal("OK", connection.Send(["MSET", .. some.SelectMany(key => new[] { $"key-{key}", $"value {key}" })]).Text);
    }

    private static int Load(RunningRedis server, CancellationToken stopped)
    {
        using var connection = server.ConnectApplication();
        var written = 0;
        while (!stopped.IsCancellationRequested)
        {
            Assert.False(connection.Send("SET", $"hot-{written % 5000}", $"{written}", "EX", "3600").IsError);
            Assert.False(connection.Send("LPUSH", "queue", $"{written++}").IsError);
        }

        return written;
    }

    private string Path(string name) => _folder.PathOf(name);

    private (int ExitCode, string LastLine, TimeSpan Slept) Transfer(RunningS3 store, string script)
        => Run(script, inBusyBox: false, run =>
        {
            foreach (var (name, value) in store.Variables)
                run.With(name, value);
            run.InRealTime()
                .WithLibrary("object-storage.sh")
                .With("DESTINATION", $"{RunningS3.Bucket}/shop/redis")
                .With("SOURCE", _folder.Path)
                .With("TARGET", _folder.Path)
                .With("BACKUP", "newest")
                .With("RETENTION_DAYS", "7");
        });

    private (int ExitCode, string LastLine, TimeSpan Slept) Snapshot(RunningRedis server, bool inBusyBox, Action<StepRun>? change = null)
        => Run("redis-snapshot.sh", inBusyBox, run =>
        {
            run.With("SERVER", "127.0.0.1")
                .With("PORT", $"{server.Port}")
                .With("ACCOUNT", RedisConfiguration.BackupUser)
                .With("REDISCLI_AUTH", RunningRedis.BackupPassword)
                .With("FOLDER", _folder.Path)
                .With("DEADLINE", "600");
            change?.Invoke(run);
        });

    private (int ExitCode, string LastLine, TimeSpan Slept) Load(
        RunningRedis server,
        bool inBusyBox,
        bool over = true,
        Action<StepRun>? change = null)
        => Run("redis-load.sh", inBusyBox, run =>
        {
            run.With("SNAPSHOT", Path("dump.rdb"))
                .With("DATA", server.DataFolder)
                .With("SOURCE", Backup)
                .With("OVER", over ? "yes" : "no");
            change?.Invoke(run);
        });

    private (int ExitCode, string LastLine, TimeSpan Slept) Drill(RunningRedis server, bool inBusyBox)
        => Run("redis-drill.sh", inBusyBox, run => run
            .InRealTime()
            .With("DATA", server.DataFolder)
            .With("COUNTS", Path("keys"))
            .With("DEADLINE", "60"));

    private static (int ExitCode, string LastLine, TimeSpan Slept) Run(string script, bool inBusyBox, Action<StepRun> change)
    {
        using var run = new StepRun();
        run.With("ENGINE", "redis");
        if (inBusyBox)
            run.InBusyBox(Programs);
        change(run);
        return run.Run(script);
    }
}
