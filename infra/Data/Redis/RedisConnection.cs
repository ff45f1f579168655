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
    public override Output<string> Address => Output.Format($"{Host.Name}:{Port}");

    /// <summary>The host.</summary>
    public required HostName Host { get; init; }

    /// <summary>The port.</summary>
    public int Port { get; init; } = 6379;

    /// <summary>The user.</summary>
    public required string Username { get; init; }

    /// <summary>The user's password.</summary>
    public required Output<string> Password { get; init; }

    /// <summary>The parameter of the URL that says where the certificate of the authority is; null for none.</summary>
    public string? CaParameter { get; init; }

    /// <summary>What its provider calls it, for all the world: its ARN; null where it is in the cluster.</summary>
    public Output<string>? ResourceId { get; init; }

    /// <inheritdoc/>
    public override ConnectionValue? ValueOf(ConnectionVariable variable)
        => variable is not RedisVariable { Part: var part, Database: var database }
            ? null
            : part switch
            {
                RedisPart.Url => ConnectionValue.Of(Url(database, AuthorityFile)),
                RedisPart.Host => Host.Value,
                RedisPart.Port => ConnectionValue.Of($"{Port}"),
                RedisPart.Username => ConnectionValue.Of(Username),
                RedisPart.CaFile => AuthorityFile is { } file ? ConnectionValue.Of(file) : null,
                _ => ConnectionValue.Of(Password),
            };

    /// <summary>The connection as a URL.</summary>
    /// <param name="database">The number of the logical database.</param>
    /// <param name="caFile">The path of the certificate. Default: none, the client must know it.</param>
    public Output<string> Url(int database = 0, string? caFile = null)
    {
        var scheme = HasTls ? "rediss" : "redis";
        var parameters = CaParameter is null || caFile is null ? "" : $"?{CaParameter}={caFile}";
        var user = Uri.EscapeDataString(Username);
        return Output.Format($"{scheme}://{user}:{Password.Apply(Uri.EscapeDataString)}@{Host.Name}:{Port}/{database}{parameters}");
    }
}
