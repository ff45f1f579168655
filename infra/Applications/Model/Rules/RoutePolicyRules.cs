using System.Net;
using System.Text.RegularExpressions;
using Infra.Faults;
using Infra.Values;

namespace Infra.Applications.Model.Rules;

/// <summary>The rules for what the edge does with the requests of a route.</summary>
internal static partial class RoutePolicyRules
{
    private static readonly NumberRange Requests = new(1, 100_000);

    private static readonly DurationRange Periods = new(TimeSpan.FromSeconds(1), TimeSpan.FromHours(1));

    private static readonly DurationRange Preflights = new(TimeSpan.FromSeconds(1), TimeSpan.FromDays(1));

    private static readonly DurationRange Timeouts = new(TimeSpan.FromSeconds(1), TimeSpan.FromHours(1));

    private static readonly NumberRange Retries = new(0, 5);

    private static readonly QuantityRange Bodies = QuantityRange.BytesFrom("1Ki");

    /// <summary>What is wrong with the policies of an application's services.</summary>
    public static IEnumerable<Fault> FaultsOf(ApplicationDefinition application)
    {
        var hosts = application.AllServices.Where(service => service.IsPublic).Select(service => service.Name).ToList();
        return application.AllServices.SelectMany(
            service => WholeFaults(service).Concat(PoliciesOf(service).SelectMany(policy => FaultsOf(policy.Path, policy.Policy, hosts))));
    }

    private static IEnumerable<(string Path, RoutePolicy Policy)> PoliciesOf(ServiceDefinition service)
        => service.PathRoutes
            .Select(route => ($"{service.Name}.{nameof(service.PathRoutes)} of {route.Path}", route.Policy))
            .Prepend(($"{service.Name}.{nameof(service.Route)}", service.Route));

    private static IEnumerable<Fault> WholeFaults(ServiceDefinition service)
    {
        if (service.Route.IsImmutable)
        {
            yield return new Fault(
                $"{service.Name}.{nameof(service.Route)}: {nameof(RoutePolicy.IsImmutable)}",
                "true",
                "pages change with each release, and only files of a path of their own never do",
                $"Name the path in {nameof(service.PathRoutes)}, and remove it here");
        }
    }

    private static IEnumerable<Fault> FaultsOf(string path, RoutePolicy policy, List<string> hosts)
        => LimitFaults($"{path}: {nameof(policy.RateLimit)}", policy.RateLimit)
            .Concat(
                policy.RequestsInFlight is { } amount ? Requests.FaultsOf($"{path}: {nameof(policy.RequestsInFlight)}", amount) : [])
            .Concat(BodyFaults(path, policy))
            .Concat(Timeouts.FaultsOf($"{path}: {nameof(policy.Timeout)}", policy.Timeout))
            .Concat(policy.Retries is { } retries ? Retries.FaultsOf($"{path}: {nameof(policy.Retries)}", retries) : [])
            .Concat(SourceFaults(path, policy))
            .Concat(AnswerFaults(path, policy))
            .Concat(policy.Cors is { } cors ? CorsFaults($"{path}: {nameof(policy.Cors)}", cors, hosts) : []);

    private static IEnumerable<Fault> LimitFaults(string path, RateLimit? limit)
    {
        if (limit is null)
            return [];

        Fault[] faults =
        [
            .. Requests.FaultsOf($"{path}.{nameof(limit.Average)}", limit.Average),
            .. Periods.FaultsOf($"{path}.{nameof(limit.Period)}", limit.Period),
        ];
        // Of what is no average, there is no share of a second.
        if (faults.Length > 0)
            return faults.Concat(Requests.FaultsOf($"{path}.{nameof(limit.Burst)}", limit.Burst));
        return limit.Burst >= limit.LeastBurst
            ? Requests.FaultsOf($"{path}.{nameof(limit.Burst)}", limit.Burst)
            :
            [
                new Fault(
                    $"{path}.{nameof(limit.Burst)}",
                    $"{limit.Burst}",
                    $"the average lets {limit.LeastBurst} requests a second through, which may come at once",
                    $"Use {limit.LeastBurst} or more"),
            ];
    }

