using System.Text.Json.Nodes;
using Infra.Tests.CustomResources;
using Infra.Tests.Platform.Steps;
using Infra.Tests.Support;
using StackPreview.Json;

namespace Infra.Tests.Data.MySql;

/// <summary>The scripts that have backups taken and remove old ones, with kubectl and an API server that a test plays.</summary>
public sealed class PerconaBackupScriptTests
{
    private const string GroupVersion = "ps.percona.com/v1";
    private const string Name = "mysql-backup-29384720-6f6f6f6f";
    private const string Finalizer = "percona.com/delete-backup";
    private const string Folder = "s3://backups/graph/mysql";

    // The time of the first look: 2026-11-30T02:00:00Z.
    private const string Date = """
        case "$*" in
        +%s)
          read -r now <"$CLOCK"
          echo $((1796004000 + now))
          ;;
        *) exec /bin/date "$@" ;;
        esac
        """;

    [ToolFact("kubectl", "awk")]
    public void A_backup_is_made_without_a_finalizer_and_waited_for()
    {
        var api = new Backups("", "Starting", "Running", "Succeeded");
        using var run = new StepRun();
        var (exitCode, lastLine, _) = Take(api, run);
        Assert.Equal((0, $"Backup {Name} has succeeded; 0 older ones are outdated."), (exitCode, lastLine));
        var made = Assert.Single(api.All).Value;
        Assert.Equal(
            (GroupVersion, "PerconaServerMySQLBackup", "mysql", "s3", "full"),
            (
                made.Text("apiVersion"),
                made.Text("kind"),
                made.Text("spec.clusterName"),
                made.Text("spec.storageName"),
                made.Text("spec.type")));
        Assert.Empty(made.Items("metadata.finalizers"));
        // It goes past the classes that are generated from the operator's source: its fields are that source's all the same.
        var fields = OperatorSources
            .Type("Percona Operator for MySQL", "PerconaServerMySQLBackupSpec")
            .Fields.ToDictionary(field => field.Wire);
        Assert.All(made.Entries("spec"), entry => Assert.Contains(entry.Key, fields.Keys));
        Assert.Contains("full", fields["type"].Rules.Enum);
    }

    [ToolFact("kubectl", "awk")]
    public void Outdated_ones_are_written_down_also_failed_ones_and_never_the_newest_that_succeeded()
    {
        var api = new Backups("Succeeded");
        api.Add("old-1", "2026-10-01T02:00:00Z", "Succeeded");
        api.Add("old-2", "2026-10-30T02:00:00Z", "Succeeded");
        api.Add("failed", "2026-10-02T02:00:00Z", "Failed");
        api.Add("never-began", "2026-10-03T02:00:00Z", "Error", destination: "");
        api.Add("stuck", "2026-10-04T02:00:00Z", "Running");
        api.Add("recent", "2026-11-01T02:00:00Z", "Succeeded");
        api.Add("recently-failed", "2026-11-02T02:00:00Z", "Failed");
        api.Add("of-another", "2026-10-01T02:00:00Z", "Succeeded", cluster: "other");
        using var run = new StepRun();
        var (exitCode, lastLine, _) = Take(api, run);
        Assert.Equal((0, $"Backup {Name} has succeeded; 5 older ones are outdated."), (exitCode, lastLine));
        Assert.Equal(
            [$"old-1 {Folder}/old-1", $"failed {Folder}/failed", "never-began ", $"stuck {Folder}/stuck", $"old-2 {Folder}/old-2"],
            File.ReadAllLines(run.PathOf("outdated")));

        // When the others are too old as well, the newest stays.
        var last = new Backups("Succeeded") { Made = "2026-09-01T02:00:00Z" };
        last.Add("old-1", "2026-08-01T02:00:00Z", "Succeeded");
        using var later = new StepRun();
        Assert.Equal(0, Take(last, later).ExitCode);
        Assert.Equal([$"old-1 {Folder}/old-1"], File.ReadAllLines(later.PathOf("outdated")));
    }

