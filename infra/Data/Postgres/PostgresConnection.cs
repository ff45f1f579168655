using Infra.Application;
using Infra.Applications.Model;
using Pulumi;

namespace Infra.Data.Postgres;

/// <summary>How a Postgres database is reached, wherever it runs.</summary>
internal sealed record PostgresConnection : DataConnection
{
    /// <inheritdoc/>
    public override string Service => PostgresService.ServiceName;

    /// <inheritdoc/>
    public override Output<string> Address => Output.Format($"{Host.Name}:{Port}");

    /// <summary>The host of the primary.</summary>
    public required HostName Host { get; init; }

    /// <summary>A host that only reads should go to: a replica where there is one.</summary>
    public required HostName ReadOnlyHost { get; init; }

    /// <summary>The port.</summary>
    public int Port { get; init; } = 5432;

    /// <summary>The database.</summary>
    public required string Database { get; init; }

    /// <summary>The role that owns the database.</summary>
    public required string Username { get; init; }

    /// <summary>The role's password.</summary>
    public required Output<string> Password { get; init; }

    /// <summary>How the server is verified (sslmode). Default: verify-full.</summary>
    public string SslMode { get; init; } = "verify-full";

    /// <summary>What its provider calls it, for all the world: its ARN or resource id; null where it is in the cluster.</summary>
    public Output<string>? ResourceId { get; init; }

    /// <summary>The name that it archives under; null where it does not archive.</summary>
    public Output<string>? Archive { get; init; }

    /// <summary>What takes backups of it now; null where none can be taken.</summary>
    public PostgresBackups? Backups { get; init; }

    /// <summary>What steps of the platform ask it with; null where it is not in the cluster.</summary>
    public PostgresClient? Client { get; init; }

    /// <summary>The way through the pooler; null where there is none.</summary>
    public PostgresConnection? Pooled { get; init; }

    /// <inheritdoc/>
    public override DataConnection For(WorkloadDefinition workload, ConnectionVariable variable)
        => Pooled is not null && PostgresPooler.IsPooled(workload, variable) ? Pooled : this;

    /// <summary>What takes dumps of it, where nothing takes backups; null where none can be taken.</summary>
    public PostgresDump? Dumps { get; init; }

    /// <inheritdoc/>
    public override ConnectionValue? ValueOf(ConnectionVariable variable)
        => variable is not PostgresVariable { Part: var part, Scheme: var scheme }
            ? null
            : part switch
            {
                PostgresPart.Url => ConnectionValue.Of(Url(scheme, AuthorityFile)),
                PostgresPart.ReadOnlyUrl => ConnectionValue.Of(Url(scheme, AuthorityFile, ReadOnlyHost)),
                PostgresPart.Host => Host.Value,
                PostgresPart.Port => ConnectionValue.Of($"{Port}"),
                PostgresPart.Database => ConnectionValue.Of(Database),
                PostgresPart.Username => ConnectionValue.Of(Username),
                PostgresPart.CaFile => ConnectionValue.Of(AuthorityFile!),
                _ => ConnectionValue.Of(Password),
            };

    /// <inheritdoc/>
    public override Resource? BackUpBefore(string job)
        => (Resource?)Backups?.TakeBefore(job) ?? Dumps?.TakeBefore(job);

    /// <summary>The connection as a URL that verifies the server's certificate and name.</summary>
    /// <param name="scheme">What the driver calls itself.</param>
    /// <param name="caFile">The path of the certificate. Default: none, the client must know it.</param>
    /// <param name="host">The host. Default: the primary.</param>
    public Output<string> Url(string scheme = "postgresql", string? caFile = null, HostName? host = null)
    {
        var parameters = caFile is null ? $"sslmode={SslMode}" : $"sslmode={SslMode}&sslrootcert={caFile}";
        var (user, database) = (Uri.EscapeDataString(Username), Uri.EscapeDataString(Database));
        return Output.Format(
            $"{scheme}://{user}:{Password.Apply(Uri.EscapeDataString)}@{(host ?? Host).Name}:{Port}/{database}?{parameters}");
    }
}
