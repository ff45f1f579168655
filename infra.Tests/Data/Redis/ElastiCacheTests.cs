using Infra.Faults;
using Infra.Settings;
using Infra.Tests.Support;
using StackPreview.Json;
using StackPreview.Kinds;
using StackPreview.Plans;

namespace Infra.Tests.Data.Redis;

/// <summary>Redis on ElastiCache.</summary>
public sealed class ElastiCacheTests
{
    private const string Group = "ReplicationGroup redis";

    [Theory]
    [InlineData("dev", 7, 1, false, "cache.t4g.small")]
    [InlineData("stage", 7, 2, false, "cache.m7g.large")]
    [InlineData("prod", 30, 2, true, "cache.m7g.large")]
    public async Task It_is_backed_up_and_protected_as_the_environment_says(
        string environment,
        int days,
        int nodes,
        bool isProtected,
        string nodeType)
    {
        var group = (await AwsStack.OfAsync(environment)).Plan.Find(Group);
        Assert.Equal(("valkey", "8.1"), (group.Inputs.Text("engine"), group.Inputs.Text("engineVersion")));
        Assert.Equal(days, group.Inputs.Number("snapshotRetentionLimit"));
        Assert.Equal(nodes, group.Inputs.Number("numCacheClusters"));
        Assert.Equal(nodes > 1, group.Inputs.IsTrue("automaticFailoverEnabled"));
        Assert.Equal(nodes > 1, group.Inputs.IsTrue("multiAzEnabled"));
        Assert.Equal(nodeType, group.Inputs.Text("nodeType"));
        Assert.Equal(isProtected, group.Options.Protect);
        Assert.Equal(
            isProtected ? "reference-prod-redis-final-generated-redis-final-snapshot" : "",
            group.Inputs.Text("finalSnapshotIdentifier"));
        Assert.Equal(!isProtected, group.Inputs.IsTrue("applyImmediately"));
    }

