using System.Collections.Immutable;
using Infra.Applications.Model;
using Infra.Data.MySql;
using Infra.Data.Postgres;
using Infra.Data.Qdrant;
using Infra.Data.Redis;
using Infra.Settings;
using Infra.Tests.Support;
using Pulumi;
using Pulumi.Utilities;
using StackPreview.Plans;

namespace Infra.Tests.Platform;

/// <summary>What people and other programs read of a stack.</summary>
public sealed class StackOutputsTests
{
    private static readonly string[] Names =
    [
        "apiUrl",
        "environment",
        "images",
        "mysqlDatabase",
        "mysqlHost",
        "mysqlPort",
        "mysqlResourceId",
        "mysqlUrl",
        "namespace",
        "postgresArchive",
        "postgresCaSecret",
        "postgresDatabase",
        "postgresHost",
        "postgresPoolerUrl",
        "postgresPort",
        "postgresReadOnlyUrl",
        "postgresResourceId",
        "postgresUrl",
        "qdrantApiKey",
        "qdrantUrl",
        "redisHost",
        "redisResourceId",
        "redisUrl",
    ];

    private static readonly HealthProbes Health = new()
    {
        Port = 8080,
        Startup = HealthProbe.Http("/started"),
        Liveness = HealthProbe.Http("/live"),
        Readiness = HealthProbe.Http("/ready"),
    };

