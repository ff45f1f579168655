using Infra.Tests.Platform.Steps;
using Infra.Tests.Support;

namespace Infra.Tests.Data.Postgres;

/// <summary>The script that waits until the write-ahead log is archived, with a real Postgres.</summary>
public sealed class ArchiveScriptTests
{
    [ToolFact("initdb", "pg_ctl", "psql", "setpriv --clear-groups true")]
    public void A_role_without_rights_has_a_segment_archived_that_was_being_written()
    {
        using var server = ArchivingPostgres.Start();
        Assert.Empty(server.Archived);
        var first = Run(server);
        Assert.Equal((0, "Segment 000000010000000000000001 of the write-ahead log is archived."), (first.ExitCode, first.LastLine));
        Assert.Equal(["000000010000000000000001"], server.Archived);
        // What was archived before is no answer.
        var second = Run(server);
        Assert.Equal((0, "Segment 000000010000000000000002 of the write-ahead log is archived."), (second.ExitCode, second.LastLine));

        server.Break(isBroken: true);
        var broken = Run(server);
        Assert.Equal(1, broken.ExitCode);
        Assert.StartsWith("The write-ahead log is not archived: the server ", broken.LastLine, StringComparison.Ordinal);
        Assert.EndsWith("fails at 000000010000000000000003. Why: kubectl logs", broken.LastLine, StringComparison.Ordinal);
        Assert.Equal(2, server.Archived.Count);
    }

    [ToolFact("psql")]
    public void A_server_that_is_not_there_is_waited_for_and_named()
    {
        using var run = new StepRun();
        var (exitCode, lastLine, slept) = Connected(run, port: 1).Run("archive.sh");
        Assert.Equal(1, exitCode);
        Assert.StartsWith("The database does not answer: ", lastLine, StringComparison.Ordinal);
        Assert.Contains("Connection refused", lastLine, StringComparison.Ordinal);
        Assert.InRange(slept, TimeSpan.FromSeconds(600), TimeSpan.FromSeconds(610));
    }

    private static (int ExitCode, string LastLine, TimeSpan Slept) Run(ArchivingPostgres server)
    {
        using var run = new StepRun();
        return Connected(run, server.Port).Run("archive.sh");
    }

    private static StepRun Connected(StepRun run, int port) => run
        .With("PGHOST", "127.0.0.1")
        .With("PGPORT", $"{port}")
        .With("PGUSER", "shop")
        .With("PGDATABASE", "shop")
        .With("LOOK", "kubectl logs")
        .With("DEADLINE", "600");
}
