using Infra.Tests.Platform.Steps;
using Infra.Tests.Support;

namespace Infra.Tests.Data.MySql;

/// <summary>The script that has a backup of a cluster restored.</summary>
public sealed class PerconaRestoreScriptTests
{
    // The first line of the file of states is what it says next; the last one stays.
    private const string Kubectl = """
        case "$*" in
        *'get perconaservermysqlbackups.ps.percona.com/'*) cat "$HOME/backup" 2>/dev/null || { echo 'Error (NotFound)' >&2; exit 1; } ;;
        *'get perconaservermysqlrestores.ps.percona.com/'*'--output=name')
          [ -f "$HOME/made" ] || { echo 'Error (NotFound)' >&2; exit 1; }
          ;;
        *create*) cat >"$HOME/made" ;;
        *delete*) rm "$HOME/made" ;;
        *'get perconaservermysqlrestores.ps.percona.com/'*)
          head -n 1 "$HOME/states"
          [ "$(wc -l <"$HOME/states")" -le 1 ] || sed -i 1d "$HOME/states"
          ;;
        esac
        """;

    [ToolFact("grep")]
    public void A_backup_is_restored_and_the_object_stays_so_that_it_is_not_restored_again()
    {
        using var run = new StepRun();
        Assert.Equal((0, "Backup mysql-1 is restored."), Restore(run, "mysql Succeeded", "|", "Starting|", "Running|", "Succeeded|"));
        var made = File.ReadAllText(run.PathOf("made"));
        Assert.Contains("\"kind\": \"PerconaServerMySQLRestore\"", made, StringComparison.Ordinal);
        Assert.Contains("\"spec\": { \"clusterName\": \"mysql\", \"backupName\": \"mysql-1\" }", made, StringComparison.Ordinal);
        File.WriteAllText(run.PathOf("made"), "untouched");
        Assert.Equal(0, Restore(run, "mysql Succeeded", "Succeeded|").ExitCode);
        Assert.Equal("untouched", File.ReadAllText(run.PathOf("made")));
    }

    [ToolFact("grep")]
    public void One_that_is_refused_is_taken_back_as_the_operator_would_try_it_again_some_time()
    {
        using var run = new StepRun();
        Assert.Equal(
            (1, "Restoration mysql-recover-1 was refused: backup is not there"),
            Restore(run, "mysql Succeeded", "|", "Error|backup is not there"));
        Assert.False(File.Exists(run.PathOf("made")));
    }

    [ToolFact("grep")]
    public void One_that_failed_or_runs_too_long_ends_it()
    {
        using var failed = new StepRun();
        Assert.Equal(
            (1, "Restoration mysql-recover-1 has failed: the log of its job tells why"),
            Restore(failed, "mysql Succeeded", "Running|", "Failed|"));
        using var slow = new StepRun();
        Assert.Equal(
            (1, "Restoration mysql-recover-1 has not succeeded after 60s; its state is Running"),
            Restore(slow, "mysql Succeeded", "Running|"));
    }

    [ToolTheory("grep")]
    [InlineData(null, "There is no backup mysql-1.")]
    [InlineData("other Succeeded", "Backup mysql-1 is of cluster and in state: other Succeeded. It must be of mysql, and Succeeded.")]
    [InlineData("mysql Failed", "Backup mysql-1 is of cluster and in state: mysql Failed. It must be of mysql, and Succeeded.")]
    public void What_is_no_backup_of_the_cluster_is_refused_before_anything_is_touched(string? backup, string reason)
    {
        using var run = new StepRun();
        Assert.Equal((1, reason), Restore(run, backup, "Succeeded|"));
        Assert.False(File.Exists(run.PathOf("made")));
    }

    private static (int ExitCode, string LastLine) Restore(StepRun run, string? backup, params IEnumerable<string> states)
    {
        if (backup is not null)
            File.WriteAllText(run.PathOf("backup"), backup);
        File.WriteAllText(run.PathOf("states"), string.Join('\n', states) + "\n");
        var (exitCode, lastLine, _) = run
            .WithProgram("kubectl", Kubectl)
            .With("CLUSTER", "mysql")
            .With("BACKUP", "mysql-1")
            .With("RESTORE", "mysql-recover-1")
            .With("DEADLINE", "60")
            .Run("percona-restore.sh");
        return (exitCode, lastLine);
    }
}