    public static TheoryData<string> Stacks => [.. Repository.Stacks];

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task A_stack_gives_out_exactly_what_is_promised(string stack)
    {
        var run = await new StackRun { Settings = Previews.SettingsOf(stack) }.RunAsync();
        Assert.Equal(Names, run.Plan.Outputs.Keys);
        Assert.Equal(Names, StackOutputs.Of(run.Stack).Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Prod_gives_out_where_everything_is()
    {
        var run = await new StackRun
        {
            Settings = Previews.SettingsOf("prod"),
            Answer = args => args.Inputs.ContainsKey("special") ? new() { ["result"] = $"of-{args.Name}" } : null,
        }.RunAsync();
        Assert.Equal(
            new()
            {
                ["apiUrl"] = "https://api.example.com",
                ["environment"] = "prod",
                ["images"] = $$"""{"reference":"{{Previews.SettingsOf("prod").Images["reference"]}}"}""",
                ["mysqlDatabase"] = null,
                ["mysqlHost"] = null,
                ["mysqlPort"] = null,
                ["mysqlResourceId"] = null,
                ["mysqlUrl"] = null,
                ["namespace"] = "reference-prod",
                ["postgresArchive"] = "postgres-of-postgres-incarnation",
                ["postgresCaSecret"] = "postgres-ca",
                ["postgresDatabase"] = "reference",
                ["postgresHost"] = "postgres-rw.reference-prod.svc",
                ["postgresPoolerUrl"] = null,
                ["postgresPort"] = "5432",
                ["postgresReadOnlyUrl"] =
                    "postgresql://reference:of-postgres-owner-password-g1@postgres-ro.reference-prod.svc:5432/reference"
                        + "?sslmode=verify-full",
                ["postgresResourceId"] = null,
                ["postgresUrl"] =
                    "postgresql://reference:of-postgres-owner-password-g1@postgres-rw.reference-prod.svc:5432/reference"
                        + "?sslmode=verify-full",
                ["qdrantApiKey"] = "of-qdrant-api-key-g1",
                ["qdrantUrl"] = "http://qdrant.reference-prod.svc:6333",
                ["redisHost"] = "redis.reference-prod.svc",
                ["redisResourceId"] = null,
                ["redisUrl"] = "redis://app:of-redis-app-password-g1@redis.reference-prod.svc:6379/0",
            },
            await ValuesOfAsync(run));
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task A_preview_shows_no_secret_output(string stack)
    {
        var outputs = (await Previews.OfAsync(stack)).Plan.Outputs;
        Assert.All(["postgresUrl", "postgresReadOnlyUrl", "redisUrl", "qdrantApiKey"], name =>
            Assert.Equal(PlannedResource.Masked, outputs[name]!.ToString()));
    }

    [Fact]
    public async Task What_an_application_does_not_need_is_null()
    {
        var settings = CustomStack.SettingsOf(Application(), "dev");
        Assert.Equal("SLACK_WEBHOOK_URL", Assert.Single(settings.SuppliedSecrets));

        var run = await RunAsync(settings);
        Assert.Equal(Names, run.Plan.Outputs.Keys);
        Assert.Equal(
            ["environment", "images", "namespace"],
            (await ValuesOfAsync(run)).Where(output => output.Value is not null).Select(output => output.Key));
        Assert.Empty(run.Plan.OfKind("StatefulSet", "Cluster", "ObjectStore", "ScheduledBackup", "PerconaServerMySQL", "CronJob"));
    }

    [Fact]
    public async Task What_is_null_is_no_secret()
    {
        var run = await RunAsync(CustomStack.SettingsOf(Application(), "dev"));
        foreach (var (name, output) in StackOutputs.Of(run.Stack))
            Assert.False(await Output.IsSecretAsync(output), name);
    }

    [Fact]
    public async Task Each_data_service_is_given_out_where_it_is_needed()
    {
        var storage = ("objectStorage", """{ "destination": "s3://backups/small" }""");
        Assert.Equal(
            [
                "postgresArchive",
                "postgresCaSecret",
                "postgresDatabase",
                "postgresHost",
                "postgresPort",
                "postgresReadOnlyUrl",
                "postgresUrl",
            ],
            await GivenOutAsync(CustomStack.SettingsOf(Application(new PostgresNeed("small")), "dev", storage)));
        Assert.Equal(["redisHost", "redisUrl"], await GivenOutAsync(CustomStack.SettingsOf(Application(new RedisNeed()), "dev")));
        Assert.Equal(
            ["mysqlDatabase", "mysqlHost", "mysqlPort", "mysqlUrl"],
            await GivenOutAsync(CustomStack.SettingsOf(Application(new MySqlNeed("small")), "dev", storage)));
        Assert.Equal(["qdrantApiKey", "qdrantUrl"], await GivenOutAsync(CustomStack.SettingsOf(Application(new QdrantNeed()), "dev")));

        static async Task<IEnumerable<string>> GivenOutAsync(StackSettings settings)
            => (await ValuesOfAsync(await RunAsync(settings)))
                .Where(output => output.Value is not null)
                .Select(output => output.Key)
                .Except(["environment", "images", "namespace"]);
    }

    [Fact]
    public async Task The_way_through_a_pooler_is_given_out_where_there_is_one()
    {
        var text = await File.ReadAllTextAsync(Path.Combine(Repository.TestStacks, "Pulumi.dev.yaml"));
        var settings = Previews.Parse("dev", $"{text}\n  infra:postgres: {{pooler: {{enabled: true}}}}\n");
        var url = (await ValuesOfAsync(await RunAsync(settings))).Single(output => output.Key == "postgresPoolerUrl").Value!;
        Assert.EndsWith("@postgres-pooler.reference-dev.svc:5432/reference?sslmode=verify-full", url, StringComparison.Ordinal);
    }

    private static ApplicationDefinition Application(params ImmutableArray<DataServiceNeed> needs) => new()
    {
        Name = "small",
        Needs = needs,
        Workers = [new WorkerDefinition { Name = "worker", Image = "small", Health = Health }],
    };

    private static Task<StackRunResult> RunAsync(StackSettings settings) => new StackRun { Settings = settings }.RunAsync();

    private static async Task<SortedDictionary<string, string?>> ValuesOfAsync(StackRunResult run)
    {
        var values = new SortedDictionary<string, string?>(StringComparer.Ordinal);
        foreach (var (name, output) in StackOutputs.Of(run.Stack))
            values.Add(name, await OutputUtilities.GetValueAsync(output));
        return values;
    }
}
