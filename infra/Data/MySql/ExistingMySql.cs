using Infra.Applications.Model;
using Infra.Settings.Reading;

namespace Infra.Data.MySql;

/// <summary><c>infra:mysql.existing</c>: a MySQL that runs elsewhere.</summary>
/// <param name="Server">Where it is.</param>
/// <param name="Username">The user that connects.</param>
/// <param name="Database">The database there.</param>
public sealed record ExistingMySql(ExistingServer Server, string Username, string Database)
{
    /// <summary>Reads the section; null where another provider is chosen.</summary>
    /// <param name="section">The section of the data service.</param>
    /// <param name="provider">The provider that is chosen.</param>
    /// <param name="project">Whose it is.</param>
    /// <param name="need">What the project needs; null where it needs none.</param>
    internal static ExistingMySql? Read(Section section, string provider, ProjectDefinition project, MySqlNeed? need)
    {
        var child = section.Child("existing", "The MySQL that runs elsewhere, over TLS, with provider existing.");
        var own = need?.Database ?? MySqlService.DefaultDatabase;
        var name = SettingTypes.Text("shop", "it takes a name");
        var username = child.Get("username", name, own, "The user that connects.", shownDefault: "the database's name");
        var database = child.Get("database", name, own, "The database there.", shownDefault: "the application's name for it");
        var service = DataServiceNames.Of(project, MySqlService.ServiceName);
        var server = ExistingServer.Read(child, provider, service, "MySQL", MySqlPorts.MySql, isAuthoritySupplied: false);
        if (server is null)
            return null;
        if (server.Authority is not null)
        {
            TlsClients.Hold(
                child,
                ExistingServer.AuthorityKey,
                ExistingServer.Supplied,
                project,
                MySqlService.ServiceName,
                variable => variable is MySqlVariable { Part: MySqlPart.CaFile },
                $"{nameof(MySqlVariable)}.{nameof(MySqlVariable.CaFile)}");
        }

        return new ExistingMySql(server, username, database);
    }
}
