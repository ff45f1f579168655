using Infra.Settings;

namespace Infra.Observability.Alerts;

/// <summary>Alerts on what the clients of a public service see, from Traefik's metrics.</summary>
internal static class RequestAlerts
{
    // A bucket of Traefik's histogram, by default and with the usual finer ones, so that there is data for it.
    private const int SlowSeconds = 5;

    private const int SlowPercent = 5;

    /// <summary>What the series of requests that are answered in time bear. Prometheus 3 writes the boundary as 5.0.</summary>
    public static readonly string InTime = $",le=~\"{SlowSeconds}(\\\\.0)?\"";

    public static IEnumerable<AlertRule> Of(string service, string ns, AlertSettings settings)
    {
        var prefix = WorkloadAlerts.Prefix(service);
        yield return new AlertRule(
            $"{prefix}ErrorRateHigh",
            $"100 * sum({Of("traefik_service_requests_total", ",code=~\"5..\"")}) / sum({Of("traefik_service_requests_total")}) > "
                + $"{settings.ErrorRatePercent}",
            TimeSpan.FromMinutes(5),
            Severity.Critical,
            $"More than {settings.ErrorRatePercent} % of the requests to {service} fail.",
            "Look at its log, and at the last release.",
            "error-rate-high");
        yield return new AlertRule(
            $"{prefix}LatencyHigh",
            $"100 - 100 * sum({Of("traefik_service_request_duration_seconds_bucket", InTime)}) / "
                + $"sum({Of("traefik_service_request_duration_seconds_count")}) > {SlowPercent}",
            TimeSpan.FromMinutes(10),
            Severity.Warning,
            $"More than {SlowPercent} % of the requests to {service} take longer than {SlowSeconds} seconds.",
            "Look at its load, and at the data services it waits for.",
            "latency-high");

        string Of(string metric, string labels = "") => Rate(service, ns, metric, "5m", labels);
    }

    /// <summary>How much a metric of Traefik's on the requests of a service grows a second.</summary>
    /// <param name="service">The service.</param>
    /// <param name="ns">Its namespace.</param>
    /// <param name="metric">The metric.</param>
    /// <param name="window">The time that is looked at.</param>
    /// <param name="labels">What else its series bear, a comma before each.</param>
    public static string Rate(string service, string ns, string metric, string window, string labels = "")
    {
        // Traefik names a service after the route's namespace and name, and a hash of the rule. The label gives way to the scrape's where
        // that has one, as a ServiceMonitor's does, unless it honours labels.
        var series = $"service=~\"{ns}-{service}-[0-9a-f]+@kubernetescrd\"{labels}}}[{window}]";
        return $"rate({metric}{{{series}) or rate({metric}{{exported_{series})";
    }

    /// <summary>
    /// The alert on the Redis in which the pods of Traefik count requests together: without it they answer 500 themselves, which routers
    /// see and services do not. Of routers there are metrics where Traefik runs with addRoutersLabels.
    /// </summary>
    public static AlertRule RateLimitRedis(string ns)
    {
        var services = $"rate(traefik_service_requests_total{{code=\"500\",service=~\"{ns}-.+@kubernetescrd\"}}[5m]) or "
            + $"rate(traefik_service_requests_total{{code=\"500\",exported_service=~\"{ns}-.+@kubernetescrd\"}}[5m])";
        return new AlertRule(
            "RateLimitRedisDown",
            $"sum(rate(traefik_router_requests_total{{code=\"500\",router=~\"{ns}-.+@kubernetescrd\"}}[5m])) - "
                + $"(sum({services}) or vector(0)) > 0.05",
            TimeSpan.FromMinutes(2),
            Severity.Critical,
            "Traefik answers requests with status 500 by itself, as it does while the Redis of infra:edge.rateLimitRedis is away.",
            "Look at that Redis and at Traefik's log; without infra:edge.rateLimitRedis each pod counts by itself.",
            "rate-limit-redis-down");
    }

    /// <summary>The alert on certificates that are not issued or not renewed.</summary>
    public static AlertRule Certificates(string ns)
    {
        // cert-manager's own label gives way to the scrape's, unless the scrape honours it. Before the first issue the time is 0.
        const string Metric = "certmanager_certificate_expiration_timestamp_seconds";
        return new AlertRule(
            "CertificateExpiring",
            $"min by (name) ({Metric}{{namespace=\"{ns}\"}} or {Metric}{{exported_namespace=\"{ns}\"}}) - time() < 7 * 86400",
            TimeSpan.FromHours(1),
            Severity.Critical,
            "Certificate {{ $labels.name }} expires within 7 days, or was never issued.",
            "Look at its status and its orders, and where DNS points: it should have been renewed when a third of its life was left.",
            "certificate-expiring");
    }
}
