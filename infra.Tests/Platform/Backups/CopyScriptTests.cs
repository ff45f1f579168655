using Infra.Tests.Platform.Steps;
using Infra.Tests.Support;

namespace Infra.Tests.Platform.Backups;

/// <summary>The script that copies backups to another bucket, with rclone and two servers that speak S3.</summary>
public sealed class CopyScriptTests
{
    private const string Source = $"{RunningS3.Bucket}/app";
    private const string Destination = $"{RunningS3.Bucket}/copies/app";

    [ToolFact("rclone", RunningS3.Module)]
    public async Task What_is_new_is_added_and_what_is_gone_stays()
    {
        using var first = await RunningS3.StartAsync();
        using var second = await RunningS3.StartAsync();
        Put(first, "postgres/wals/0001", "segment");
        Put(first, "postgres/base/20261130T020000/backup.info", "status=STARTED");
        Assert.Equal((0, "What was new is copied."), Copied(first, second));

        first.Rclone("deletefile", $"store:{Source}/postgres/wals/0001");
        Put(first, "postgres/wals/0002", "another");
        Put(first, "postgres/base/20261130T020000/backup.info", "status=DONE");
        Assert.Equal((0, "What was new is copied."), Copied(first, second));
        Assert.Equal(
            ["postgres/base/20261130T020000/backup.info", "postgres/wals/0001", "postgres/wals/0002"],
            second.Objects("copies/app/"));
        Assert.Equal("status=DONE", second.Rclone("cat", $"store:{Destination}/postgres/base/20261130T020000/backup.info"));
    }

    [ToolFact("rclone", RunningS3.Module)]
    public async Task What_has_become_another_is_named_and_its_copy_stays_as_it_was()
    {
        using var first = await RunningS3.StartAsync();
        using var second = await RunningS3.StartAsync();
        Put(first, "redis/20261130T020000Z/dump.rdb", "keys");
        Assert.Equal(0, Copied(first, second).ExitCode);
        Put(first, "redis/20261130T020000Z/dump.rdb", "ransom!");
        Put(first, "redis/20261201T020000Z/dump.rdb", "more keys");
        Assert.Equal(
            (
                1,
                "What was copied before has become another in the first bucket, and was not copied again: "
                    + "redis/20261130T020000Z/dump.rdb"),
            Copied(first, second));
        Assert.Equal("keys", second.Rclone("cat", $"store:{Destination}/redis/20261130T020000Z/dump.rdb"));
        Assert.Equal("more keys", second.Rclone("cat", $"store:{Destination}/redis/20261201T020000Z/dump.rdb"));
    }

    [ToolFact("rclone", RunningS3.Module)]
    public async Task What_ends_while_it_copies_does_not_count_in_the_copy_yet()
    {
        using var first = await RunningS3.StartAsync();
        using var second = await RunningS3.StartAsync();
        Put(first, "redis/20261130T020000Z/dump.rdb", "keys");
        // Two backups end as soon as the files that make them count have been read.
        var ends = $"""
            case $* in
            *--exclude*)
              echo more >"$HOME/file"
              {Tool.PathOf("rclone")} copyto "$HOME/file" "store:{Source}/redis/20261130T020000Z/SHA256SUMS"
              {Tool.PathOf("rclone")} copyto "$HOME/file" "store:{Source}/postgres/base/1/backup.info"
              ;;
            esac
            exec {Tool.PathOf("rclone")} "$@"
            """;
        Assert.Equal((0, "What was new is copied."), Copied(first, second, rclone: ends));
        Assert.Equal(["redis/20261130T020000Z/dump.rdb"], second.Objects("copies/app/"));
        Assert.Equal((0, "What was new is copied."), Copied(first, second));
        Assert.Equal(3, second.Objects("copies/app/").Count);
    }

    [ToolFact("rclone", RunningS3.Module)]
    public async Task A_wrong_key_of_the_second_bucket_is_a_failure()
    {
        using var first = await RunningS3.StartAsync();
        using var second = await RunningS3.StartAsync();
        Put(first, "redis/20261130T020000Z/dump.rdb", "keys");
        var (exitCode, said) = Copied(first, second, key: "another");
        Assert.Equal(1, exitCode);
        Assert.StartsWith("Not all could be copied: ", said, StringComparison.Ordinal);
        Assert.Empty(second.Objects());
    }

    private static (int ExitCode, string Said) Copied(
        RunningS3 first,
        RunningS3 second,
        string key = RunningS3.Key,
        string? rclone = null)
    {
        using var step = new StepRun();
        if (rclone is not null)
            step.WithProgram("rclone", rclone);
        step.With("RCLONE_CONFIG", step.PathOf("rclone.conf")).With("SOURCE", Source).With("DESTINATION", Destination);
        foreach (var (name, server, secret) in new[] { ("STORE", first, RunningS3.Key), ("COPY", second, key) })
        {
            step.With($"RCLONE_CONFIG_{name}_TYPE", "s3")
                .With($"RCLONE_CONFIG_{name}_PROVIDER", "Other")
                .With($"RCLONE_CONFIG_{name}_NO_CHECK_BUCKET", "true")
                .With($"RCLONE_CONFIG_{name}_ENDPOINT", server.Endpoint)
                .With($"RCLONE_CONFIG_{name}_ACCESS_KEY_ID", secret)
                .With($"RCLONE_CONFIG_{name}_SECRET_ACCESS_KEY", secret);
        }

        var (exitCode, said, _) = step.WithLibrary("object-storage.sh").Run("copy.sh");
        return (exitCode, said);
    }

    private static void Put(RunningS3 store, string path, string text)
    {
        using var folder = new ScratchFolder();
        File.WriteAllText(folder.PathOf("file"), text);
        store.Rclone("copyto", folder.PathOf("file"), $"store:{Source}/{path}");
    }
}