    private static IEnumerable<Fault> BodyFaults(string path, RoutePolicy policy)
    {
        if (policy.MaxBody is not { } limit)
            return [];
        return policy.IsStreamed
            ?
            [
                new Fault(
                    $"{path}: {nameof(policy.MaxBody)}",
                    $"\"{limit}\"",
                    "a stream has no end to wait for, as a limit on bodies does",
                    $"Remove it, or {nameof(policy.IsStreamed)}"),
            ]
            : Bodies.FaultsOf($"{path}: {nameof(policy.MaxBody)}", limit);
    }

    private static IEnumerable<Fault> SourceFaults(string path, RoutePolicy policy)
        => from range in policy.AllowedSources
           where !IPNetwork.TryParse(range, out var network) || network.ToString() != range
           select new Fault(
               $"{path}: {nameof(policy.AllowedSources)}",
               $"\"{range}\"",
               "it takes an address range in CIDR notation, whose bits beyond the prefix are 0",
               "Use one such as 203.0.113.0/24");

    private static IEnumerable<Fault> AnswerFaults(string path, RoutePolicy policy)
    {
        foreach (var source in policy.FrameAncestors.Where(source => !SourcePattern().IsMatch(source)))
        {
            yield return new Fault(
                $"{path}: {nameof(policy.FrameAncestors)}",
                $"\"{source}\"",
                "it takes *, 'self' or an origin such as https://example.com",
                "Use one of these");
        }

        if (policy is { IsStreamed: true, IsCompressed: true })
        {
            yield return new Fault(
                $"{path}: {nameof(policy.IsCompressed)}",
                "true",
                "what compresses a stream holds parts of it back",
                $"Remove it, or {nameof(policy.IsStreamed)}");
        }

        if (policy.IsImmutable && policy.Kind != RouteKind.Website)
        {
            yield return new Fault(
                $"{path}: {nameof(policy.IsImmutable)}",
                "true",
                "an API's answers are never cached",
                $"Remove it, or set {nameof(policy.Kind)} to {nameof(RouteKind.Website)} where the path has files alone");
        }
    }

    private static IEnumerable<Fault> CorsFaults(string path, CorsPolicy cors, List<string> hosts)
    {
        if (cors.Origins.IsEmpty)
        {
            yield return new Fault(
                $"{path}.{nameof(cors.Origins)}",
                "empty",
                "it names the hosts whose pages may call",
                $"Add {nameof(ValuePart)}.{nameof(ValuePart.Domain)}, or remove {nameof(RoutePolicy.Cors)}");
        }

        foreach (var part in cors.Origins)
        {
            if (part is HostPart { Service: var service } && !hosts.Contains(service))
            {
                yield return new Fault(
                    $"{path}.{nameof(cors.Origins)}",
                    $"\"{service}\"",
                    "it is the host of a public service",
                    NearestName.Suggest(service, hosts, name => name));
            }
            else if (part is not (HostPart or DomainPart))
            {
                yield return new Fault(
                    $"{path}.{nameof(cors.Origins)}",
                    part.GetType().Name,
                    "an origin is a host",
                    $"Use {nameof(ValuePart)}.{nameof(ValuePart.Domain)} or {nameof(ValuePart)}.{nameof(ValuePart.HostOf)}");
            }
        }

        foreach (var method in cors.Methods.Where(method => !MethodPattern().IsMatch(method)))
        {
            yield return new Fault(
                $"{path}.{nameof(cors.Methods)}",
                $"\"{method}\"",
                "methods are upper-case letters",
                "Use one such as GET");
        }

        foreach (var header in cors.Headers.Where(header => !HeaderPattern().IsMatch(header)))
        {
            yield return new Fault(
                $"{path}.{nameof(cors.Headers)}",
                $"\"{header}\"",
                "names of headers are letters, digits and '-'",
                "Use one such as Content-Type");
        }

        foreach (var fault in Preflights.FaultsOf($"{path}.{nameof(cors.MaxAge)}", cors.MaxAge))
            yield return fault;
    }

    [GeneratedRegex("^(\\*|'self'|https://[a-z0-9*.-]+(:[0-9]+)?)\\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SourcePattern();

    [GeneratedRegex("^[A-Z]+\\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex MethodPattern();

    [GeneratedRegex("^[A-Za-z0-9-]+\\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex HeaderPattern();
}
