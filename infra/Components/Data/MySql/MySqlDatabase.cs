using Infra.Components.Observability;
using Infra.Settings;
using Pulumi;

namespace Infra.Components.Data.MySql;

/// <summary>A MySQL database, whatever runs it.</summary>
/// <param name="Connection">How it is reached.</param>
/// <param name="ScrapeTarget">Where its metrics are.</param>
internal sealed record MySqlDatabase(MySqlConnection Connection, ScrapeTarget ScrapeTarget)
{
    /// <summary>Declares the database with the provider that the settings name.</summary>
    /// <param name="name">The name of the server or cluster.</param>
    /// <param name="args">Its size, its backups and its database.</param>
    /// <param name="options">How it is deployed.</param>
    public static MySqlDatabase Declare(string name, MySqlArgs args, ComponentResourceOptions? options = null)
    {
        if (args.Settings.Provider == MySqlSettings.Percona)
        {
            var cluster = new PerconaMySql(name, args, options);
            return new MySqlDatabase(cluster.Connection, cluster.ScrapeTarget);
        }

        var server = new MySqlServer(name, args, options);
        return new MySqlDatabase(server.Connection, server.ScrapeTarget);
    }
}
