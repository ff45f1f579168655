using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Infra.Tests.Platform.Steps;
using Infra.Tests.Support;

namespace Infra.Tests.Platform.Backups;

/// <summary>The scripts that fetch what is loaded once: from another system, or a backup that is in place already.</summary>
public sealed class ImportScriptTests
{
    [ToolFact("rclone", RunningS3.Module)]
    public async Task A_file_comes_under_the_name_that_it_is_looked_for()
    {
        using var store = await RunningS3.StartAsync();
        Put(store, "imports/old.rdb", "keys");
        using var step = StepOf(store).With("OBJECT", "imports/old.rdb").With("AS", "dump.rdb");
        Assert.Equal((0, "imports/old.rdb is fetched."), Run(step, "fetch-import.sh"));
        Assert.Equal(["dump.rdb"], Fetched(step));
        Assert.Equal("keys", File.ReadAllText(step.PathOf("target/dump.rdb")));
    }

    [ToolFact("rclone", RunningS3.Module)]
    public async Task A_folder_comes_with_all_its_files_and_is_none_of_them()
    {
        using var store = await RunningS3.StartAsync();
        Put(store, "imports/qdrant/a.snapshot", "a");
        Put(store, "imports/qdrant/b.snapshot", "b");
        using var step = StepOf(store).With("OBJECT", "imports/qdrant");
        Assert.Equal((0, "imports/qdrant is fetched."), Run(step, "fetch-import.sh"));
        Assert.Equal(["a.snapshot", "b.snapshot"], Fetched(step));
        step.With("AS", "dump.rdb");
        Assert.Equal((1, "imports/qdrant is no file, but a folder of 2 files"), Run(step, "fetch-import.sh"));
    }

    [ToolFact("rclone", RunningS3.Module)]
    public async Task What_is_not_there_is_named()
    {
        using var store = await RunningS3.StartAsync();
        using var step = StepOf(store).With("OBJECT", "imports/none.rdb").With("AS", "dump.rdb");
        Assert.Equal(1, Run(step, "fetch-import.sh").ExitCode);
        Assert.Contains("imports/none.rdb", Run(step, "fetch-import.sh").Said, StringComparison.Ordinal);
    }

    // A pod that starts again while the object storage is away must not be kept from it.
    [ToolTheory("rclone", RunningS3.Module)]
    [InlineData("fetch.sh", "20261130T020000Z", "Backup 20261130T020000Z is in place already.")]
    [InlineData("fetch-import.sh", "imports/old.rdb", "imports/old.rdb is in place already.")]
    public async Task What_is_in_place_is_not_fetched_and_needs_no_object_storage(string script, string source, string said)
    {
        using var store = await RunningS3.StartAsync();
        using var step = StepOf(store)
            .With("OBJECT", source)
            .With("BACKUP", source)
            .With("DESTINATION", $"{RunningS3.Bucket}/none")
            .With("RCLONE_CONFIG_STORE_ENDPOINT", "http://127.0.0.1:1");
        step.With("MARK", step.PathOf("mark"));
        File.WriteAllText(step.PathOf("mark"), $"{source}\n");
        Assert.Equal((0, said), Run(step, script));
        File.WriteAllText(step.PathOf("mark"), "another\n");
        step.With("RCLONE_CONFIG_STORE_ENDPOINT", store.Endpoint);
        Assert.Equal(1, Run(step, script).ExitCode);
    }

    [ToolFact("rclone", RunningS3.Module)]
    public async Task A_path_that_begins_with_the_bucket_is_not_taken_for_one_without_it()
    {
        using var store = await RunningS3.StartAsync();
        Put(store, "imports/shop.sql", "a dump");
        using var step = StepOf(store).With("OBJECT", $"{RunningS3.Bucket}/imports/shop.sql");
        Assert.Equal(
            (1, $"There is no {RunningS3.Bucket}/imports/shop.sql in {RunningS3.Bucket}, whose name is no part of the path"),
            Run(step, "fetch-import.sh"));
        Assert.DoesNotContain("shop.sql", Fetched(step));
    }

    // By itself rclone would wait for more than two hours.
    [ToolTheory("rclone", "timeout")]
    [InlineData("upload.sh")]
    [InlineData("fetch.sh")]
    [InlineData("fetch-import.sh")]
    [InlineData("copy.sh")]
    public void A_store_that_takes_a_connection_and_never_answers_is_told_in_good_time(string script)
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        using var step = new StepRun().WithLibrary("object-storage.sh").InRealTime();
        // A second here is ten of the script's.
        step.WithProgram("date", $"echo $(($({Tool.PathOf("date")} +%s) * 10))")
            .WithProgram("rclone", $"""
                echo "$*" >>'{step.PathOf("calls")}'
                exec {Tool.PathOf("rclone")} "$@" --timeout 1s
                """)
            .With("RCLONE_CONFIG_STORE_TYPE", "s3")
            .With("RCLONE_CONFIG_STORE_PROVIDER", "Other")
            .With("RCLONE_CONFIG_STORE_ENDPOINT", $"http://{silent.LocalEndpoint}")
            .With("RCLONE_CONFIG_STORE_ACCESS_KEY_ID", "any")
            .With("RCLONE_CONFIG_STORE_SECRET_ACCESS_KEY", "any")
            .With("DESTINATION", "bucket/path")
            .With("SOURCE", "bucket/path")
            .With("BUCKET", "bucket")
            .With("OBJECT", "path")
            .With("BACKUP", "newest")
            .With("TARGET", step.PathOf("target"));
        var watch = Stopwatch.StartNew();
        var (exitCode, said) = Run(step, script);
        Assert.Equal(1, exitCode);
        Assert.StartsWith("The object storage does not answer: ", said, StringComparison.Ordinal);
        Assert.Contains("timeout", said, StringComparison.OrdinalIgnoreCase);
        Assert.InRange(watch.Elapsed, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(40));
        Assert.All(
            File.ReadLines(step.PathOf("calls")),
            call => Assert.StartsWith(
                "--contimeout 10s --timeout 30s --retries 2 --low-level-retries 2 --timeout 5s --retries 1",
                call,
                StringComparison.Ordinal));
    }

    private static StepRun StepOf(RunningS3 store)
    {
        var step = new StepRun().WithLibrary("object-storage.sh");
        foreach (var (name, value) in store.Variables)
            step.With(name, value);
        return step.With("BUCKET", RunningS3.Bucket).With("TARGET", step.PathOf("target"));
    }

    private static void Put(RunningS3 store, string path, string text)
    {
        using var folder = new ScratchFolder();
        File.WriteAllText(folder.PathOf("file"), text);
        store.Rclone("copyto", folder.PathOf("file"), $"store:{RunningS3.Bucket}/{path}");
    }

    private static (int ExitCode, string Said) Run(StepRun step, string script)
    {
        Directory.CreateDirectory(step.PathOf("target"));
        var (exitCode, said, _) = step.Run(script);
        return (exitCode, said);
    }

    private static IEnumerable<string?> Fetched(StepRun step)
        => Directory.EnumerateFileSystemEntries(step.PathOf("target")).Select(Path.GetFileName).Order(StringComparer.Ordinal);
}
