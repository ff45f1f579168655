using System.Globalization;
using Infra.Tests.Platform.Steps;
using Infra.Tests.Support;

namespace Infra.Tests.Platform.Backups;

/// <summary>The scripts that bring backups to an object storage and back, with rclone and a server that speaks S3.</summary>
public sealed class TransferTests
{
    private const string Destination = $"{RunningS3.Bucket}/app/app-dev/redis";
    private const string Prefix = "app/app-dev/redis/";
    private const string Now = "20261130T020000Z";

    [ToolFact("rclone", RunningS3.Module)]
    public async Task A_folder_goes_up_and_comes_back_as_it_was()
    {
        using var store = await RunningS3.StartAsync();
        using var up = StepOf(store).With("RETENTION_DAYS", "7");
        Fill(up, ("dump.rdb", "keys"), ("more/notes", "text"));
        var (exitCode, said, _) = up.Run("upload.sh");
        Assert.Equal((0, $"Backup {Now} is there."), (exitCode, said));
        Assert.Equal([$"{Now}/SHA256SUMS", $"{Now}/dump.rdb", $"{Now}/more/notes"], store.Objects(Prefix));

        using var down = StepOf(store).With("BACKUP", "newest");
        Assert.Equal((0, $"Backup {Now} is fetched."), Fetched(down));
        Assert.Equal("keys", File.ReadAllText(down.PathOf("target/dump.rdb")));
        Assert.Equal("text", File.ReadAllText(down.PathOf("target/more/notes")));
        Assert.False(File.Exists(down.PathOf("target/SHA256SUMS")));
    }

    [ToolFact("rclone", RunningS3.Module)]
    public async Task What_is_too_old_goes_and_the_newest_stays_whatever_its_age()
    {
        using var store = await RunningS3.StartAsync();
        // Complete ones around the seventh day, one that broke off long ago, one that may still be on its way, and what is no backup.
        Put(store, "20261122T020000Z", "20261123T015959Z", "20261123T020000Z", "20261124T020000Z");
        PutBroken(store, "20261128T020000Z", "20261129T230000Z", "notes");
        using var step = StepOf(store).With("RETENTION_DAYS", "7");
        Fill(step, ("dump.rdb", "keys"));
        Assert.Equal(0, step.Run("upload.sh").ExitCode);
        Assert.Equal(
            ["20261123T020000Z", "20261124T020000Z", "20261129T230000Z", Now, "notes"],
            store.Objects(Prefix).Select(path => path.Split('/')[0]).Distinct());
    }

    [ToolFact("rclone", RunningS3.Module)]
    public async Task Without_a_retention_nothing_is_removed()
    {
        using var store = await RunningS3.StartAsync();
        Put(store, "20200101T020000Z");
        PutBroken(store, "20200102T020000Z");
        using var step = StepOf(store).With("RETENTION_DAYS", "");
        Fill(step, ("dump.rdb", "keys"));
        Assert.Equal((0, $"Backup {Now} is there."), step.Run("upload.sh") is var (exitCode, said, _) ? (exitCode, said) : default);
        Assert.Equal(
            ["20200101T020000Z", "20200102T020000Z", Now],
            store.Objects(Prefix).Select(path => path.Split('/')[0]).Distinct());
    }

    [ToolFact("rclone", RunningS3.Module)]
    public async Task One_that_broke_off_is_not_fetched_and_neither_is_one_that_is_damaged()
    {
        using var store = await RunningS3.StartAsync();
        Put(store, "20261128T020000Z");
        PutBroken(store, "20261129T020000Z");
        using var step = StepOf(store);
        step.With("BACKUP", "newest");
        Assert.Equal((0, "Backup 20261128T020000Z is fetched."), Fetched(step));
        step.With("BACKUP", "20261129T020000Z");
        Assert.Equal((1, $"There is no complete backup 20261129T020000Z in {Destination}"), Fetched(step));

        var other = step.PathOf("other");
        await File.WriteAllTextAsync(other, "others");
        store.Rclone("copyto", other, $"store:{Destination}/20261128T020000Z/dump.rdb");
        step.With("BACKUP", "newest");
        var (exitCode, said) = Fetched(step);
        Assert.Equal(1, exitCode);
        Assert.StartsWith("Backup 20261128T020000Z is damaged: ", said, StringComparison.Ordinal);
    }

