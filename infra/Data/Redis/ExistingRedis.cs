using Infra.Applications.Model;
using Infra.Settings.Reading;

namespace Infra.Data.Redis;

/// <summary><c>infra:redis.existing</c>: a Redis that runs elsewhere.</summary>
/// <param name="Server">Where it is.</param>
/// <param name="Username">The user that connects.</param>
public sealed record ExistingRedis(ExistingServer Server, string Username)
{
    private const int Port = 6379;

    /// <summary>Reads the section; null where another provider is chosen.</summary>
    /// <param name="section">The section of the data service.</param>
    /// <param name="provider">The provider that is chosen.</param>
    /// <param name="project">Whose it is.</param>
    /// <param name="need">What the project needs; null where it needs none.</param>
    internal static ExistingRedis? Read(Section section, string provider, ProjectDefinition project, RedisNeed? need)
    {
        var child = section.Child("existing", "The Redis that runs elsewhere, over TLS, with provider existing.");
        var username = child.Get("username", SettingTypes.Text("default", "it takes a name"), "default", "The user that connects.");
        var service = DataServiceNames.Of(project, RedisService.ServiceName);
        var server = ExistingServer.Read(child, provider, service, RedisService.ServiceTitle, Port, isAuthoritySupplied: false);
        if (server is null)
            return null;
        if (server.Authority is not null)
            RedisSettings.HoldClients(child, ExistingServer.AuthorityKey, ExistingServer.Supplied, project, need);
        return new ExistingRedis(server, username);
    }
}
