using Infra.Applications.Model;
using Infra.Data.Redis;
using Infra.Faults;
using Infra.Tests.PreviewTests.Comparison;
using Infra.Tests.Support;
using StackPreview.Json;
using StackPreview.Plans;

namespace Infra.Tests.Data.Redis;

/// <summary>What a Redis of Azure is declared with.</summary>
public sealed class ManagedRedisTests
{
    private const string Cluster = "RedisEnterprise redis";
    private const string Database = "Database redis-database";

    private static readonly HealthProbes Health = new()
    {
        Port = 8080,
        Startup = HealthProbe.Http("/started"),
        Liveness = HealthProbe.Http("/live"),
        Readiness = HealthProbe.Http("/ready"),
    };

    [Theory]
    [InlineData("dev", "Balanced_B0", "Disabled")]
    [InlineData("stage", "Balanced_B1", "Enabled")]
    [InlineData("prod", "Balanced_B3", "Enabled")]
    public async Task It_is_as_large_and_survives_as_much_as_the_environment_says(string environment, string size, string replica)
    {
        var plan = await PlanAsync(environment);
        var cluster = plan.Find(Cluster);
        Assert.Equal((size, replica), (cluster.Inputs.Text("sku.name"), cluster.Inputs.Text("highAvailability")));
        Assert.Equal($"reference-{environment}-redis-a1b2", cluster.Inputs.Text("clusterName"));
        Assert.Equal(environment == "prod", cluster.Options.Protect);
        Assert.Equal(environment == "prod", plan.Find(Database).Options.Protect);
        Assert.Equal(environment == "prod", plan.Resources.Any(resource => resource.Name == "redis-lock"));
    }

    [Fact]
    public async Task It_is_one_shard_over_TLS_that_loses_no_key_and_has_no_address_on_the_internet()
    {
        var plan = await PlanAsync("prod");
        Assert.Equal("Disabled", plan.Find(Cluster).Inputs.Text("publicNetworkAccess"));
        Assert.Equal("1.2", plan.Find(Cluster).Inputs.Text("minimumTlsVersion"));
        var database = plan.Find(Database).Inputs;
        Assert.Equal("default", database.Text("databaseName"));
        Assert.Equal(10000, database.Number("port"));
        Assert.Equal("Encrypted", database.Text("clientProtocol"));
        Assert.Equal("NoCluster", database.Text("clusteringPolicy"));
        Assert.Equal("NoEviction", database.Text("evictionPolicy"));
        Assert.Equal("""{"aofEnabled":true,"aofFrequency":"1s"}""", database.At("persistence")!.ToJsonString());
        var endpoint = plan.Find("PrivateEndpoint redis-endpoint").Inputs;
        Assert.EndsWith("/subnets/endpoints", endpoint.Text("subnet.id"));
        Assert.Equal("placeholder-redis", Assert.Single(endpoint.Items("privateLinkServiceConnections")).Text("privateLinkServiceId"));
        var zone = plan.Find("PrivateDnsZoneGroup redis-endpoint-zone");
        var configured = Assert.Single(zone.Inputs.Items("privateDnsZoneConfigs"));
        Assert.EndsWith("/privatelink.redis.azure.net", configured.Text("privateDnsZoneId"));
        Assert.Contains(zone.Urn, plan.Find("Deployment api").Dependencies);
    }

    [Theory]
    [InlineData(1, "primary")]
    [InlineData(2, "secondary")]
    [InlineData(3, "primary")]
    public async Task Clients_have_one_of_its_keys_by_turns_as_a_secret(int generation, string key)
    {
        var settings = AzureStack.SettingsOf("dev", null, ("generations", $$"""{ "redis": {{generation}} }"""));
        var run = await new StackRun { Settings = settings }.RunAsync();
        var urls = run.Registered
            .Where(args => args.Type == "kubernetes:core/v1:Secret")
            .SelectMany(args => ((IReadOnlyDictionary<string, object>)args.Inputs["stringData"]).Values)
            .Select(value => $"{value}")
            .Where(value => value.StartsWith("rediss://", StringComparison.Ordinal))
            .Distinct();
        Assert.Equal(
            [$"rediss://default:placeholder-reference-dev-redis-a1b2-{key}-key@generated-redis-host:10000/0"],
            urls);
        Assert.DoesNotContain(run.Plan.Resources, resource => resource.Inputs.ToJsonString().Contains("-key@", StringComparison.Ordinal));
        Assert.Equal(PlannedResource.Masked, run.Plan.Outputs["redisUrl"]?.ToString());
        Assert.Equal("placeholder-redis", run.Plan.Outputs["redisResourceId"]?.ToString());
    }

    [Theory]
    [InlineData("rdb-6h", """{"rdbEnabled":true,"rdbFrequency":"6h"}""")]
    [InlineData("none", null)]
    public async Task What_is_on_a_disk_is_a_setting(string persistence, string? expected)
    {
        var plan = await PlanAsync("dev", ("redis", Redis($"\"persistence\": \"{persistence}\"")));
        Assert.Equal(expected, plan.Find(Database).Inputs.At("persistence")?.ToJsonString());
    }

