using Infra.Data.Redis;
using Infra.Tests.Support;
using StackExchange.Redis;

namespace Infra.Tests.Data.Redis;

/// <summary>A client library at a real server: it asks for more than its user does, as it connects and whenever it likes.</summary>
public sealed class RedisClientTests
{
    private const string Read = "return redis.call('GET', KEYS[1])";

    [ToolFact("redis-server")]
    public async Task The_application_s_library_connects_and_finds_all_that_caches_queues_and_locks_need()
    {
        using var server = await RunningRedis.StartAsync();
        await using var client = await ConnectionMultiplexer.ConnectAsync(Options(server, RunningRedis.ApplicationPassword));
        var database = client.GetDatabase(1);

        Assert.True(await database.StringSetAsync("cached", "value", TimeSpan.FromMinutes(1)));
        Assert.True(await database.LockTakeAsync("lock", "token", TimeSpan.FromMinutes(1)));
        Assert.False(await database.LockTakeAsync("lock", "another", TimeSpan.FromMinutes(1)));
        Assert.True(await database.LockReleaseAsync("lock", "token"));
        Assert.Equal(1, await database.ListLeftPushAsync("queue", "job"));
        Assert.Equal("job", await database.ListMoveAsync("queue", "working", ListSide.Right, ListSide.Left));
        Assert.Equal("value", (string?)await database.ScriptEvaluateAsync(Read, [new RedisKey("cached")]));

        var transaction = database.CreateTransaction();
        transaction.AddCondition(Condition.KeyExists("cached"));
        var counted = transaction.StringIncrementAsync("counter");
        Assert.True(await transaction.ExecuteAsync());
        Assert.Equal(1, await counted);
    }

    [ToolFact("redis-server")]
    public async Task What_is_published_reaches_who_subscribed()
    {
        using var server = await RunningRedis.StartAsync();
        await using var client = await ConnectionMultiplexer.ConnectAsync(Options(server, RunningRedis.ApplicationPassword));
        var channel = RedisChannel.Literal("events");
        var queue = await client.GetSubscriber().SubscribeAsync(channel);

        Assert.Equal(1, await client.GetSubscriber().PublishAsync(channel, "changed"));

        Assert.Equal("changed", (await queue.ReadAsync()).Message);
    }

    [ToolFact("redis-server")]
    public async Task With_the_password_of_another_user_the_library_does_not_connect()
    {
        using var server = await RunningRedis.StartAsync();
        var options = Options(server, RunningRedis.MonitorPassword);
        var exception = await Assert.ThrowsAsync<RedisConnectionException>(() => ConnectionMultiplexer.ConnectAsync(options));
        Assert.Contains("WRONGPASS", exception.ToString(), StringComparison.Ordinal);
    }

    private static ConfigurationOptions Options(RunningRedis server, string password) => new()
    {
        EndPoints = { { "127.0.0.1", server.Port } },
        User = RedisConfiguration.ApplicationUser,
        Password = password,
        ConnectRetry = 1,
    };
}