    [ToolTheory("kubectl", "awk")]
    [InlineData("Failed", "", "the log of its job tells why")]
    [InlineData("Error", "cluster is not ready", "cluster is not ready")]
    public void One_that_failed_ends_it_at_once_and_removes_nothing(string state, string description, string reason)
    {
        var api = new Backups("Starting", state) { Description = description };
        api.Add("old", "2026-10-01T02:00:00Z", "Succeeded");
        using var run = new StepRun();
        var (exitCode, lastLine, slept) = Take(api, run);
        Assert.Equal((1, $"Backup {Name} is in state {state}: {reason}"), (exitCode, lastLine));
        Assert.InRange(slept, TimeSpan.Zero, TimeSpan.FromSeconds(15));
        Assert.False(File.Exists(run.PathOf("outdated")));
        Assert.Equal(2, api.All.Count);
    }

    [ToolFact("kubectl", "awk")]
    public void One_that_runs_too_long_or_is_deleted_ends_it()
    {
        using var slow = new StepRun();
        var (exitCode, lastLine, slept) = Take(new Backups("Running"), slow);
        Assert.Equal((1, $"Backup {Name} has not succeeded after 60s; its state is Running"), (exitCode, lastLine));
        Assert.InRange(slept, TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(65));

        var api = new Backups("Running") { GoneAfter = 2 };
        using var run = new StepRun();
        Assert.Equal(
            (1, $"Backup {Name} is gone: somebody deleted it while it was waited for"),
            (Take(api, run).ExitCode, Take(new Backups("Running") { GoneAfter = 2 }, run).LastLine));
    }

    [ToolFact("kubectl")]
    public void Objects_lose_the_finalizer_that_would_delete_their_data_and_outdated_ones_go()
    {
        var api = new Backups("Succeeded");
        api.Add("cron-mysql-s3-1", "2026-10-01T02:00:00Z", "Succeeded", finalizer: Finalizer);
        api.Add("cron-mysql-s3-2", "2026-11-01T02:00:00Z", "Succeeded", finalizer: Finalizer);
        api.Add("mysql-backup-1", "2026-10-02T02:00:00Z", "Failed");
        api.Add("of-another", "2026-10-01T02:00:00Z", "Succeeded", cluster: "other", finalizer: Finalizer);
        using var run = new StepRun();
        File.WriteAllText(run.PathOf("outdated"), "cron-mysql-s3-1 s3://a/b\nmysql-backup-1 \ngone-already \n");
        var (exitCode, lastLine, _) = Run(api, run, "percona-outdated-objects.sh");
        Assert.Equal((0, "2 backups have lost their finalizer, 3 outdated ones are deleted."), (exitCode, lastLine));
        Assert.Equal(["cron-mysql-s3-2", "of-another"], api.All.Keys.Order(StringComparer.Ordinal));
        Assert.Empty(api.All["cron-mysql-s3-2"].Items("metadata.finalizers"));
        Assert.Equal(Finalizer, Assert.Single(api.All["of-another"].Items("metadata.finalizers")).ToString());
        // None was deleted while it still had one.
        Assert.DoesNotContain(api.Deleted, deleted => deleted.Items("metadata.finalizers").Any());
    }

    [ToolFact("kubectl")]
    public void Without_outdated_ones_the_finalizers_alone_are_taken_off()
    {
        var api = new Backups("Succeeded");
        api.Add("cron-mysql-s3-1", "2026-10-01T02:00:00Z", "Succeeded", finalizer: Finalizer);
        using var run = new StepRun();
        var (exitCode, lastLine, _) = Run(api, run, "percona-outdated-objects.sh");
        Assert.Equal((0, "1 backups have lost their finalizer, 0 outdated ones are deleted."), (exitCode, lastLine));
        Assert.Empty(Assert.Single(api.All).Value.Items("metadata.finalizers"));
    }

