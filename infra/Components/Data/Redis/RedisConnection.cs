using Pulumi;

namespace Infra.Components.Data.Redis;

/// <summary>How a Redis is reached, wherever it runs.</summary>
internal sealed record RedisConnection
{
    /// <summary>The host.</summary>
    public required string Host { get; init; }

    /// <summary>The port.</summary>
    public int Port { get; init; } = 6379;

    /// <summary>The user.</summary>
    public required string Username { get; init; }

    /// <summary>The user's password.</summary>
    public required Output<string> Password { get; init; }

    /// <summary>The label of pods that may connect.</summary>
    public required Dictionary<string, string> ClientLabels { get; init; }

    /// <summary>What is there once the server can be used.</summary>
    public required Resource Ready { get; init; }

    /// <summary>The connection as a URL.</summary>
    /// <param name="database">The number of the logical database.</param>
    public Output<string> Url(int database = 0) => Output.Format($"redis://{Username}:{Password.Apply(Uri.EscapeDataString)}@{Host}:{Port}/{database}");
}
