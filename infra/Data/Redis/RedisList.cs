using System.Collections.Immutable;
using System.Globalization;
using Infra.Applications.Model;
using Infra.Faults;

namespace Infra.Data.Redis;

/// <summary>A queue that is a list in Redis (https://keda.sh/docs/latest/scalers/redis-lists/).</summary>
/// <param name="Key">The key of the list.</param>
/// <param name="LengthPerReplica">How many entries are one replica's work, from 1 on.</param>
public sealed record RedisList(string Key, int LengthPerReplica) : QueueDefinition(LengthPerReplica)
{
    /// <inheritdoc/>
    public override string Service => RedisService.ServiceName;

    /// <inheritdoc/>
    public override string Scaler => "redis";

    /// <inheritdoc/>
    public override ImmutableSortedDictionary<string, ConnectionVariable> Credentials
        => ImmutableSortedDictionary.Create<string, ConnectionVariable>(StringComparer.Ordinal)
            .Add("password", RedisVariable.Password("password"))
            .Add("username", RedisVariable.Username("username"));

    /// <summary>A queue of RQ, which keeps the ids of its jobs in a list (rq/queue.py: redis_queue_namespace_prefix).</summary>
    /// <param name="name">The queue's name.</param>
    /// <param name="lengthPerReplica">How many jobs are one replica's work, from 1 on.</param>
    public static RedisList OfRq(string name, int lengthPerReplica) => new($"rq:queue:{name}", lengthPerReplica);

    /// <inheritdoc/>
    public override ImmutableSortedDictionary<string, string> ParametersAt(string address, int lengthPerReplica)
        => ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal)
            .Add("address", address)
            .Add("databaseIndex", "0")
            .Add("listLength", lengthPerReplica.ToString(CultureInfo.InvariantCulture))
            .Add("listName", Key);

    /// <inheritdoc/>
    public override ImmutableSortedDictionary<string, string> TlsParameters
        => ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal).Add("enableTLS", "true");

    /// <inheritdoc/>
    public override string? AuthorityParameter => "ca";

    /// <inheritdoc/>
    internal override IEnumerable<Fault> Faults(string path)
    {
        if (string.IsNullOrWhiteSpace(Key) || Key.Any(char.IsControl))
            yield return new Fault(path, $"\"{Key}\"", "the key of a list is a line of text", "Use a key such as rq:queue:default");
    }
}
