using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using Infra.Tests.Support;

namespace Infra.Tests.Data.Redis;

/// <summary>Who may do what, as a real server decides it from the rendered files.</summary>
public sealed class RedisAccessTests
{
    // What queues (RQ, Celery, Sidekiq, BullMQ), caches and locks send. No two of them depend on each other but by their order.
    private static readonly string[] Useful =
    [
        "PING",
        "ECHO hello",
        "TIME",
        "SELECT 1",
        "SELECT 0",
        "SET key value",
        "SET lock token NX PX 30000",
        "SETEX cached 60 value",
        "GET key",
        "GETEX cached EX 30",
        "MGET key cached",
        "INCR counter",
        "EXPIRE key 100",
        "PEXPIRE key 100000",
        "TTL key",
        "PERSIST key",
        "TYPE key",
        "EXISTS key",
        "OBJECT ENCODING key",
        "RENAME key renamed",
        "COPY renamed key",
        "DUMP key",
        "STRLEN key",
        "LPUSH queue 1 2 3",
        "RPUSH queue 4",
        "LRANGE queue 0 -1",
        "LLEN queue",
        "BRPOP queue 1",
        "BLPOP queue 1",
        "BLMOVE queue working LEFT RIGHT 1",
        "BRPOPLPUSH queue working 1",
        "LREM working 0 1",
        "LPUSH queue 1 2",
        "SADD set a b",
        "SMEMBERS set",
        "SREM set a",
        "HSET hash field value",
        "HGETALL hash",
        "HINCRBY hash count 1",
        "ZADD scheduled 1 a 2 b",
        "ZRANGEBYSCORE scheduled 0 1",
        "ZPOPMIN scheduled",
        "BZPOPMIN scheduled 1",
        "ZADD scheduled 1 a",
        "XADD stream * field value",
        "XGROUP CREATE stream group 0",
        "XREADGROUP GROUP group consumer COUNT 1 STREAMS stream >",
        "XLEN stream",
        "XTRIM stream MAXLEN 10",
        "PUBLISH channel message",
        "PUBSUB CHANNELS",
        "SUBSCRIBE channel",
        "UNSUBSCRIBE channel",
        "PSUBSCRIBE chan*",
        "PUNSUBSCRIBE chan*",
        "EVAL return(redis.call('GET',KEYS[1])) 1 key",
        "SCRIPT LOAD return(1)",
        "EVALSHA 930269f31393d0be681588b6ab08dccee7d6bb67 0",
        "WATCH key",
        "MULTI",
        "SET key changed",
        "EXEC",
        "UNWATCH",
        "SCAN 0",
        "KEYS *",
        "DBSIZE",
        "SORT set ALPHA",
        "HSCAN hash 0",
        "MEMORY USAGE key",
        "INFO",
        "INFO server",
        "CLIENT SETNAME worker",
        "CLIENT GETNAME",
        "CLIENT LIST",
        "CLIENT ID",
        "COMMAND COUNT",
        "WAIT 0 1",
        "DEL key",
        "UNLINK cached",
    ];

    // What would stop the server, empty it, change it, copy it elsewhere, or let the application become somebody else.
    private static readonly string[] Harmful =
    [
        "CONFIG SET maxmemory 1",
        "CONFIG GET *",
        "CONFIG REWRITE",
        "CONFIG RESETSTAT",
        "FLUSHALL",
        "FLUSHDB",
        "SWAPDB 0 1",
        "SHUTDOWN NOSAVE",
        "SAVE",
        "BGSAVE",
        "BGREWRITEAOF",
        "LASTSAVE",
        "DEBUG SLEEP 0",
        "DEBUG JMAP",
        "MONITOR",
        "ACL SETUSER app +@all",
        "ACL SETUSER default on nopass +@all ~*",
        "ACL GETUSER monitor",
        "ACL LIST",
        "ACL LOAD",
        "ACL SAVE",
        "ACL DELUSER monitor",
        "REPLICAOF 127.0.0.1 1",
        "SLAVEOF NO ONE",
        "PSYNC ? -1",
        "SYNC",
        "REPLCONF listening-port 1",
        "FAILOVER",
        "ROLE",
        "MIGRATE 127.0.0.1 1 key 0 100",
        "RESTORE key 0 x",
        "MODULE LIST",
        "MODULE LOAD /tmp/x.so",
        "CLIENT KILL ID 1",
        "CLIENT PAUSE 1",
        "CLIENT NO-EVICT ON",
        "SLOWLOG GET",
        "SLOWLOG RESET",
        "LATENCY LATEST",
        "LATENCY RESET",
        "CLUSTER RESET",
        "EVAL return(redis.call('FLUSHALL')) 0",
    ];

    // Some commands are refused to everybody before it is looked who asks; a script has the rights of who runs it.
    private static readonly string[] Refusals = ["NOPERM", "command not allowed", "can't run this command"];

