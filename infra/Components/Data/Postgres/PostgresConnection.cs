using Pulumi;

namespace Infra.Components.Data.Postgres;

/// <summary>How a Postgres database is reached, wherever it runs.</summary>
internal sealed record PostgresConnection
{
    /// <summary>The host of the primary.</summary>
    public required string Host { get; init; }

    /// <summary>A host that only reads should go to: a standby where there is one.</summary>
    public required string ReadOnlyHost { get; init; }

    /// <summary>The port.</summary>
    public int Port { get; init; } = 5432;

    /// <summary>The database.</summary>
    public required string Database { get; init; }

    /// <summary>The role that owns the database.</summary>
    public required string Username { get; init; }

    /// <summary>The role's password.</summary>
    public required Output<string> Password { get; init; }

    /// <summary>The secret with the certificate that the server is verified with, under <see cref="CaKey"/>.</summary>
    public required string CaSecret { get; init; }

    /// <summary>The key of the certificate in <see cref="CaSecret"/>. Nothing else of that secret may be mounted.</summary>
    public string CaKey { get; init; } = "ca.crt";

    /// <summary>The label of pods that may connect.</summary>
    public required Dictionary<string, string> ClientLabels { get; init; }

    /// <summary>What is there once the database can be used.</summary>
    public required Resource Ready { get; init; }

    /// <summary>The CloudNativePG cluster that a backup can be taken of; null where it is another server.</summary>
    public string? BackupCluster { get; init; }

    /// <summary>The connection as a URL that verifies the server's certificate and name.</summary>
    /// <param name="scheme">What the driver calls itself.</param>
    /// <param name="caFile">The path of the certificate. Default: none, the client must know it.</param>
    /// <param name="host">The host. Default: the primary.</param>
    public Output<string> Url(string scheme = "postgresql", string? caFile = null, string? host = null)
    {
        var parameters = caFile is null ? "sslmode=verify-full" : $"sslmode=verify-full&sslrootcert={caFile}";
        return Output.Format($"{scheme}://{Username}:{Password.Apply(Uri.EscapeDataString)}@{host ?? Host}:{Port}/{Database}?{parameters}");
    }
}
