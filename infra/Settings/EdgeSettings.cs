using System.Collections.Immutable;
using Infra.Applications.Model;
using Infra.Settings.Reading;
using Infra.Values;

namespace Infra.Settings;

/// <summary><c>infra:edge</c>: the hosts under which services are reached from outside.</summary>
public sealed record EdgeSettings
{
    /// <summary>The host of each public service, by the service's name.</summary>
    public required ImmutableDictionary<string, string> Hosts { get; init; }

    /// <summary>The hosts under which each public service was reached before and still is, by the service's name.</summary>
    public required ImmutableDictionary<string, ImmutableArray<string>> FormerHosts { get; init; }

    /// <summary>The domain that hosts are in by default; null where each is named.</summary>
    public string? Domain { get; init; }

    /// <summary>How many requests one client address may send, by the kind of the route.</summary>
    public required RateLimitSettings RateLimits { get; init; }

    /// <summary>The Redis in which the pods of Traefik count requests together; null where each counts by itself.</summary>
    public RateLimitRedisSettings? RateLimitRedis { get; init; }

    /// <summary>The largest body of a request that a route may take.</summary>
    public required Quantity MaxBody { get; init; }

    /// <summary>The address ranges that alone are served, by the name of the service whose host they ask.</summary>
    public ImmutableDictionary<string, ImmutableArray<string>> AllowedSources { get; init; }
        = ImmutableDictionary<string, ImmutableArray<string>>.Empty;

    /// <summary>How the certificates of the hosts are issued.</summary>
    public CertificateSettings Certificates { get; init; } = new();

    /// <summary>Where the records of the hosts are made; null where people make them.</summary>
    public Route53Settings? Route53 { get; init; }

    /// <summary>
    /// The number of proxies in front of Traefik that add to X-Forwarded-For. 0: the client's address is the connection's.
    /// </summary>
    public required int TrustedProxies { get; init; }

