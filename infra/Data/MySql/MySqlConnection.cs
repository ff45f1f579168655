using Infra.Application;
using Infra.Applications.Model;
using Pulumi;

namespace Infra.Data.MySql;

/// <summary>How a MySQL database is reached, wherever it runs.</summary>
internal sealed record MySqlConnection : DataConnection
{
    /// <inheritdoc/>
    public override string Service => MySqlService.ServiceName;

    /// <inheritdoc/>
    public override Output<string> Address => Output.Format($"{Host.Name}:{Port}");

    /// <summary>The host, which always leads to the primary.</summary>
    public required HostName Host { get; init; }

    /// <summary>The port.</summary>
    public int Port { get; init; } = 3306;

    /// <summary>The database.</summary>
    public required string Database { get; init; }

    /// <summary>The user that may do everything in the database and nothing outside.</summary>
    public required string Username { get; init; }

    /// <summary>The user's password.</summary>
    public required Output<string> Password { get; init; }

    /// <summary>What its provider calls it, for all the world: its ARN; null where it is in the cluster.</summary>
    public Output<string>? ResourceId { get; init; }

    /// <inheritdoc/>
    public override ConnectionValue? ValueOf(ConnectionVariable variable) => (variable as MySqlVariable)?.Part switch
    {
        MySqlPart.Url => ConnectionValue.Of(Url()),
        MySqlPart.Host => Host.Value,
        MySqlPart.Port => ConnectionValue.Of($"{Port}"),
        MySqlPart.Database => ConnectionValue.Of(Database),
        MySqlPart.Username => ConnectionValue.Of(Username),
        MySqlPart.Password => ConnectionValue.Of(Password),
        MySqlPart.CaFile when AuthorityFile is { } file => ConnectionValue.Of(file),
        _ => null,
    };

    /// <summary>
    /// The connection as a URL that Node's mysql2 takes, whose parameters are JSON
    /// (https://github.com/sidorares/node-mysql2/blob/master/lib/connection_config.js). With TLS, the server and its
    /// name are verified.
    /// </summary>
    public Output<string> Url()
    {
        const string VerifyingServer = """{"rejectUnauthorized":true,"verifyIdentity":true}""";
        var parameters = !HasTls ? "" : $"?ssl={Uri.EscapeDataString(VerifyingServer)}";
        var path = Uri.EscapeDataString(Database) + parameters;
        return Output.Format(
            $"mysql://{Uri.EscapeDataString(Username)}:{Password.Apply(Uri.EscapeDataString)}@{Host.Name}:{Port}/{path}");
    }
}