    [Fact]
    public async Task Nothing_of_the_server_in_the_cluster_is_declared_and_a_deletion_is_refused()
    {
        var plan = await PlanAsync("prod");
        Assert.DoesNotContain(
            plan.Objects,
            resource => resource.Kind is "StatefulSet" or "CronJob"
                && resource.ObjectName!.StartsWith("redis", StringComparison.Ordinal));
        var refused = StackChange.Between(plan, await PlanAsync("prod", ("redis", "{}"))).Refused;
        var gone = refused.Select(finding => finding.Title).ToHashSet();
        Assert.Subset(
            gone,
            new HashSet<string> { Cluster, Database, "ManagementLockByScope redis-lock", "PrivateEndpoint redis-endpoint" });
    }

    [Theory]
    [InlineData(
        "redis",
        """{ "provider": "managed-redis", "managedRedis": { "size": "Balanced_B50" } }""",
        "infra:redis.managedRedis.size is \"Balanced_B50\"; it takes one of Balanced_B0, Balanced_B1, Balanced_B3, Balanced_B5, "
            + "Balanced_B10, "
            + "Balanced_B20, MemoryOptimized_M10, MemoryOptimized_M20, ComputeOptimized_X3, ComputeOptimized_X5, ComputeOptimized_X10, "
            + "ComputeOptimized_X20. Use Balanced_B0, or remove the line.")]
    [InlineData(
        "redis",
        """{ "managedRedis": { "size": "Balanced_B5" } }""",
        "infra:redis.managedRedis is set; infra:redis.provider is cluster, and it is about a server of Azure Managed Redis. "
            + "Remove it, or set infra:redis.provider to managed-redis.")]
    [InlineData(
        "azure",
        "privatelink.redis.azure.net|privatelink.redis.cache.windows.net",
        "infra:azure.privateDnsZones.redis is \"" + AzureStack.Network + "/privateDnsZones/privatelink.redis.cache.windows.net\"; "
            + "the zone "
            + "of endpoints of Redis is privatelink.redis.azure.net. Use that zone.")]
    [InlineData(
        "azure",
        "\"redis\": \"" + AzureStack.Network + "/virtualNetworks|\"others\": \"" + AzureStack.Network + "/virtualNetworks",
        "infra:azure.subnets.redis is missing; the server has an endpoint in a subnet, and its host in a private DNS zone. Set it and "
            + "infra:azure.privateDnsZones.redis, or infra:azure.networkStack to the stack whose outputs they are.")]
    public void What_Azure_would_not_make_is_refused(string key, string value, string fault)
    {
        if (key == "azure")
            value = AzureStack.Azure.Replace(value.Split('|')[0], value.Split('|')[1], StringComparison.Ordinal);
        var refusal = Assert.Throws<InputException>(() => AzureStack.SettingsOf("prod", null, (key, value)));
        Assert.Equal($"Pulumi.prod.yaml: {fault}", Assert.Single(refusal.Messages));
    }

    [Fact]
    public void An_application_that_uses_another_database_than_the_first_is_refused()
    {
        var application = new ApplicationDefinition
        {
            Name = "shop",
            Needs = [new RedisNeed()],
            Services = [],
            Workers =
            [
                new WorkerDefinition
                {
                    Name = "worker",
                    Image = "small",
                    Health = Health,
                    Variables = [RedisVariable.Url("CACHE_URL", database: 1)],
                },
            ],
        };
        var refusal = Assert.Throws<InputException>(() => CustomStack.SettingsOf(
            application,
            "dev",
            ("azure", AzureStack.Azure),
            ("edge", """{ "domain": "example.com" }"""),
            ("redis", AzureStack.Redis)));
        Assert.Contains(
            "Pulumi.dev.yaml: infra:redis.provider is \"managed-redis\"; CACHE_URL of application shop is of database 1, "
                + "and Azure Managed Redis has "
                + "the database 0 alone. Use cluster, or database 0 in the application's definition.",
            refusal.Messages);
    }

    [Fact]
    public void That_nothing_backs_it_up_is_told_as_a_broken_promise()
    {
        var settings = AzureStack.SettingsOf("prod", null, ("redis", Redis("\"highAvailability\": false")));
        var broken = settings.OwnData.Find<RedisSettings>()!.Contradictions(settings.Environment).Select(one => one.Key);
        Assert.Equal(["provider", "managedRedis.highAvailability"], broken);
    }

    private static string Redis(string server) => $$"""{ "provider": "managed-redis", "managedRedis": { {{server}} } }""";

    private static async Task<Plan> PlanAsync(string environment, params (string, string)[] changed)
        => changed.Length == 0
            ? (await AzureStack.OfAsync(environment)).Plan
            : (await AzureStack.PreviewAsync(AzureStack.SettingsOf(environment, null, changed))).Plan;
}