    [ToolFact("rclone", RunningS3.Module)]
    public async Task Where_there_is_none_it_says_so_at_once()
    {
        using var store = await RunningS3.StartAsync();
        using var step = StepOf(store).With("BACKUP", "newest");
        Assert.Equal((1, $"There is no backup in {Destination}"), Fetched(step));
    }

    [ToolFact("rclone", RunningS3.Module)]
    public async Task An_empty_folder_is_no_backup()
    {
        using var store = await RunningS3.StartAsync();
        using var step = StepOf(store).With("RETENTION_DAYS", "7");
        Fill(step);
        var (exitCode, said, _) = step.Run("upload.sh");
        Assert.Equal(1, exitCode);
        Assert.StartsWith("There is nothing to bring: ", said, StringComparison.Ordinal);
        Assert.Empty(store.Objects());
    }

    [ToolFact("rclone", RunningS3.Module)]
    public async Task A_wrong_key_is_told_within_two_minutes()
    {
        using var store = await RunningS3.StartAsync();
        using var step = StepOf(store).With("RETENTION_DAYS", "7").With("AWS_ACCESS_KEY_ID", "another");
        Fill(step, ("dump.rdb", "keys"));
        var (exitCode, said, slept) = step.Run("upload.sh");
        Assert.Equal(1, exitCode);
        Assert.StartsWith("The object storage does not answer: ", said, StringComparison.Ordinal);
        Assert.InRange(slept, TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(120));
    }

    private static StepRun StepOf(RunningS3 store)
    {
        var step = new StepRun().WithLibrary("object-storage.sh");
        foreach (var (name, value) in store.Variables)
            step.With(name, value);
        // The clock of steps counts from 0: here, from the second of a date on.
        var begin = DateTimeOffset.ParseExact(Now, "yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        step.WithProgram("date", $$"""
            now=$(($(cat "$CLOCK") + {{begin.ToUnixTimeSeconds()}}))
            case $* in
            +%s) echo "$now" ;;
            *@*) exec /bin/date "$@" ;;
            *) exec /bin/date -d "@$now" "$@" ;;
            esac
            """);
        return step.With("DESTINATION", Destination).With("SOURCE", step.PathOf("source")).With("TARGET", step.PathOf("target"));
    }

    private static (int ExitCode, string Said) Fetched(StepRun step)
    {
        Directory.CreateDirectory(step.PathOf("target"));
        var (exitCode, said, _) = step.Run("fetch.sh");
        return (exitCode, said);
    }

    private static void Fill(StepRun step, params (string Name, string Text)[] files)
    {
        Directory.CreateDirectory(step.PathOf("source"));
        foreach (var (name, text) in files)
        {
            var path = step.PathOf($"source/{name}");
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
        }
    }

    // Backups as they were brought at other times.
    private static void Put(RunningS3 store, params string[] names)
    {
        using var folder = new ScratchFolder();
        File.WriteAllText(folder.PathOf("dump.rdb"), "keys");
        var sums = Tool.Run("sh", "", "-c", $"cd {folder.Path} && sha256sum ./dump.rdb > SHA256SUMS");
        Assert.Equal(0, sums.ExitCode);
        foreach (var name in names)
            store.Rclone("copy", folder.Path, $"store:{Destination}/{name}");
    }

    private static void PutBroken(RunningS3 store, params string[] names)
    {
        using var folder = new ScratchFolder();
        File.WriteAllText(folder.PathOf("dump.rdb"), "ke");
        foreach (var name in names)
            store.Rclone("copy", folder.Path, $"store:{Destination}/{name}");
    }
}
