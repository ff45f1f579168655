using Infra.Tests.Platform.Steps;
using Infra.Tests.Support;

namespace Infra.Tests.Data.Qdrant;

/// <summary>The script that saves collections and restores them, with a server that a test plays, in BusyBox as in its image.</summary>
public sealed class QdrantBackupTests : IDisposable
{
    private const string Backup = "20261130t020000z";
    private const string Script = "qdrant-backup.sh";

    private readonly ScratchFolder _folder = new();
    private readonly SnapshotApi _server = new();

    public QdrantBackupTests()
    {
        _server.Collections["documents"] = 1200;
        _server.Collections["entity names, ü"] = 7;
        _server.Collections["infra-recovered-earlier"] = 0;
        _server.Collections["zebra"] = 30;
        _server.Aliases["current"] = "documents";
        _server.Aliases["latest"] = "documents";
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _server.Dispose();
        _folder.Dispose();
    }

    [ToolFact("curl", "busybox")]
    public void Every_collection_is_saved_and_none_of_it_stays_on_the_server()
    {
        Assert.Equal((0, "3 collections are saved, with 1237 points."), Save());
        string[] ofDocuments =
        [
            "POST /collections/documents/points/count",
            "POST /collections/documents/snapshots?wait=true",
            "GET /collections/documents/snapshots/documents-1.snapshot",
            "DELETE /collections/documents/snapshots/documents-1.snapshot",
            "GET /collections/documents/aliases",
        ];
        Assert.Equal(["GET /collections", .. ofDocuments], _server.Calls.Take(6));
        Assert.Contains("GET /collections/entity names, ü/snapshots/entity names, ü-2.snapshot", _server.Calls);
        Assert.Equal(16, _server.Calls.Count);
        Assert.Empty(_server.Snapshots);
        Assert.Equal(
            ["1.snapshot", "2.snapshot", "3.snapshot", "aliases", "collections"],
            Directory.EnumerateFiles(_folder.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(["1 current", "1 latest"], File.ReadLines(_folder.PathOf("aliases")));
    }

    [ToolFact("curl", "busybox")]
    public void One_that_fails_midway_is_no_backup_and_leaves_nothing_on_the_server()
    {
        _server.Fails = call => call.StartsWith("GET /collections/entity names, ü/snapshots", StringComparison.Ordinal) ? 500 : 0;
        Assert.Equal((1, "The snapshot of entity names, ü could not be fetched: it answers 500 it is planted"), Save());
        Assert.Empty(_server.Snapshots);
        Assert.DoesNotContain(_server.Calls, call => call.Contains("zebra", StringComparison.Ordinal));

        _server.Fails = call => call.StartsWith("POST /collections/zebra/snapshots", StringComparison.Ordinal) ? 507 : 0;
        Assert.Equal((1, "No snapshot of zebra could be taken: it answers 507 it is planted"), Save());
    }

    [ToolFact("curl", "busybox")]
    public void A_snapshot_that_arrives_broken_is_no_backup()
    {
        _server.Fetched = bytes => bytes[..^1];
        Assert.Equal((1, "The snapshot of documents arrived broken: it has another checksum."), Save());
        Assert.Empty(_server.Snapshots);
    }

    [ToolFact("curl", "busybox")]
    public void A_collection_that_is_deleted_meanwhile_fails_it()
    {
        _server.Fails = call =>
        {
            if (call.StartsWith("GET /collections/documents/snapshots", StringComparison.Ordinal))
                _server.Collections.Remove("zebra");
            return 0;
        };
        Assert.Equal(
            (1, "The points of zebra could not be counted: it answers 404 Not found: Collection `zebra` doesn't exist!"),
            Save());
    }

    [ToolFact("curl", "busybox")]
    public void A_server_that_is_too_slow_is_not_waited_for_any_longer()
    {
        using var stop = new ManualResetEventSlim();
        _server.Fails = call =>
        {
            if (call.EndsWith("/snapshots?wait=true", StringComparison.Ordinal))
                stop.Wait(TimeSpan.FromSeconds(20));
            return 0;
        };
        var (exitCode, lastLine) = Run("save", _server, run => run.InRealTime().With("DEADLINE", "2"));
        stop.Set();
        Assert.Equal(1, exitCode);
        Assert.StartsWith("No snapshot of documents could be taken: curl: (28) ", lastLine, StringComparison.Ordinal);
    }

    [ToolFact("curl", "busybox")]
    public void A_wrong_key_ends_it_at_once_and_no_process_bears_the_right_one_as_an_argument()
    {
        Assert.Equal(
            (1, "The server does not take the key: it answers 401 Must provide an API key"),
            Run("save", _server, run => run.With("API_KEY", "x")));
        var seen = _folder.PathOf("arguments");
        var curl = $"echo \"$@\" >>{seen}; exec {Tool.PathOf("curl")} \"$@\"";
        Assert.Equal(0, Run("save", _server, run => run.WithProgram("curl", curl)).ExitCode);
        Assert.DoesNotContain(SnapshotApi.Key, File.ReadAllText(seen), StringComparison.Ordinal);
    }

    [ToolFact("curl", "busybox")]
    public void A_backup_is_restored_once_with_its_aliases_and_other_collections_stay()
    {
        Assert.Equal(0, Save().ExitCode);
        _server.Collections["documents"] = 3;
        _server.Collections["newer"] = 5;
        _server.Collections.Remove("zebra");
        _server.Aliases["current"] = "newer";
        _server.Aliases.Remove("latest");

        var (exitCode, lastLine) = Restore(_server);
        Assert.True(exitCode == 0, lastLine);
        Assert.StartsWith($"3 collections of {Backup} are restored, with 1237 points, after ", lastLine, StringComparison.Ordinal);
        Assert.Equal(
            "documents 1200, entity names, ü 7, infra-recovered-20261130t020000z 0, newer 5, zebra 30",
            string.Join(", ", _server.Collections.Select(collection => $"{collection.Key} {collection.Value}")));
        Assert.Equal(["current", "latest"], _server.Aliases.Where(alias => alias.Value == "documents").Select(alias => alias.Key));

        _server.Collections["documents"] = 1201;
        Assert.Equal((0, $"{Backup} is restored already."), Restore(_server));
        Assert.Equal(1201, _server.Collections["documents"]);
    }

    [ToolFact("curl", "busybox")]
    public void A_backup_that_lacks_one_of_three_collections_or_has_a_broken_one_touches_nothing()
    {
        Assert.Equal(0, Save().ExitCode);
        using var target = new SnapshotApi();
        target.Collections["documents"] = 1;
        File.AppendAllText(_folder.PathOf("2.snapshot"), "x");
        Assert.Equal((1, $"The snapshot of entity names, ü in {Backup} is broken: it has another checksum."), Restore(target));
        File.Delete(_folder.PathOf("2.snapshot"));
        Assert.Equal((1, $"{Backup} has no snapshot of collection entity names, ü."), Restore(target));
        Assert.All(target.Calls, call => Assert.Equal("GET /collections", call));
    }

    [ToolFact("curl", "busybox")]
    public void A_restore_that_fails_midway_is_not_marked_and_the_next_finishes_it()
    {
        Assert.Equal(0, Save().ExitCode);
        using var target = new SnapshotApi();
        target.Collections["infra-recovering-other"] = 0;
        target.Fails = call => call.StartsWith("POST /collections/zebra/snapshots/upload", StringComparison.Ordinal) ? 500 : 0;
        foreach (var over in (bool[])[true, false])
        {
            Assert.Equal((1, "Collection zebra could not be restored: it answers 500 it is planted"), Restore(target, over));
            Assert.Contains($"infra-recovering-{Backup}", target.Collections.Keys);
            Assert.DoesNotContain($"infra-recovered-{Backup}", target.Collections.Keys);
        }

        target.Fails = _ => 0;
        // What came from elsewhere meanwhile is still held against an import.
        target.Collections["newer"] = 1;
        Assert.Equal(
            (1, $"The server holds data, which {Backup} would come on top of: collection newer"),
            Restore(target, over: false));
        target.Collections.Remove("newer");
        target.Collections["documents"] = 3;
        Assert.Equal(0, Restore(target, over: false).ExitCode);
        Assert.Equal(
            $"documents 1200, entity names, ü 7, infra-recovered-{Backup} 0, zebra 30",
            string.Join(", ", target.Collections.Select(collection => $"{collection.Key} {collection.Value}")));
    }

    [ToolFact("curl", "busybox")]
    public void Fewer_points_than_the_backup_has_fail_a_drill()
    {
        Assert.Equal(0, Save().ExitCode);
        using var scratch = new SnapshotApi();
        var list = _folder.PathOf("collections");
        File.WriteAllText(list, File.ReadAllText(list).Replace(" 30 zebra", " 31 zebra", StringComparison.Ordinal));
        Assert.Equal((1, "Collection zebra had 31 points and has 30 after the restore."), Restore(scratch, over: false));
    }

    [ToolFact("curl", "busybox")]
    public void Snapshots_of_another_server_are_imported_once_and_never_on_top_of_data()
    {
        Assert.Equal(0, Save().ExitCode);
        File.Delete(_folder.PathOf("collections"));
        File.Delete(_folder.PathOf("aliases"));
        File.Move(_folder.PathOf("1.snapshot"), _folder.PathOf("documents.snapshot"));
        File.Move(_folder.PathOf("3.snapshot"), _folder.PathOf("zebra.snapshot"));
        File.Delete(_folder.PathOf("2.snapshot"));
        Assert.Equal(
            (1, $"The server holds data, which {Backup} would come on top of: collection documents"),
            Restore(_server, over: false));
        using var target = new SnapshotApi();
        Assert.Equal(0, Restore(target, over: false).ExitCode);
        Assert.Equal((1200, 30), (target.Collections["documents"], target.Collections["zebra"]));
        Assert.Equal((0, $"{Backup} is restored already."), Restore(target, over: false));
        using var none = new SnapshotApi();
        Directory.EnumerateFiles(_folder.Path).ToList().ForEach(File.Delete);
        Assert.Equal((1, $"There is no snapshot in {Backup}."), Restore(none, over: false));
    }

    private (int ExitCode, string LastLine) Save() => Run("save", _server, _ => { });

    private (int ExitCode, string LastLine) Restore(SnapshotApi server, bool over = true)
        => Run("restore", server, run => run.With("SOURCE", Backup).With("OVER", over ? "yes" : "no"));

    private (int ExitCode, string LastLine) Run(string verb, SnapshotApi server, Action<StepRun> change)
    {
        using var run = new StepRun();
        run.InBusyBox("curl")
            .With("URL", server.Address)
            .With("API_KEY", SnapshotApi.Key)
            .With("FOLDER", _folder.Path)
            .With("DEADLINE", "600");
        change(run);
        var (exitCode, lastLine, _) = run.Run(Script, verb);
        return (exitCode, lastLine);
    }
}