    [ToolFact("redis-server")]
    public async Task The_application_may_do_what_queues_and_caches_need()
    {
        using var server = await RunningRedis.StartAsync();
        using var connection = server.ConnectApplication();
        Assert.Empty(FailuresOf(Useful, connection));
    }

    [ToolFact("redis-server")]
    public async Task The_application_may_not_administer()
    {
        using var server = await RunningRedis.StartAsync();
        using var connection = server.ConnectApplication();
        Assert.Equal("OK", connection.Send("SET key value").Text);

        Assert.Equal(Harmful, RefusalsOf(Harmful, connection));
        Assert.Equal("value", connection.Send("GET key").Text);
    }

    [ToolFact("redis-server")]
    public async Task The_monitor_may_look_at_what_the_exporter_shows()
    {
        using var server = await RunningRedis.StartAsync();
        using var connection = server.ConnectMonitor();
        string[] commands =
        [
            "PING",
            "CLIENT SETNAME redis_exporter",
            "CONFIG GET *",
            "INFO ALL",
            "INFO",
            "LATENCY LATEST",
            "LATENCY HISTOGRAM",
            "SLOWLOG LEN",
            "SLOWLOG GET 1",
            "CLIENT LIST",
        ];
        Assert.Empty(FailuresOf(commands, connection));
    }

    [ToolFact("redis-server")]
    public async Task The_monitor_reads_and_writes_no_key()
    {
        using var server = await RunningRedis.StartAsync();
        using (var application = server.ConnectApplication())
            Assert.Equal("OK", application.Send("SET key value").Text);

        using var connection = server.ConnectMonitor();
        List<string> commands =
        [
            "GET key",
            "SET key other",
            "DEL key",
            "KEYS *",
            "SCAN 0",
            "DBSIZE",
            "RANDOMKEY",
            "TYPE key",
            "DUMP key",
            "EXISTS key",
            "STRLEN key",
            "MEMORY USAGE key",
            "SORT key",
            "SELECT 1",
            "EVAL return(1) 0",
            "SUBSCRIBE channel",
            "PUBLISH channel message",
            .. Harmful.Except(["CONFIG GET *", "SLOWLOG GET", "LATENCY LATEST"]),
        ];
        Assert.Equal(commands, RefusalsOf(commands, connection));
        using var afterwards = server.ConnectApplication();
        Assert.Equal("value", afterwards.Send("GET key").Text);
    }

    [ToolFact("redis-server")]
    public async Task Nobody_gets_in_without_a_password_wherever_the_connection_comes_from()
    {
        using var server = await RunningRedis.StartAsync();
        var addresses = NetworkInterface.GetAllNetworkInterfaces()
            .SelectMany(network => network.GetIPProperties().UnicastAddresses)
            .Select(address => address.Address)
            .Where(address => address.AddressFamily == AddressFamily.InterNetwork)
            .Append(IPAddress.Loopback)
            .Distinct();
        foreach (var address in addresses)
        {
            // Not "DENIED": the server does not mistake the network of the pods for the internet.
            using var connection = server.Connect(address);
            Assert.StartsWith("NOAUTH", connection.Send("PING").Text, StringComparison.Ordinal);
            Assert.StartsWith("NOAUTH", connection.Send("GET key").Text, StringComparison.Ordinal);
            Assert.Equal("OK", connection.Send("AUTH", "app", RunningRedis.ApplicationPassword).Text);
        }
    }

    [ToolFact("redis-server")]
    public async Task Wrong_passwords_and_the_default_user_are_turned_away()
    {
        using var server = await RunningRedis.StartAsync();
        using var connection = server.Connect();
        string[][] attempts =
        [
            [""], ["default", ""], ["app", ""], ["app", "wrong"], ["nobody", "x"],
            [RunningRedis.ApplicationPassword], ["default", RunningRedis.ApplicationPassword],
            ["app", RunningRedis.MonitorPassword], ["monitor", RunningRedis.ApplicationPassword],
        ];
        Assert.All(attempts, attempt =>
            Assert.StartsWith("WRONGPASS", connection.Send(["AUTH", .. attempt]).Text, StringComparison.Ordinal));
        Assert.StartsWith("NOAUTH", connection.Send("PING").Text, StringComparison.Ordinal);
    }

    private static List<string> FailuresOf(IEnumerable<string> commands, RespConnection connection)
        => [.. from command in commands
               let reply = connection.Send(command)
               where reply.IsError
               select $"{command}: {reply.Text}"];

    private static List<string> RefusalsOf(IEnumerable<string> commands, RespConnection connection)
        => [.. from command in commands
               let reply = connection.Send(command)
               where reply.IsError && Array.Exists(Refusals, refusal => reply.Text.Contains(refusal, StringComparison.Ordinal))
               select command];
}
