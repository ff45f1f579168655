using System.Text.Json.Nodes;
using Infra.Tests.Support;
using StackPreview.Json;

namespace Infra.Tests.Live;

/// <summary>
/// <c>samples/reference</c> as it is deployed in dev: with the commands, users, variables and files of its pods, against the data services
/// as they are
/// configured. No pod is changed for the tests.
/// </summary>
public sealed class SampleTests(SharedServers shared) : IClassFixture<SharedServers>
{
    [LiveFact]
    public async Task Migrations_are_applied_once()
    {
        var live = await ServersAsync();
        var files = Directory.GetFiles(Repository.PathOf("samples", "reference", "migrations")).Length;
        AssertSucceeded("\"applied\":0", live.Run("migrate"));
        Assert.Equal($"{files}", live.Postgres.Query("reference", "SELECT count(*) FROM schema_migrations"));
    }

    [LiveFact]
    public async Task A_migration_gives_up_where_a_lock_is_not_to_be_had()
    {
        var live = await ServersAsync();
        var holder = Task.Run(() => live.Postgres.Query("reference", "BEGIN; LOCK TABLE schema_migrations; SELECT pg_sleep(15);"));
        await Waiting.UntilAsync(
            () =>
                Task.FromResult(
                    live.Postgres.Query(
                        "reference",
                        "SELECT count(*) FROM pg_locks WHERE relation = 'schema_migrations'::regclass AND mode = 'AccessExclusiveLock' "
                            + "AND granted"
                    ) == "1"),
            () => "The lock is not held.");

        var (exitCode, _, error) = live.Run("migrate");
        Assert.Equal((1, "migrate failed: canceling statement due to lock timeout\n"), (exitCode, error));
        await holder;
    }

    // The server works on for a client that was killed, and keeps its locks meanwhile.
    [LiveFact]
    public async Task No_statement_of_a_migration_outlives_its_job_for_long()
    {
        var live = await ServersAsync();
        live.Postgres.Query("reference", """
            CREATE TABLE timeouts (statement text, lock text);
            CREATE FUNCTION note_timeouts() RETURNS event_trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
              BEGIN INSERT INTO timeouts VALUES (current_setting('statement_timeout'), current_setting('lock_timeout')); END $$;
            CREATE EVENT TRIGGER note_timeouts ON ddl_command_start EXECUTE FUNCTION note_timeouts();
            """);
        var run = live.Run("migrate");
        live.Postgres.Query("reference", "DROP EVENT TRIGGER note_timeouts; DROP FUNCTION note_timeouts;");
        AssertSucceeded("\"applied\":0", run);
        Assert.Equal("5min|5s", live.Postgres.Query("reference", "SELECT DISTINCT * FROM timeouts"));
    }

    [LiveFact]
    public async Task Example_notes_are_added_once_and_can_be_found()
    {
        var live = await ServersAsync();
        AssertSucceeded("\"added\":0", live.Run("seed"));
        await IndexedAsync(live, "5eed0000-0000-4000-8000-000000000003");
        var best = (await live.GetAsync("/search?q=train+to+the+coast"))["results"]![0];
        Assert.Equal("The last train to the coast leaves at half past nine.", best.Text("text"));
    }

    [LiveFact]
    public async Task A_note_is_stored_indexed_by_the_worker_and_found()
    {
        var live = await ServersAsync();
        var id = (await live.AddNoteAsync("A lighthouse blinks twice.", AdminKey(live)))!;
        var note = await IndexedAsync(live, id);
        Assert.Equal("A lighthouse blinks twice.", note.Text("text"));
        Assert.Equal(id, (await live.GetAsync("/search?q=lighthouse"))["results"]![0].Text("id"));
    }

    [LiveFact]
    public async Task Nobody_adds_notes_without_the_key()
    {
        var live = await ServersAsync();
        Assert.DoesNotContain("ADMIN_API_KEY_PREVIOUS", live.Rendered.Pod("api").Variables.Keys);
        Assert.Null(await live.AddNoteAsync("A stranger's note.", AdminKey(live)[1..]));
    }

    [LiveFact]
    public async Task The_verification_of_a_release_succeeds()
    {
        var live = await ServersAsync();
        AssertSucceeded("200", live.Run("smoke-test"));
    }

    [LiveFact]
    public async Task Every_pod_answers_its_probes_and_tells_its_metrics()
    {
        var live = await ServersAsync();
        foreach (var workload in new[] { "api", "worker" })
        {
            foreach (var path in new[] { "/health", "/ready" })
                Assert.True((await live.Http.GetAsync(live.UrlOf(workload, path))).IsSuccessStatusCode, workload + path);
            Assert.Contains(
                "http_requests_total{method=\"GET\",route=\"/ready\",status=\"200\"}",
                await live.Http.GetStringAsync(live.UrlOf(workload, "/metrics")));
        }
    }

    [LiveFact]
    public async Task Logs_are_JSON_without_secrets()
    {
        var live = await ServersAsync();
        await IndexedAsync(live, (await live.AddNoteAsync("Something to log.", AdminKey(live)))!);
        var jobs = live.Run("migrate").Output + live.Run("seed").Output;
        var lines = live.Output.Concat(jobs.Split('\n', StringSplitOptions.RemoveEmptyEntries)).ToList();
        var texts = lines
            .SelectMany(line => JsonNode.Parse(line)!.AsObject().WithDescendants())
            .Select(field => field.Value)
            .OfType<JsonValue>()
            .Select(value => value.ToString())
            .ToList();

        Assert.Contains("a note was indexed", texts);
        var secrets = live.Rendered.SecretValues;
        Assert.Contains(Passwords.Printable, secrets);
        Assert.All(lines.Concat(texts), text => Assert.DoesNotContain(secrets, text.Contains));
    }

    [LiveFact]
    public async Task Nothing_is_written_to_files()
    {
        var live = await ServersAsync();
        await IndexedAsync(live, (await live.AddNoteAsync("Nothing to keep.", AdminKey(live)))!);
        Assert.Equal("", live.FilesOf("api"));
        Assert.Equal("", live.FilesOf("worker"));
    }

    private static string AdminKey(LiveStack live) => live.Rendered.Pod("api").Variables["ADMIN_API_KEY"];

    private Task<LiveStack> ServersAsync() => shared.GetAsync(() => LiveStack.StartAsync(Previews.SettingsOf("dev")), async live =>
    {
        AssertSucceeded("\"applied\":1", live.Run("migrate"));
        AssertSucceeded("\"added\":5", live.Run("seed"));
        await live.StartReadyAsync("api");
        await live.StartReadyAsync("worker");
    });

    private static async Task<JsonNode> IndexedAsync(LiveStack live, string id)
    {
        JsonNode? note = null;
        await Waiting.UntilAsync(
            async () => (note = await live.GetAsync($"/notes/{id}")).Text("state") == "indexed",
            () => $"The note is not indexed: {note}\n{string.Join('\n', live.Output)}");
        return note!;
    }

    private static void AssertSucceeded(string output, (int ExitCode, string Output, string Error) run)
    {
        Assert.True(run.ExitCode == 0, run.Output + run.Error);
        Assert.Contains(output, run.Output);
    }
}
