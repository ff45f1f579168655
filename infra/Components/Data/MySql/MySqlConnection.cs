using Pulumi;

namespace Infra.Components.Data.MySql;

/// <summary>How a MySQL database is reached, wherever it runs.</summary>
internal sealed record MySqlConnection
{
    /// <summary>The host, which always leads to the primary.</summary>
    public required string Host { get; init; }

    /// <summary>The port.</summary>
    public int Port { get; init; } = 3306;

    /// <summary>The database.</summary>
    public required string Database { get; init; }

    /// <summary>The user that may do everything in the database and nothing outside.</summary>
    public required string Username { get; init; }

    /// <summary>The user's password.</summary>
    public required Output<string> Password { get; init; }

    /// <summary>The secret with the certificate that the server is verified with, under <see cref="CaKey"/>; null where the server has none that could be verified.</summary>
    public string? CaSecret { get; init; }

    /// <summary>The key of the certificate in <see cref="CaSecret"/>. Nothing else of that secret may be mounted.</summary>
    public string CaKey { get; init; } = "ca.crt";

    /// <summary>The label of pods that may connect.</summary>
    public required Dictionary<string, string> ClientLabels { get; init; }

    /// <summary>What is there once the database and its user can be used.</summary>
    public required Resource Ready { get; init; }

    /// <summary>
    /// The connection as a URL that Node's mysql2 takes, whose parameters are JSON
    /// (https://github.com/sidorares/node-mysql2/blob/master/lib/connection_config.js). Where there is a certificate authority, the server and its name are held to it.
    /// </summary>
    public Output<string> Url()
    {
        const string VerifyingServer = """{"rejectUnauthorized":true,"verifyIdentity":true}""";
        var parameters = CaSecret is null ? "" : $"?ssl={Uri.EscapeDataString(VerifyingServer)}";
        return Output.Format($"mysql://{Uri.EscapeDataString(Username)}:{Password.Apply(Uri.EscapeDataString)}@{Host}:{Port}/{Uri.EscapeDataString(Database)}{parameters}");
    }
}