    [ToolFact("rclone")]
    public void Data_of_outdated_ones_is_removed_and_no_other()
    {
        using var run = Stored("mysql-2026-10-01-02:00:00-full", "mysql-2026-11-01-02:00:00-full");
        File.WriteAllText(
            run.PathOf("outdated"),
            $"old {Folder}/mysql-2026-10-01-02:00:00-full\nnever-began \ngone {Folder}/mysql-2026-09-01-02:00:00-full\n");
        var (exitCode, lastLine, _) = run.Run("percona-outdated-data.sh");
        Assert.Equal((0, "The data of 2 outdated backups is removed."), (exitCode, lastLine));
        Assert.Equal(
            ["mysql-2026-11-01-02:00:00-full", "mysql-2026-11-01-02:00:00-full.md5"],
            Directory
                .EnumerateFileSystemEntries(run.PathOf("backups/graph/mysql"))
                .Select(Path.GetFileName)
                .Order(StringComparer.Ordinal));
    }

    [ToolTheory("rclone")]
    [InlineData("s3://backups/graph/mysql/")]
    [InlineData("s3://backups/graph/mysql/..")]
    [InlineData("s3://backups/graph/mysql/a/b")]
    public void Data_outside_the_folder_of_backups_is_left_alone(string destination)
    {
        using var run = Stored("full");
        File.WriteAllText(run.PathOf("outdated"), $"old {destination}\n");
        var (exitCode, lastLine, _) = run.Run("percona-outdated-data.sh");
        Assert.Equal(
            (1, $"The data of backup old could not be removed: {destination} is not a folder of backups/graph/mysql"),
            (exitCode, lastLine));
        Assert.True(File.Exists(run.PathOf("backups/graph/mysql/full/ibdata1.00")));
    }

    [ToolTheory("rclone")]
    [InlineData("s3://backups/graph/other")]
    [InlineData("s3://other/graph/mysql/full")]
    public void Data_at_a_former_destination_stays_and_ends_nothing(string destination)
    {
        using var run = Stored("full", "older");
        File.WriteAllText(run.PathOf("outdated"), $"old {destination}\nolder s3://backups/graph/mysql/older\n");
        var (exitCode, lastLine, _) = run.Run("percona-outdated-data.sh");
        Assert.Equal((0, "The data of 1 outdated backups is removed."), (exitCode, lastLine));
        Assert.True(File.Exists(run.PathOf("backups/graph/mysql/full/ibdata1.00")));
        Assert.False(File.Exists(run.PathOf("backups/graph/mysql/older/ibdata1.00")));
    }

    [ToolFact("rclone")]
    public void Data_that_cannot_be_removed_is_told()
    {
        using var run = Stored("full");
        File.WriteAllText(run.PathOf("outdated"), $"old {Folder}/full\n");
        const string Denied = """
            echo 'NOTICE: Config file "/tmp/rclone.conf" not found - using defaults' >&2
            echo 'Failed to purge: AccessDenied: Access Denied' >&2
            exit 1
            """;
        var (exitCode, lastLine, _) = run.WithProgram("rclone", Denied).Run("percona-outdated-data.sh");
        Assert.Equal(
            (1, "The data of backup old could not be removed: Failed to purge: AccessDenied: Access Denied"),
            (exitCode, lastLine));
    }

    private static StepRun Stored(params IEnumerable<string> backups)
    {
        var run = new StepRun();
        foreach (var backup in backups)
        {
            var folder = Directory.CreateDirectory(run.PathOf($"backups/graph/mysql/{backup}")).FullName;
            File.WriteAllText(Path.Combine(folder, "ibdata1.00"), "data");
            File.WriteAllText($"{folder}.md5", "sum");
        }

        return run
            .WithLibrary("object-storage.sh")
            .With("RCLONE_CONFIG", run.PathOf("none"))
            .With("RCLONE_CONFIG_STORE_TYPE", "alias")
            .With("RCLONE_CONFIG_STORE_REMOTE", run.PathOf("."))
            .With("DESTINATION", "backups/graph/mysql")
            .With("OUTDATED", run.PathOf("outdated"));
    }