    [Fact]
    public async Task It_is_encrypted_takes_TLS_and_a_token_alone_and_evicts_nothing()
    {
        var plan = (await AwsStack.OfAsync("prod")).Plan;
        var group = plan.Find(Group);
        Assert.True(group.Inputs.IsTrue("atRestEncryptionEnabled"));
        Assert.Equal("generated-redis-key", group.Inputs.Text("kmsKeyId"));
        Assert.True(group.Inputs.IsTrue("transitEncryptionEnabled"));
        Assert.Equal("required", group.Inputs.Text("transitEncryptionMode"));
        Assert.Equal(PlannedResource.Masked, group.Inputs.Text("authToken"));
        var parameters = plan.Find("ParameterGroup redis-parameters-valkey8");
        Assert.Equal("valkey8", parameters.Inputs.Text("family"));
        Assert.Equal(
            ["maxmemory-policy=noeviction"],
            parameters.Inputs.Items("parameters").Select(one => $"{one.Text("name")}={one.Text("value")}"));
        var rule = plan.Find("SecurityGroupIngressRule redis-access-cluster");
        Assert.Equal((6379, 6379), (rule.Inputs.Number("fromPort"), rule.Inputs.Number("toPort")));
        Assert.Contains(rule.Urn, group.Dependencies);
        Assert.Equal(
            ["reference-prod-redis-001", "reference-prod-redis-002"],
            plan.OfType(AwsKinds.MetricAlarm)
                .Where(alarm => alarm.Name.StartsWith("redis-memory-high", StringComparison.Ordinal))
                .Select(alarm => alarm.Inputs.Text("dimensions.CacheClusterId")));
        Assert.DoesNotContain(plan.OfKind("StatefulSet", "CronJob"), one => one.ObjectName!.StartsWith("redis", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_next_token_is_taken_beside_the_one_before_until_all_clients_have_it()
    {
        Assert.Equal(("ROTATE", "redis-auth-token-g1"), await TokenAsync("{}", ""));
        Assert.Equal(("ROTATE", "redis-auth-token-g2"), await TokenAsync("""{ "redis": 2 }""", ""));
        Assert.Equal(("SET", "redis-auth-token-g2"), await TokenAsync("""{ "redis": 2 }""", "\"settledGeneration\": 2"));
        // The next one begins at the first step again, by itself.
        Assert.Equal(("ROTATE", "redis-auth-token-g3"), await TokenAsync("""{ "redis": 3 }""", "\"settledGeneration\": 2"));
    }

    [Fact]
    public async Task Clients_come_over_TLS_and_verify_it_by_what_their_images_know()
    {
        var preview = await AwsStack.OfAsync("prod");
        var api = PodTemplate.Of(preview.Plan.Find("Deployment api"))!;
        Assert.DoesNotContain(api.Spec.Items("volumes"), volume => volume.Text("name") == "redis-ca");
        var run = await new StackRun { Settings = AwsStack.SettingsOf("prod", application: null) }.RunAsync();
        Assert.Equal(
            "rediss://default:placeholder-redis-auth-token-g1@generated-redis-address:6379/0",
            await Pulumi.Utilities.OutputUtilities.GetValueAsync(run.Stack.RedisUrl));
    }

    [Theory]
    [InlineData(
        "\"nodeType\": \"m7g.large\"",
        "infra:redis.elasticache.nodeType is \"m7g.large\"; it takes the type of a node: cache, its family and its size, with '.' between "
            + "them. Use a value such as cache.m7g.large, or remove the line.")]
    [InlineData(
        "\"nodeType\": \"cache.t4g.medium\"",
        "infra:redis.elasticache.nodeType is \"cache.t4g.medium\"; it is burstable: without CPU credits it is too slow for what must "
            + "survive the loss of a zone. Use one that is not, such as cache.m7g.large, or set "
            + "infra:redis.elasticache.multiAz to false.")]
    [InlineData(
        "\"replicas\": 0",
        "infra:redis.elasticache.replicas is 0; what takes over in another zone is a replica. "
            + "Use 1, or set infra:redis.elasticache.multiAz to false.")]
    [InlineData(
        "\"engineVersion\": \"9.9\"",
        "infra:redis.elasticache.engineVersion is \"9.9\"; the program knows ElastiCache to have valkey 7.2, 8.0, 8.1. "
            + "Use 8.1, or set infra:redis.elasticache.allowsOtherVersions where it has newer ones.")]
    [InlineData(
        "\"snapshotWindow\": \"03:00-04:00\"",
        "infra:redis.elasticache.snapshotWindow is \"03:00-04:00\"; it overlaps the maintenance window, sun:03:30-sun:04:30. "
            + "Move one of them, infra:redis.elasticache.maintenanceWindow or this.")]
    [InlineData(
        "\"retentionDays\": 36",
        "infra:redis.elasticache.retentionDays is 36; it takes a whole number from 0 to 35. Use 35 or less, or remove the line.")]
    [InlineData(
        "\"settledGeneration\": 2",
        "infra:redis.elasticache.settledGeneration is 2; the token is of generation 1 (infra:generations.redis), and no client has "
            + "another. Use 1 once all clients have it, or remove it.")]
    public void What_ElastiCache_would_not_take_is_refused(string setting, string fault)
        => Assert.Equal($"Pulumi.prod.yaml: {fault}", RefusalOf(("redis", RedisWith(setting))));

    [Fact]
    public void A_newer_version_passes_where_it_is_allowed()
        => Assert.Equal(
            "9.9",
            SettingsOf(("redis", RedisWith("\"engineVersion\": \"9.9\", \"allowsOtherVersions\": true")))
                .OwnData.Find<Infra.Data.Redis.RedisSettings>()!.ElastiCache!.EngineVersion);

    [Fact]
    public void Names_that_are_too_long_and_what_is_about_a_server_in_the_cluster_are_refused()
    {
        Assert.Equal(
            "Pulumi.prod.yaml: infra:namespace is \"a-namespace-that-is-longer-than-it-takes\"; its replication group would be called "
                + "a-namespace-that-is-longer-than-it-takes-redis, and ElastiCache takes at most 40 letters, digits and single '-', a "
                + "letter first. Use a name of at most 34 characters that begins with a letter and has no two '-' side by side.",
            RefusalOf(("namespace", "a-namespace-that-is-longer-than-it-takes"), ("redis", AwsStack.Redis)));
        Assert.StartsWith(
            "Pulumi.prod.yaml: infra:redis.memory is set; there is no such setting. ",
            RefusalOf(("redis", """{ "provider": "elasticache", "memory": "1Gi" }""")),
            StringComparison.Ordinal);
        Assert.Equal(
            "Pulumi.prod.yaml: infra:redis.elasticache is set; infra:redis.provider is cluster, and it is about a replication group of "
                + "ElastiCache. Remove it, or set infra:redis.provider to elasticache.",
            RefusalOf(("redis", """{ "elasticache": { "replicas": 2 } }""")));
        Assert.StartsWith(
            "Pulumi.prod.yaml: infra:aws is missing; infra:redis.provider is elasticache, which is made in the account",
            RefusalOf(("aws", ""), ("redis", AwsStack.Redis)),
            StringComparison.Ordinal);
    }

    private static string RedisWith(string setting)
        => $$"""{ "provider": "elasticache", "elasticache": { {{setting}} } }""";

    private static StackSettings SettingsOf(params (string Key, string Value)[] changed)
        => RdsStack.SettingsOf("prod", null, [("postgres", "{}"), .. changed]);

    private static string RefusalOf(params (string Key, string Value)[] changed)
        => Assert.Single(Assert.Throws<InputException>(() => SettingsOf(changed)).Messages);

    private static async Task<(string Strategy, string Token)> TokenAsync(string generations, string setting)
    {
        var plan = (await RdsStack.PreviewAsync(SettingsOf(("generations", generations), ("redis", RedisWith(setting))))).Plan;
        var group = plan.Find(Group);
        var token = group.Dependencies.Single(urn => urn.Contains("auth-token", StringComparison.Ordinal));
        return (group.Inputs.Text("authTokenUpdateStrategy"), token.Split("::")[^1]);
    }
}
