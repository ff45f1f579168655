using Infra.Application;
using Infra.Applications.Model;
using Pulumi;

namespace Infra.Data.Redis;

/// <summary>How a Redis is reached, wherever it runs.</summary>
internal sealed record RedisConnection : DataConnection
{
    /// <inheritdoc/>
    public override string Service => RedisService.ServiceName;

    /// <inheritdoc/>
    public override Output<string> Address => Output.Create($"{Host}:{Port}");

    /// <summary>The host.</summary>
    public required string Host { get; init; }

    /// <summary>The port.</summary>
    public int Port { get; init; } = 6379;

    /// <summary>The user.</summary>
    public required string Username { get; init; }

    /// <summary>The user's password.</summary>
    public required Output<string> Password { get; init; }

    /// <inheritdoc/>
    public override ConnectionValue? ValueOf(ConnectionVariable variable)
        => variable is not RedisVariable { Part: var part, Database: var database }
            ? null
            : part switch
            {
                RedisPart.Url => ConnectionValue.Of(Url(database)),
                RedisPart.Host => ConnectionValue.Of(Host),
                RedisPart.Port => ConnectionValue.Of($"{Port}"),
                RedisPart.Username => ConnectionValue.Of(Username),
                _ => ConnectionValue.Of(Password),
            };

    /// <summary>The connection as a URL.</summary>
    /// <param name="database">The number of the logical database.</param>
    public Output<string> Url(int database = 0)
        => Output.Format($"redis://{Username}:{Password.Apply(Uri.EscapeDataString)}@{Host}:{Port}/{database}");
}