    private static (int ExitCode, string LastLine, TimeSpan Slept) Take(Backups api, StepRun run)
        => Run(
            api,
            run
                .With("STORAGE", "s3")
                .With("RUN", "mysql-backup-29384720")
                .With("ATTEMPT", "6f6f6f6f-0000-4000-8000-000000000000")
                .With("RETENTION_DAYS", "30")
                .WithProgram("date", Date),
            "percona-backup.sh");

    private static (int ExitCode, string LastLine, TimeSpan Slept) Run(Backups api, StepRun run, string script)
    {
        using var server = new ApiServerStandIn(GroupVersion, "perconaservermysqlbackups", "PerconaServerMySQLBackup", api.Answer);
        File.WriteAllText(run.PathOf("config"), server.KubeConfig);
        return run
            .With("KUBECONFIG", run.PathOf("config"))
            .With("CLUSTER", "mysql")
            .With("DEADLINE", "60")
            .With("OUTDATED", run.PathOf("outdated"))
            .Run(script);
    }

    /// <summary>The Backup objects of an API server. One that is made is a state further each time that it is looked at.</summary>
    private sealed class Backups(params IEnumerable<string> states)
    {
        private readonly Queue<string> _states = new(states);
        private int _looks;

        public Dictionary<string, JsonObject> All { get; } = [];

        public List<JsonObject> Deleted { get; } = [];

        public string Description { get; init; } = "";

        public string Made { get; init; } = "2026-11-30T02:00:05Z";

        public int GoneAfter { get; init; } = int.MaxValue;

        public void Add(
            string name,
            string made,
            string state,
            string? destination = null,
            string cluster = "mysql",
            string? finalizer = null)
            => All[name] = new JsonObject
            {
                ["apiVersion"] = GroupVersion,
                ["kind"] = "PerconaServerMySQLBackup",
                ["metadata"] = new JsonObject
                {
                    ["name"] = name,
                    ["creationTimestamp"] = made,
                    ["finalizers"] = finalizer is null ? null : new JsonArray(finalizer),
                },
                ["spec"] = new JsonObject { ["clusterName"] = cluster },
                ["status"] = new JsonObject { ["state"] = state, ["destination"] = destination ?? $"{Folder}/{name}" },
            };

        public (int Status, JsonNode Body) Answer(string method, string name, JsonNode? sent)
        {
            if (method == "POST")
            {
                var made = (JsonObject)sent!.DeepClone();
                made["metadata"]!["creationTimestamp"] = Made;
                All[made.Text("metadata.name")] = made;
                return (201, made.DeepClone());
            }

            if (name.Length == 0)
            {
                return (200, new JsonObject
                {
                    ["kind"] = "PerconaServerMySQLBackupList",
                    ["apiVersion"] = GroupVersion,
                    ["items"] = new JsonArray([.. All.Values.Select(one => one.DeepClone())]),
                });
            }

            if (!All.TryGetValue(name, out var found))
                return (404, ApiServerStandIn.Status(404, "NotFound", $"\"{name}\" not found"));
            if (method == "DELETE")
            {
                All.Remove(name);
                Deleted.Add(found);
            }
            else if (method == "PATCH")
            {
                Assert.Null(sent!["metadata"]!["finalizers"]);
                found["metadata"]!["finalizers"] = null;
            }
            else if (name == Name)
            {
                if (_looks++ == GoneAfter)
                    All.Remove(name);
                found["status"] = new JsonObject
                {
                    ["state"] = _states.Count > 1 ? _states.Dequeue() : _states.Peek(),
                    ["stateDescription"] = Description,
                    ["destination"] = $"{Folder}/{name}",
                };
            }

            return (200, found.DeepClone());
        }
    }
}
