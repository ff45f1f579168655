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
        return new EdgeSettings
        {
            Hosts = ReadHosts(section.Child("hosts", "The host of each public service, by the service's name."), publicServices).ToImmutableDictionary(),
            RateLimit = RateLimitSettings.Read(section.Child("rateLimit", "How many requests one client address may send; more get status 429."), rateLimit),
            TrustedProxies = section.Get(
                "trustedProxies",
                SettingTypes.Integer(0, 10),
                0,
                "Number of proxies in front of Traefik that add to X-Forwarded-For. 0: the client's address is the connection's."),
        };
    }

    // Of two routes with the same rule, one would get all the requests.
    private static IEnumerable<KeyValuePair<string, string>> ReadHosts(Section section, IEnumerable<string> publicServices)
    {
        var services = new Dictionary<string, string>();
        foreach (var service in publicServices.Distinct())
        {
            var host = section.Require(service, SettingTypes.Host, $"{service}.invalid", $"Host under which {service} is reached.");
            if (!services.TryAdd(host, service))
                section.Report($"{section.Path}.{service}", $"\"{host}\"", $"each service has a host of its own, and this one is {section.Path}.{services[host]}'s", "Use another host");
            yield return KeyValuePair.Create(service, host);
        }
    }
}
