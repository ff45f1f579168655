using Infra.Tests.SettingsTests;
using Infra.Tests.Support;
using StackPreview.Plans;

namespace Infra.Tests.Data.Postgres;

/// <summary>
/// What is rendered, run: a database that is destroyed comes back as it was at a time, and neither archive touches the other.
/// </summary>
public sealed class RealRecoveryTests
{
    [ToolFact(
        RunningS3.Module,
        "rclone",
        "initdb",
        "pg_ctl",
        "psql",
        "setpriv --clear-groups true",
        "barman-cloud-backup",
        "barman-cloud-restore")]
    public async Task A_destroyed_database_comes_back_as_it_was_at_a_time_beside_the_archive_that_it_comes_from()
    {
        using var store = await RunningS3.StartAsync();
        using var first = BarmanPostgres.Initialize(store, await PlanAsync("incarnation: 1"), "postgres");
        Assert.Equal("postgres-aaaaaa", first.Archive);
        first.Query("CREATE TABLE rows (number int PRIMARY KEY, note text)");
        Insert(first, 1, 100);
        first.BackUp();
        Insert(first, 101, 200);
        var time = first.Query("SELECT to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')");
        Insert(first, 201, 300);
        await first.ArchiveAsync();
        first.Destroy();
        var archived = ObjectsOf(store, first);
        Assert.Contains(archived, name => name.StartsWith("base/", StringComparison.Ordinal));

        var recovering = $"incarnation: 2, recover: {{from: {first.Archive}, targetTime: '{time}'}}";
        using var second = await BarmanPostgres.RecoverAsync(store, await PlanAsync(recovering), "postgres-2");
        Assert.Equal("200|1|200", Sum(second));
        Assert.Equal("postgres-2-bbbbbb", second.Archive);
        Insert(second, 301, 350);
        second.BackUp();
        Insert(second, 351, 400);
        await second.ArchiveAsync();
        second.Destroy();
        var archivedBySecond = ObjectsOf(store, second);
        Assert.Contains(archivedBySecond, name => name.StartsWith("base/", StringComparison.Ordinal));
        Assert.Contains(archivedBySecond, name => name.StartsWith("wals/", StringComparison.Ordinal));
        Assert.Equal(archived, ObjectsOf(store, first));

        using var third = await BarmanPostgres.RecoverAsync(
            store,
            await PlanAsync($"incarnation: 3, recover: {{from: {second.Archive}}}"),
            "postgres-3");
        Assert.Equal("300|1|400", Sum(third));
        Insert(third, 401, 401);
        await third.ArchiveAsync();
        Assert.Equal(archived, ObjectsOf(store, first));
        Assert.Equal(archivedBySecond, ObjectsOf(store, second));
        Assert.NotEmpty(ObjectsOf(store, third));
    }

    private static void Insert(BarmanPostgres server, int from, int to)
        => server.Query($"INSERT INTO rows SELECT number, 'row ' || number FROM generate_series({from}, {to}) AS number");

    private static string Sum(BarmanPostgres server) => server.Query("SELECT count(*), min(number), max(number) FROM rows");

    private static IReadOnlyList<string> ObjectsOf(RunningS3 store, BarmanPostgres server) => store.Objects($"reference/{server.Archive}");

    // The tokens are those that an engine would have made.
    private static async Task<Plan> PlanAsync(string postgres)
    {
        var settings = Project.LoadText(
            "dev",
            StackText.Of($"infra:objectStorage: {{destination: 's3://{RunningS3.Bucket}/reference'}}", $"infra:postgres: {{{postgres}}}"));
        var run = new StackRun
        {
            Settings = settings,
            Answer = args => TokenOf(args.Name!) is { } token ? new() { ["result"] = token } : null,
        };
        return (await run.RunAsync()).Plan;
    }

    private static string? TokenOf(string resource) => resource switch
    {
        "postgres-incarnation" => "aaaaaa",
        "postgres-2-incarnation" => "bbbbbb",
        "postgres-3-incarnation" => "cccccc",
        _ => null,
    };
}
