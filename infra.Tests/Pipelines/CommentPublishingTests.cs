using System.IO.Compression;
using System.Text;

namespace Infra.Tests.Pipelines;

/// <summary>publish-comments.sh: one comment an artifact, whatever a pull request has put into it.</summary>
public sealed class CommentPublishingTests
{
    private const string Head = "0123456789abcdef0123456789abcdef01234567";

    private const string Body = """
        case "$*" in
          *'/actions/runs/7/artifacts'*) cat "$FAKE/artifacts.json" ;;
          *'/zip') cat "$FAKE/archive.zip" ;;
          'api repos/o/r/pulls/'*) cat "$FAKE/pull.json" ;;
          *'--paginate '*) cat "$FAKE/comments.json" ;;
          *'--method '*) for word; do case $word in body=@*) cp "${word#body=@}" "$FAKE/posted.md" ;; esac; done ;;
        esac
        """;

    [ScriptFact("jq", "unzip")]
    public void The_first_time_a_comment_is_created()
    {
        using var run = Run("The report.\n");
        Assert.Equal(0, run.Run("publish-comments.sh").ExitCode);
        Assert.StartsWith("gh api --method POST repos/o/r/issues/12/comments --field body=@", run.Calls[^1], StringComparison.Ordinal);
        Assert.Equal("<!-- comment-preview -->\nThe report.\n", Posted(run));
    }

    [ScriptFact("jq", "unzip")]
    public void From_then_on_it_is_updated_and_nobody_elses_is()
    {
        using var run = Run("The report.\n").WithFile("comments.json", """
            [{"id": 1, "user": {"login": "somebody"}, "body": "<!-- comment-preview -->\nmine"},
             {"id": 2, "user": {"login": "github-actions[bot]"}, "body": "Of another workflow <!-- comment-preview -->"}]
            [{"id": 3, "user": {"login": "github-actions[bot]"}, "body": "<!-- comment-preview -->\r\nThe report before."}]
            """);
        Assert.Equal(0, run.Run("publish-comments.sh").ExitCode);
        Assert.StartsWith("gh api --method PATCH repos/o/r/issues/comments/3 --field body=@", run.Calls[^1], StringComparison.Ordinal);
    }

    [ScriptFact("jq", "unzip")]
    public void A_comment_is_never_longer_than_GitHub_takes()
    {
        using var run = Run(new string('@', 30000) + new string('ü', 60000));
        Assert.Equal(0, run.Run("publish-comments.sh").ExitCode);
        Assert.InRange(Posted(run).Length, 1000, 65536);
        Assert.InRange(new FileInfo(run.PathOf("posted.md")).Length, 60000, 65000);
    }

    [ScriptFact("jq", "unzip")]
    public void Nobody_is_mentioned_and_digests_can_be_copied()
    {
        using var run = Run($"@maintainers look: api@{StackStandIn.OldDigest}\n");
        Assert.Equal(0, run.Run("publish-comments.sh").ExitCode);
        Assert.EndsWith($"\n@\u200bmaintainers look: api@{StackStandIn.OldDigest}\n", Posted(run), StringComparison.Ordinal);
    }

    [ScriptFact("jq", "unzip")]
    public void What_is_written_is_never_run()
    {
        using var run = Run("$(touch pwned) `touch pwned`\n");
        Assert.Equal(0, run.Run("publish-comments.sh").ExitCode);
        Assert.EndsWith("\n$(touch pwned) `touch pwned`\n", Posted(run), StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(run.Work));
    }

    [ScriptFact("jq", "unzip")]
    public void The_pull_request_is_the_one_that_the_run_was_for()
    {
        foreach (
            var pull in new[] { PullOf("open", "another", "fork/r"), PullOf("open", Head, "other/r"), PullOf("closed", Head, "fork/r") })
        {
            using var run = Run("The report.\n").WithFile("pull.json", pull);
            Assert.Equal(0, run.Run("publish-comments.sh").ExitCode);
            Assert.False(File.Exists(run.PathOf("posted.md")));
        }
    }

    [ScriptFact("jq", "unzip")]
    public void What_names_no_pull_request_is_refused()
    {
        foreach (var number in new[] { "", "0", "12/comments", "12; touch pwned", "../12", "123456789012" })
        {
            using var run = Run("The report.\n", number);
            Assert.Equal((1, "::error::comment-preview names no pull request.\n", ""), run.Run("publish-comments.sh"));
            Assert.DoesNotContain(run.Calls, call => call.Contains("pulls", StringComparison.Ordinal));
        }
    }

    [ScriptFact("jq", "unzip")]
    public void Other_artifacts_and_large_ones_are_left_alone()
    {
        using var run = Run("The report.\n").WithFile("artifacts.json", """
            {"artifacts": [
              {"id": 5, "name": "preview-reports", "size_in_bytes": 100, "expired": false},
              {"id": 6, "name": "comment-preview", "size_in_bytes": 1048577, "expired": false},
              {"id": 7, "name": "comment-preview -->", "size_in_bytes": 100, "expired": false},
              {"id": 8, "name": "comment-preview", "size_in_bytes": 100, "expired": true}]}
            """);
        Assert.Equal(0, run.Run("publish-comments.sh").ExitCode);
        Assert.Single(run.Calls);
    }

    [ScriptFact("jq", "unzip")]
    public void Of_a_run_that_was_repeated_the_newest_report_counts()
    {
        using var run = Run("The report.\n").WithFile("artifacts.json", """
            {"artifacts": [
              {"id": 9, "name": "comment-preview", "size_in_bytes": 100, "expired": false},
              {"id": 5, "name": "comment-preview", "size_in_bytes": 100, "expired": false}]}
            """);
        Assert.Equal(0, run.Run("publish-comments.sh").ExitCode);
        Assert.Equal(
            "gh api repos/o/r/actions/artifacts/9/zip",
            Assert.Single(run.Calls, call => call.EndsWith("/zip", StringComparison.Ordinal)));
    }

    private static ScriptRun Run(string comment, string number = "12\n")
    {
        var run = new ScriptRun()
            .WithProgram("gh", Body)
            .WithFile(
                "artifacts.json",
                """{"artifacts": [{"id": 5, "name": "comment-preview", "size_in_bytes": 100, "expired": false}]}"""
            )
            .WithFile("comments.json", "[]")
            .WithFile("pull.json", PullOf("open", Head, "fork/r"))
            .With("REPOSITORY", "o/r").With("RUN_ID", "7").With("HEAD_SHA", Head).With("HEAD_REPOSITORY", "fork/r");
        using var archive = ZipFile.Open(run.PathOf("archive.zip"), ZipArchiveMode.Create);
        Add(archive, "number.txt", number);
        Add(archive, "comment.md", comment);
        return run;
    }

    private static void Add(ZipArchive archive, string name, string text)
    {
        using var entry = archive.CreateEntry(name).Open();
        entry.Write(Encoding.UTF8.GetBytes(text));
    }

    private static string PullOf(string state, string sha, string repository)
        => $$"""{"state": "{{state}}", "head": {"sha": "{{sha}}", "repo": {"full_name": "{{repository}}" } } }""";

    private static string Posted(ScriptRun run) => File.ReadAllText(run.PathOf("posted.md"));
}