    /// <summary>Hosts whose requests are sent to the host of a service, by the host: the service.</summary>
    public ImmutableSortedDictionary<string, string> Redirects { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>
    /// Whether browsers insist on HTTPS for two years for the subdomains of hosts that are not below <see cref="Domain"/> as well, such
    /// as those of the domain itself. Default: false.
    /// </summary>
    public bool HstsSubdomains { get; init; }

    /// <summary>
    /// Whether browsers insist on HTTPS for the subdomains of a host as well, and may have it in their lists. Below the domain of the
    /// stack the subdomains are the stack's own.
    /// </summary>
    public bool BindsSubdomainsOf(string host) => HstsSubdomains || IsBelowDomain(host);

    /// <summary>The hosts whose subdomains may be others' and are bound all the same.</summary>
    public IEnumerable<string> HostsWithForeignSubdomains
        => HstsSubdomains
            ? Hosts.Keys.SelectMany(AllHostsOf).Concat(Redirects.Keys).Where(host => !IsBelowDomain(host)).Order(StringComparer.Ordinal)
            : [];

    /// <summary>The host of a public service, and those under which it was reached before and still is.</summary>
    public IReadOnlyList<string> AllHostsOf(string service) => [Hosts[service], .. FormerHosts[service]];

    private bool IsBelowDomain(string host) => Domain is not null && host.EndsWith($".{Domain}", StringComparison.Ordinal);

    internal static EdgeSettings Read(Section section, RateLimitSettings rateLimits, ApplicationDefinition application)
    {
        var domain = section.Find(
            "domain",
            SettingTypes.Host,
            "Domain that public services are reached in, each under its own name.",
            "none");
        if (!section.Has("domain") && DomainUser(application) is { } user)
        {
            section.Report(
                $"{section.Path}.domain",
                StackFaults.Missing,
                user,
                $"Set it, for instance: {section.SetCommand("domain", "example.com")}");
        }

        // Where the domain is wrong, that is the fault, and no host is missing.
        var hosts = ReadHosts(
            section.Child("hosts", "The host of each public service, by the service's name."),
            domain ?? (section.Has("domain") ? "invalid" : null),
            application,
            $", or the domain of all hosts: {section.SetCommand("domain", "example.com")}")
            .ToImmutableDictionary();
        var formerHosts = ReadFormerHosts(
            section.Child("formerHosts", "Hosts under which public services were reached before, by the service's name."),
            hosts);
        return new EdgeSettings
        {
            Domain = domain,
            Hosts = hosts,
            FormerHosts = formerHosts,
            RateLimits = RateLimitSettings.Read(section, rateLimits),
            RateLimitRedis = RateLimitRedisSettings.Read(
                section.Child("rateLimitRedis", "Redis in which the pods of Traefik count requests together.")),
            MaxBody = ReadMaxBody(section, application),
            AllowedSources = ReadAllowedSources(
                section.Child("allowedSources", "The addresses that alone are served, by the name of the service whose host they ask."),
                application),
            Redirects = ReadRedirects(section, hosts, formerHosts, application),
            HstsSubdomains = section.Get(
                "hstsSubdomains",
                SettingTypes.Boolean,
                false,
                "Whether browsers insist on HTTPS for two years for all subdomains of hosts that are not below infra:edge.domain as well, "
                    + "such as those of the domain itself. Hosts below it have that always."),
            Certificates = CertificateSettings.Read(section.Child("certificates", "How the certificates of the hosts are issued.")),
            Route53 = Route53Settings.Read(section.Child("route53", "Records of the hosts in Route 53.")),
            TrustedProxies = section.Get(
                "trustedProxies",
                SettingTypes.Integer(0, 10),
                0,
                "Number of proxies in front of Traefik that add to X-Forwarded-For. 0: the client's address is the connection's."),
        };
    }

    private static Quantity ReadMaxBody(Section section, ApplicationDefinition application)
    {
        var most = section.Get(
            "maxBody",
            SettingTypes.BytesBetween(RoutePolicy.DefaultMaxBody, "1Gi"),
            "64Mi",
            "Largest body of a request that a route may take. Traefik holds such requests whole, on its disk from 1Mi on.");
        var largest =
            from service in application.AllServices
            from policy in service.RoutePolicies
            where policy.MaxBody is { IsValid: true } limit && limit.Amount > most.Amount
            orderby policy.MaxBody!.Amount descending
            select (service, policy.MaxBody!);
        foreach (var (service, limit) in largest.Take(1))
        {
            section.Report(
                $"{section.Path}.maxBody",
                $"\"{most}\"",
                $"a route of {service.Name} takes bodies of up to {limit}",
                $"Use {limit} or more");
        }

        return most;
    }

    private static ImmutableDictionary<string, ImmutableArray<string>> ReadAllowedSources(
        Section section,
        ApplicationDefinition application)
        => PublicServicesOf(application)
            .Select(service => KeyValuePair.Create(
                service.Name,
                section.List(
                    service.Name,
                    SettingTypes.AddressRange,
                    [],
                    $"Address ranges that alone are served on the host of {service.Name}; others get 403. Empty: all.")))
            .Where(sources => !sources.Value.IsEmpty)
            .ToImmutableDictionary();

    private static ImmutableSortedDictionary<string, string> ReadRedirects(
        Section section,
        ImmutableDictionary<string, string> hosts,
        ImmutableDictionary<string, ImmutableArray<string>> formerHosts,
        ApplicationDefinition application)
    {
        var services = PublicServicesOf(application).Select(service => service.Name).ToArray();
        var redirects = section.Map(
            "redirects",
            SettingTypes.Host,
            services is [] ? SettingTypes.SubdomainName : SettingTypes.OneOf(services),
            ImmutableSortedDictionary<string, string>.Empty,
            "Hosts whose requests are sent to the host of a service for good, such as www.example.com: the service.");
        var served =
            from service in hosts.Keys
            from host in formerHosts[service].Prepend(hosts[service])
            where redirects.ContainsKey(host)
            select (host, service);
        foreach (var (host, service) in served)
        {
            section.Report(
                $"{section.Path}.redirects.{host}",
                $"\"{redirects[host]}\"",
                $"requests to the host go to {service}, whose host it is",
                "Remove it, or use another host");
        }

        return redirects;
    }

    private static IEnumerable<ServiceDefinition> PublicServicesOf(ApplicationDefinition application)
        => application.AllServices.Where(service => service.IsPublic).DistinctBy(service => service.Name);

    // What cannot do without the domain; null where nothing needs it.
    private static string? DomainUser(ApplicationDefinition application)
    {
        var variables =
            from workload in application.AllWorkloads
            from variable in workload.AllVariables
            where variable is DomainVariable || (variable is ComposedVariable composed && composed.Parts.Contains(ValuePart.Domain))
            select $"variable {variable.Name} of {workload.Name} tells it";
        var origins =
            from service in application.AllServices
            where service.RoutePolicies.Any(policy => policy.Cors?.Origins.Contains(ValuePart.Domain) == true)
            select $"its pages may call {service.Name}";
        return variables.Concat(origins).FirstOrDefault();
    }

    private static ImmutableDictionary<string, ImmutableArray<string>> ReadFormerHosts(
        Section section,
        ImmutableDictionary<string, string> hosts)
    {
        var users = hosts
            .OrderBy(host => host.Key, StringComparer.Ordinal)
            .DistinctBy(host => host.Value)
            .ToDictionary(host => host.Value, host => $"infra:edge.hosts.{host.Key}");
        var former = ImmutableDictionary.CreateBuilder<string, ImmutableArray<string>>();
        foreach (var service in hosts.Keys.Order(StringComparer.Ordinal))
        {
            former[service] = section.List(
                service,
                SettingTypes.Host,
                [],
                $"Hosts under which {service} was reached before; they are served until they are removed.");
            foreach (var host in former[service].Where(host => !users.TryAdd(host, $"{section.Path}.{service}")))
            {
                section.Report(
                    $"{section.Path}.{service}",
                    $"\"{host}\"",
                    $"a host is named once, and this one is in {users[host]}",
                    "Remove it here");
            }
        }

        return former.ToImmutable();
    }

    // Of two routes with the same rule, one would get all the requests.
    private static IEnumerable<KeyValuePair<string, string>> ReadHosts(
        Section section,
        string? domain,
        ApplicationDefinition application,
        string alternative)
    {
        var services = new Dictionary<string, string>();
        foreach (var service in PublicServicesOf(application))
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
