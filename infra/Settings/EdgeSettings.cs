using System.Collections.Immutable;
using Infra.Applications.Model;
using Infra.Settings.Reading;

namespace Infra.Settings;

/// <summary><c>infra:edge</c>: the hosts under which services are reached from outside.</summary>
public sealed record EdgeSettings
{
    /// <summary>The host of each public service, by the service's name.</summary>
    public required ImmutableDictionary<string, string> Hosts { get; init; }

    /// <summary>The domain that hosts are in by default; null where each is named.</summary>
    public string? Domain { get; init; }

    /// <summary>How many requests one client address may send.</summary>
    public required RateLimitSettings RateLimit { get; init; }

    /// <summary>How the certificates of the hosts are issued.</summary>
    public CertificateSettings Certificates { get; init; } = new();

    /// <summary>
    /// The number of proxies in front of Traefik that add to X-Forwarded-For. 0: the client's address is the connection's.
    /// </summary>
    public required int TrustedProxies { get; init; }

    internal static EdgeSettings Read(Section section, RateLimitSettings rateLimit, ApplicationDefinition application)
    {
        var domain = section.Find(
            "domain",
            SettingTypes.Host,
            "Domain that public services are reached in, each under its own name.",
            "none");
        if (!section.Has("domain") && DomainUser(application) is var (workload, variable))
        {
            section.Report(
                $"{section.Path}.domain",
                StackFaults.Missing,
                $"variable {variable} of {workload} tells it",
                $"Set it, for instance: {section.SetCommand("domain", "example.com")}");
        }

        // Where the domain is wrong, that is the fault, and no host is missing.
        var hosts = ReadHosts(
            section.Child("hosts", "The host of each public service, by the service's name."),
            domain ?? (section.Has("domain") ? "invalid" : null),
            application,
            $", or the domain of all hosts: {section.SetCommand("domain", "example.com")}");
        return new EdgeSettings
        {
            Domain = domain,
            Hosts = hosts.ToImmutableDictionary(),
            RateLimit = RateLimitSettings.Read(
                section.Child("rateLimit", "How many requests one client address may send; more get status 429."),
                rateLimit),
            Certificates = CertificateSettings.Read(section.Child("certificates", "How the certificates of the hosts are issued.")),
            TrustedProxies = section.Get(
                "trustedProxies",
                SettingTypes.Integer(0, 10),
                0,
                "Number of proxies in front of Traefik that add to X-Forwarded-For. 0: the client's address is the connection's."),
        };
    }

    private static (string Workload, string Variable)? DomainUser(ApplicationDefinition application)
    {
        var users =
            from workload in application.AllWorkloads
            from variable in workload.AllVariables
            where variable is DomainVariable || (variable is ComposedVariable composed && composed.Parts.Contains(ValuePart.Domain))
            select ((string, string)?)(workload.Name, variable.Name);
        return users.FirstOrDefault();
    }

    // Of two routes with the same rule, one would get all the requests.
    private static IEnumerable<KeyValuePair<string, string>> ReadHosts(
        Section section,
        string? domain,
        ApplicationDefinition application,
        string alternative)
    {
        var services = new Dictionary<string, string>();
        foreach (var service in application.AllServices.Where(service => service.IsPublic).DistinctBy(service => service.Name))
        {
            var name = service.Name;
            var label = service.Subdomain ?? name;
            var meaning = $"Host under which {name} is reached.";
            var shownDefault = $"{label} in infra:edge.domain; one of the two is required";
            var host = domain is null
                ? section.Require(name, SettingTypes.Host, $"{name}.invalid", meaning, shownDefault, alternative)
                : section.Get(name, SettingTypes.Host, $"{label}.{domain}", meaning, shownDefault);
            if (!services.TryAdd(host, name))
            {
                section.Report(
                    $"{section.Path}.{name}",
                    $"\"{host}\"",
                    $"each service has a host of its own, and this one is {section.Path}.{services[host]}'s",
                    "Use another host");
            }

            yield return KeyValuePair.Create(name, host);
        }
    }
}
