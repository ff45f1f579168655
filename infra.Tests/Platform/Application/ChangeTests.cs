using Infra.Applications.Model;
using Infra.Data.Redis;
using Infra.Settings;
using Infra.Tests.Support;

namespace Infra.Tests.Platform.Application;

/// <summary>A change rolls the workloads that use what was changed, and no others.</summary>
public sealed class ChangeTests
{
    [Fact]
    public async Task Nothing_changes_between_two_runs_of_the_same()
        => Assert.Empty((await RunAsync(settings => settings)).ChangedIn(await RunAsync(settings => settings)));

    [Fact]
    public async Task A_plain_variable_rolls_the_one_workload_that_has_it()
        => Assert.Equal(
            ["reference-worker-config", "reference-worker-deployment"],
            await ChangedByAsync(settings =>
                WithWorker(settings, worker => worker with { Variables = [.. worker.Variables, Variable.Plain("COLOUR", "red")] })));

    [Fact]
    public async Task Memory_rolls_the_one_workload_that_gets_it()
        => Assert.Equal(
            ["reference-worker-deployment"],
            await ChangedByAsync(settings =>
                WithWorker(settings, worker => worker with { Resources = new ResourceAmounts { Memory = "1Gi" } })));

    [Fact]
    public async Task A_generated_secret_rolls_the_one_workload_that_has_it()
        => Assert.Equal(["reference-api-deployment", "reference-api-secrets"], await ChangedByAnswerAsync("admin-api-key-g1", "base64"));

    [Fact]
    public async Task A_supplied_secret_rolls_the_workloads_that_have_it()
        => Assert.Equal(
            ["reference-api-deployment", "reference-api-secrets", "reference-worker-deployment", "reference-worker-secrets"],
            await ChangedBySupplyingAsync("LLM_API_KEY"));

    [Fact]
    public async Task The_database_password_rolls_its_clients_and_not_the_database()
    {
        // The job's name is the same and its template is ignored: see ReleaseJobTests.
        var job = (await RunAsync(settings => settings)).Plan.Find("Job migrate").Name;
        Assert.Equal(
            [
                "postgres-owner",
                "reference-api-deployment",
                "reference-api-secrets",
                job,
                "reference-migrate-secrets",
                "reference-worker-deployment",
                "reference-worker-secrets",
            ],
            await ChangedByAnswerAsync("postgres-owner-password-g1", "result"));
    }

    [Fact]
    public async Task The_password_of_Redis_rolls_Redis_and_its_clients()
        => Assert.Equal(
            [
                // Its pods run when they are due; nothing of it runs on.
                "redis-backup-job",
                "redis-server",
                "redis-users",
                "reference-api-deployment",
                "reference-api-secrets",
                "reference-worker-deployment",
                "reference-worker-secrets",
            ],
            await ChangedByAnswerAsync("redis-app-password-g1", "result"));

    [Fact]
    public async Task The_size_of_Redis_rolls_Redis_alone()
        => Assert.Equal(
            ["redis-backup-job", "redis-config", "redis-drill-job", "redis-server"],
            await ChangedByAsync(settings => settings.With(data => data.With<RedisSettings>(redis => redis with { Memory = "2Gi" }))));

    [Fact]
    public async Task The_key_that_only_the_scrape_uses_rolls_no_client_of_Qdrant()
        => Assert.Equal(
            ["monitors-qdrant", "qdrant-backup-job", "qdrant-drill-job", "qdrant-keys", "qdrant-server"],
            await ChangedByAnswerAsync("qdrant-read-only-api-key-g1", "result"));

    [Fact]
    public async Task The_webhook_of_Slack_rolls_nothing()
        => Assert.Equal(["alert-routes-slack"], await ChangedBySupplyingAsync(PlatformSecrets.SlackWebhookUrl.Name));

    private static StackSettings WithWorker(StackSettings settings, Func<WorkerDefinition, WorkerDefinition> edit)
        => settings with { Application = settings.Application with { Workers = [.. settings.Application.Workers.Select(edit)] } };

    private static Task<StackRunResult> RunAsync(Func<StackSettings, StackSettings> edit)
        => new StackRun { Settings = edit(Previews.SettingsOf("prod")) }.RunAsync();

    private static async Task<IEnumerable<string>> ChangedByAsync(Func<StackSettings, StackSettings> edit)
        => (await RunAsync(settings => settings)).ChangedIn(await RunAsync(edit));

    private static async Task<IEnumerable<string>> ChangedBySupplyingAsync(string secret)
    {
        var settings = Previews.SettingsOf("prod");
        settings = settings with { SuppliedSecrets = settings.SuppliedSecrets.Add(secret) };
        return (await RunWithAsync("before")).ChangedIn(await RunWithAsync("after"));

        Task<StackRunResult> RunWithAsync(string value) =>
            new StackRun
            {
                Settings = settings,
                Supplied = settings.SuppliedSecrets.ToDictionary(name => name, name => name == secret ? value : "the same"),
            }.RunAsync();
    }

    private static async Task<IEnumerable<string>> ChangedByAnswerAsync(string resource, string output)
    {
        var after = await new StackRun
        {
            Settings = Previews.SettingsOf("prod"),
            Answer = args => args.Name == resource ? new() { [output] = "another" } : null,
        }.RunAsync();
        return (await RunAsync(settings => settings)).ChangedIn(after);
    }
}
