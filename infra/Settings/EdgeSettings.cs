using System.Collections.Immutable;
using Infra.Settings.Reading;

namespace Infra.Settings;

/// <summary><c>infra:edge</c>: the hosts under which services are reached from outside.</summary>
public sealed record EdgeSettings
{
    /// <summary>The host of each public service, by the service's name.</summary>
    public required ImmutableDictionary<string, string> Hosts { get; init; }

    /// <summary>How many requests one client address may send.</summary>
    public required RateLimitSettings RateLimit { get; init; }

    /// <summary>
    /// The number of proxies in front of Traefik that add to X-Forwarded-For. 0: the client's address is the connection's.
    /// </summary>
    public required int TrustedProxies { get; init; }

    internal static EdgeSettings Read(Section section, RateLimitSettings rateLimit, IEnumerable<string> publicServices)
    {
        var hosts = section.Child("hosts", "The host of each public service, by the service's name.");
        return new EdgeSettings
        {
            Hosts = publicServices.ToImmutableDictionary(
                service => service,
                service => hosts.Require(service, SettingTypes.Host, $"{service}.invalid", $"Host under which {service} is reached.")),
            RateLimit = RateLimitSettings.Read(section.Child("rateLimit", "How many requests one client address may send; more get status 429."), rateLimit),
            TrustedProxies = section.Get(
                "trustedProxies",
                SettingTypes.Integer(0, 10),
                0,
                "Number of proxies in front of Traefik that add to X-Forwarded-For. 0: the client's address is the connection's."),
        };
    }
}
