using System.Text.Json.Nodes;
using Infra.Tests.CustomResources;
using Infra.Tests.Platform.Steps;
using Infra.Tests.Support;
using StackPreview.Json;

namespace Infra.Tests.Data.Postgres;

/// <summary>The script that makes a Backup and waits for it, with kubectl and an API server that a test plays.</summary>
public sealed class BackupScriptTests
{
    private const string GroupVersion = "postgresql.cnpg.io/v1";
    private const string Name = "postgres-before-migrate-0a1b2c3d-6f6f6f6f";

    // In seconds. Each look is a run of kubectl.
    private const int Deadline = 60;

    [ToolFact("kubectl")]
    public void It_makes_a_Backup_on_the_primary_and_ends_when_that_is_completed()
    {
        var (run, made) = Run("", "started", "running", "completed");
        Assert.Equal((0, $"Backup {Name} is completed."), (run.ExitCode, run.LastLine));
        var backup = Assert.Single(made);
        Assert.Equal((GroupVersion, "Backup", Name), (backup.Text("apiVersion"), backup.Text("kind"), backup.Text("metadata.name")));
        Assert.Equal(
            ("postgres", "plugin", "barman-cloud.cloudnative-pg.io", "primary"),
            (
                backup.Text("spec.cluster.name"),
                backup.Text("spec.method"),
                backup.Text("spec.pluginConfiguration.name"),
                backup.Text("spec.target")));
        // It goes past the classes that are generated from the operator's source: its fields are that source's all the same.
        var fields = OperatorSources.Type("CloudNativePG", "BackupSpec").Fields.ToDictionary(field => field.Wire, field => field.Rules);
        Assert.All(backup.Entries("spec"), entry => Assert.Contains(entry.Key, fields.Keys));
        Assert.Contains("primary", fields["target"].Enum);
        Assert.Contains("plugin", fields["method"].Enum);
    }

    [ToolFact("kubectl")]
    public void One_that_failed_ends_it_at_once_with_the_operators_reason()
    {
        var (run, _) = Run("", "started", "failed");
        Assert.Equal((1, $"Backup {Name} is failed: no such bucket"), (run.ExitCode, run.LastLine));
        Assert.InRange(run.Slept, TimeSpan.Zero, TimeSpan.FromSeconds(30));
    }

    [ToolFact("kubectl")]
    public void One_that_runs_too_long_is_told_from_one_that_never_began()
    {
        var (running, _) = Run("running");
        Assert.Equal((1, $"Backup {Name} is not completed after {Deadline}s; it is running"), (running.ExitCode, running.LastLine));
        Assert.InRange(running.Slept, TimeSpan.FromSeconds(Deadline), TimeSpan.FromSeconds(Deadline + 10));
        var (waiting, _) = Run("");
        Assert.Equal((1, $"Backup {Name} is not completed after {Deadline}s; it is not begun"), (waiting.ExitCode, waiting.LastLine));
    }

    [ToolFact("kubectl")]
    public void What_an_earlier_pod_of_the_attempt_has_made_is_waited_for()
    {
        var made = new List<JsonNode> { Backup(Name) };
        var run = Run(made, "completed");
        Assert.Equal((0, 1), (run.ExitCode, made.Count));
    }

    [ToolFact("kubectl")]
    public void An_API_server_that_does_not_answer_for_a_moment_is_asked_again()
    {
        var calls = 0;
        var made = new List<JsonNode>();
        var run = Run((method, name, sent) => calls++ is < 3 or 5
            ? (503, ApiServerStandIn.Status(503, "ServiceUnavailable", "not now"))
            : Answer(made, ["completed"], method, name, sent));
        Assert.Equal((0, 1), (run.ExitCode, made.Count));
    }

    [ToolFact("kubectl")]
    public void A_Backup_that_may_not_be_made_ends_it_within_a_minute()
    {
        var run = Run((_, name, _) => name.Length == 0
            ? (403, ApiServerStandIn.Status(403, "Forbidden", "backups is forbidden: no right"))
            : (404, ApiServerStandIn.Status(404, "NotFound", "not found")));
        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith($"Backup {Name} could not be made: ", run.LastLine, StringComparison.Ordinal);
        Assert.EndsWith("backups is forbidden: no right", run.LastLine, StringComparison.Ordinal);
        Assert.InRange(run.Slept, TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(60));
    }

    [ToolFact("kubectl")]
    public void One_that_is_deleted_meanwhile_ends_it_at_once()
    {
        var made = new List<JsonNode>();
        var gets = 0;
        var run = Run((method, name, sent) =>
        {
            if (method == "GET" && gets++ == 2)
                made.Clear();
            return Answer(made, ["running"], method, name, sent);
        });
        Assert.Equal((1, $"Backup {Name} is gone: somebody deleted it while it was waited for"), (run.ExitCode, run.LastLine));
    }

    private static ((int ExitCode, string LastLine, TimeSpan Slept) Run, List<JsonNode> Made) Run(params string[] phases)
    {
        var made = new List<JsonNode>();
        return (Run(made, phases), made);
    }

    private static (int ExitCode, string LastLine, TimeSpan Slept) Run(List<JsonNode> made, params string[] phases)
    {
        var left = new Queue<string>(phases);
        return Run((method, name, sent) => Answer(made, left, method, name, sent));
    }

    private static (int ExitCode, string LastLine, TimeSpan Slept) Run(Func<string, string, JsonNode?, (int, JsonNode)> answer)
    {
        using var server = new ApiServerStandIn(GroupVersion, "backups", "Backup", answer);
        using var run = new StepRun();
        File.WriteAllText(run.PathOf("config"), server.KubeConfig);
        return run
            .With("KUBECONFIG", run.PathOf("config"))
            .With("CLUSTER", "postgres")
            .With("PLUGIN", "barman-cloud.cloudnative-pg.io")
            .With("BACKUP", "postgres-before-migrate-0a1b2c3d")
            .With("ATTEMPT", "6f6f6f6f-0000-4000-8000-000000000000")
            .With("DEADLINE", $"{Deadline}")
            .Run("backup.sh");
    }

    // Each time that one that is there is asked for, it is a phase further; the last one stays.
    private static (int Status, JsonNode Body) Answer(
        List<JsonNode> made,
        IReadOnlyCollection<string> phases,
        string method,
        string name,
        JsonNode? sent)
    {
        if (method == "POST")
        {
            made.Add(sent!);
            return (201, sent!.DeepClone());
        }

        if (made.Find(backup => backup.Text("metadata.name") == name) is not { } found)
            return (404, ApiServerStandIn.Status(404, "NotFound", $"backups.postgresql.cnpg.io \"{name}\" not found"));
        var phase = phases is Queue<string> { Count: > 1 } left ? left.Dequeue() : phases.Last();
        var shown = found.DeepClone().AsObject();
        if (phase.Length > 0)
            shown["status"] = new JsonObject { ["phase"] = phase };
        if (phase == "failed")
            shown["status"]!["error"] = "no such bucket";
        return (200, shown);
    }

    private static JsonObject Backup(string name) => new()
    {
        ["apiVersion"] = GroupVersion,
        ["kind"] = "Backup",
        ["metadata"] = new JsonObject { ["name"] = name },
    };
}
