using System.Net;
using Infra.Faults;
using Infra.Values;

namespace Infra.Applications.Model.Rules;

/// <summary>The rules for what the edge does with the requests of a route.</summary>
internal static class RoutePolicyRules
{
    private static readonly NumberRange Requests = new(1, 100_000);

    private static readonly DurationRange Periods = new(TimeSpan.FromSeconds(1), TimeSpan.FromHours(1));

    private static readonly QuantityRange Bodies = QuantityRange.BytesFrom("1Ki");

    /// <summary>What is wrong with the policies of a service.</summary>
    public static IEnumerable<Fault> FaultsOf(ServiceDefinition service)
        => FaultsOf($"{service.Name}.{nameof(service.Route)}", service.Route)
            .Concat(
                service.PathRoutes.SelectMany(
                    route => FaultsOf($"{service.Name}.{nameof(service.PathRoutes)} of {route.Path}", route.Policy)));

    private static IEnumerable<Fault> FaultsOf(string path, RoutePolicy policy)
        => LimitFaults($"{path}: {nameof(policy.RateLimit)}", policy.RateLimit)
            .Concat(
                policy.RequestsInFlight is { } amount ? Requests.FaultsOf($"{path}: {nameof(policy.RequestsInFlight)}", amount) : [])
            .Concat(BodyFaults(path, policy))
            .Concat(SourceFaults(path, policy));

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
}
