using static Infra.Tests.Platform.Observability.AlertCase;
using static Infra.Tests.Platform.Observability.Samples;

namespace Infra.Tests.Platform.Observability.Cases;

/// <summary>What the clients of a public service see, as Traefik tells it.</summary>
internal static class RequestCases
{
    // A rate takes two samples.
    private static readonly TimeSpan SecondSample = TimeSpan.FromMinutes(1);

    private static readonly string[] DefaultBuckets = ["0.1", "0.3", "1.2", "5", "+Inf"];
    private static readonly string[] NormalisedBuckets = ["0.1", "0.3", "1.2", "5.0", "+Inf"];
    private static readonly string[] FinerBuckets = ["0.05", "0.1", "0.25", "0.5", "1", "2.5", "5", "10", "+Inf"];

    /// <summary>The cases of the Redis in which the pods of Traefik count requests together.</summary>
    /// <param name="service">A service whose requests are counted.</param>
    public static IEnumerable<AlertCase> OfRateLimitRedis(string service)
    {
        const string Alert = "RateLimitRedisDown";
        return
        [
            Firing(Alert, "Traefik answers 500 by itself", Router("500", 60)) with { Since = SecondSample },
            Firing(Alert, "half of what fails has reached a service", Router("500", 60), Service(30)) with { Since = SecondSample },
            Quiet(Alert, "all that fails has reached a service", Router("500", 60), Service(60)),
            Quiet(Alert, "all that fails has reached a service, scraped by a ServiceMonitor", Router("500", 60), Service(60, false)),
            Quiet(Alert, "nothing fails", Router("200", 60)),
            Quiet(Alert, "another namespace's requests fail", Router("500", 60, "other-prod")),
            Quiet(Alert, "nobody has ever asked"),
        ];

        (string, string) Router(string code, int perMinute, string ns = Exporter.Namespace)
            => (Exporter.OfTraefikRouter(service, code, ns), Growing(perMinute));

        (string, string) Service(int perMinute, bool isHonoured = true)
            => (
                Exporter.OfTraefik("traefik_service_requests_total", service, ("code", "500"), isHonoured: isHonoured),
                Growing(perMinute));
    }

    /// <summary>The cases of a service.</summary>
    /// <param name="prefix">What its alerts' names begin with.</param>
    /// <param name="service">Its name.</param>
    public static IEnumerable<AlertCase> Of(string prefix, string service)
    {
        return
        [
            Firing($"{prefix}ErrorRateHigh", "6 % fail, at two edges together", AtTwoEdges(good: 47, bad: 3)) with
            {
                Since = SecondSample,
            },
            Firing($"{prefix}ErrorRateHigh", "6 % fail, scraped by a ServiceMonitor", Renamed("200", 94), Renamed("500", 6)) with
            {
                Since = SecondSample,
            },
            Quiet($"{prefix}ErrorRateHigh", "4 % fail, scraped by a ServiceMonitor", Renamed("200", 96), Renamed("500", 4)),
            Firing($"{prefix}ErrorRateHigh", "all fail", Requests("502", 10)) with { Since = SecondSample },
            Quiet($"{prefix}ErrorRateHigh", "4 % fail, at two edges together", AtTwoEdges(good: 48, bad: 2)),
            Quiet($"{prefix}ErrorRateHigh", "none has ever failed", Requests("200", 100)),
            Quiet(
                $"{prefix}ErrorRateHigh",
                "nobody asks any more",
                (Requests("200", 0).Name, Always(500)),
                (Requests("500", 0).Name, Always(500))),
            Quiet($"{prefix}ErrorRateHigh", "nobody has ever asked"),
            Quiet(
                $"{prefix}ErrorRateHigh",
                "clients ask too often, or for what is not there",
                Requests("200", 10),
                Requests("429", 80),
                Requests("404", 10)),
            Quiet(
                $"{prefix}ErrorRateHigh",
                "the redirect, or another application, fails",
                Requests("200", 100),
                Others("api-redirect", "reference-prod"),
                Others(service, "other-prod")),
            Firing($"{prefix}LatencyHigh", "6 % take longer, in Traefik's buckets", Durations(DefaultBuckets, slow: 6)) with
            {
                Since = SecondSample,
            },
            Firing(
                $"{prefix}LatencyHigh",
                "6 % take longer, with the boundary as Prometheus 3 writes it",
                Durations(NormalisedBuckets, slow: 6)
            ) with
            {
                Since = SecondSample,
            },
            Firing($"{prefix}LatencyHigh", "6 % take longer, in finer buckets", Durations(FinerBuckets, slow: 6)) with
            {
                Since = SecondSample,
            },
            Firing(
                $"{prefix}LatencyHigh",
                "6 % take longer, scraped by a ServiceMonitor",
                Durations(DefaultBuckets, slow: 6, isHonoured: false)
            ) with
            {
                Since = SecondSample,
            },
            Quiet($"{prefix}LatencyHigh", "4 % take longer, in Traefik's buckets", Durations(DefaultBuckets, slow: 4)),
            Quiet(
                $"{prefix}LatencyHigh",
                "4 % take longer, with the boundary as Prometheus 3 writes it",
                Durations(NormalisedBuckets, slow: 4)),
            Quiet($"{prefix}LatencyHigh", "4 % take longer, in finer buckets", Durations(FinerBuckets, slow: 4)),
            Quiet(
                $"{prefix}LatencyHigh",
                "4 % take longer, scraped by a ServiceMonitor",
                Durations(DefaultBuckets, slow: 4, isHonoured: false)),
            Quiet(
                $"{prefix}LatencyHigh",
                "nobody asks any more",
                [.. Durations(DefaultBuckets, slow: 100).Select(series => (series.Item1, Always(500)))]),
            Quiet($"{prefix}LatencyHigh", "nobody has ever asked"),
        ];

        (string Name, string Samples) Requests(string code, int perMinute, string pod = "traefik-1")
            => (Exporter.OfTraefik("traefik_service_requests_total", service, ("code", code), pod), Growing(perMinute));

        (string, string)[] AtTwoEdges(int good, int bad) =>
            [Requests("200", good), Requests("200", good, "traefik-2"), Requests("500", bad), Requests("503", bad, "traefik-2")];

        (string, string) Renamed(string code, int perMinute) =>
            (Exporter.OfTraefik("traefik_service_requests_total", service, ("code", code), isHonoured: false), Growing(perMinute));

        (string, string) Others(string route, string ns) =>
            (Exporter.OfTraefik("traefik_service_requests_total", route, ("code", "500"), ns: ns), Growing(1000));

        // A hundred requests a minute at each of two edges: some of them slow, the others within a tenth of a second.
        (string, string)[] Durations(string[] buckets, int slow, bool isHonoured = true)
            => [.. DurationsAt("traefik-1", buckets, slow, isHonoured), .. DurationsAt("traefik-2", buckets, slow, isHonoured)];

        (string, string)[] DurationsAt(string pod, string[] buckets, int slow, bool isHonoured) =>
            [
                .. buckets.Select(bound =>
                    (
                        Exporter.OfTraefik(
                            "traefik_service_request_duration_seconds_bucket",
                            service,
                            ("le", bound),
                            pod,
                            isHonoured: isHonoured),
                        Growing(bound is "+Inf" or "10" ? 100 : 100 - slow))),
                (
                    Exporter.OfTraefik(
                        "traefik_service_request_duration_seconds_count",
                        service,
                        ("code", "200"),
                        pod,
                        isHonoured: isHonoured),
                    Growing(100)),
            ];
    }
}
