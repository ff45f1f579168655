using static Infra.Tests.Checks.CheckCase;

namespace Infra.Tests.Checks.Cases;

/// <summary>Paths that are open and should not be, and the other way round.</summary>
internal static class NetworkCases
{
    private const string Namespace = "namespaceSelector.matchLabels['kubernetes.io/metadata.name']";

    public static IEnumerable<CheckCase> All => [.. Open, .. Closed];

    private static IEnumerable<CheckCase> Open { get; } =
    [
        Field(
            "traffic-denied",
            "NetworkPolicy default-deny",
            "spec.policyTypes[1]",
            null,
            "what no policy names is allowed",
            at: "Namespace reference-prod"),
        Field(
            "traffic-denied",
            "NetworkPolicy default-deny",
            "spec.podSelector.matchLabels",
            Json("""{ "app.kubernetes.io/name": "api" }"""),
            "what no policy names is allowed",
            at: "Namespace reference-prod"),
        Field(
                "traffic-denied",
                "NetworkPolicy allow-dns",
                "spec.egress[0].ports[0].port",
                54,
                "its pods cannot resolve names",
                at: "Namespace reference-prod")
            .Also("paths-open"),
        Field("traffic-denied", "NetworkPolicy api", "spec.ingress[0].from", null, "a rule of it allows everybody"),
        Field(
                "traffic-denied",
                "NetworkPolicy api",
                "spec.ingress[2].from[0]",
                Json("""{ "ipBlock": { "cidr": "0.0.0.0/0" } }"""),
                "a rule of it allows everybody")
            .Also("paths-open"),
        Field(
            "traffic-denied",
            "NetworkPolicy api",
            "spec.ingress[2].from[0].namespaceSelector",
            Json("{}"),
            "a rule of it allows everybody"),
        Field("traffic-denied", "NetworkPolicy api", "spec.egress[0].to", null, "a rule of it allows everybody"),
        Field("traffic-denied", "NetworkPolicy api", "spec.ingress[0].ports", null, "a rule of it allows every port"),
        Field("traffic-denied", "NetworkPolicy api", "spec.egress[0].ports", null, "a rule of it allows every port"),
        Changed(
            "traffic-denied",
            "StatefulSet redis",
            "not after the policies",
            "its pods may start before NetworkPolicy default-deny",
            set =>
                set with
                {
                    Dependencies = set.Dependencies.Except(
                        set.Dependencies.Where(urn => urn.Contains("infra:isolation:", StringComparison.Ordinal))),
                }),
    ];

    private static IEnumerable<CheckCase> Closed
    {
        get
        {
            const string Id = "paths-open";
            yield return Field(
                Id,
                "NetworkPolicy allow-dns",
                $"spec.egress[0].to[0].{Namespace}",
                "elsewhere",
                "its pods cannot resolve names",
                at: "Deployment api");
            yield return Field(
                Id,
                "NetworkPolicy redis-server",
                $"spec.ingress[1].from[0].{Namespace}",
                "elsewhere",
                "Prometheus does not reach port metrics of StatefulSet redis",
                at: "PodMonitor redis");
            yield return Field(
                Id,
                "NetworkPolicy postgres-instances",
                "spec.ingress[3].ports[0].port",
                9188,
                "Prometheus does not reach port metrics of Cluster postgres",
                at: "PodMonitor postgres");
            yield return Field(
                Id,
                "NetworkPolicy api",
                $"spec.ingress[0].from[0].{Namespace}",
                "elsewhere",
                "Traefik does not reach port 8000 of Deployment api",
                at: "IngressRoute api");
            yield return Field(
                Id,
                "NetworkPolicy postgres-instances",
                "spec.ingress[0].ports[0].port",
                8001,
                "the operator does not reach port 8000 of its instances",
                at: "Cluster postgres");
            yield return Field(
                Id,
                "NetworkPolicy postgres-instances",
                "spec.ingress[0].ports[1].port",
                5433,
                "the operator does not reach port 5432 of its instances",
                at: "Cluster postgres");
            yield return Field(
                Id,
                "NetworkPolicy postgres-instances",
                "spec.egress[0].ports[0].port",
                5433,
                "its instances do not reach each other",
                at: "Cluster postgres");
            yield return Field(
                Id,
                "NetworkPolicy postgres-instances",
                "spec.egress[1].ports[1].port",
                6444,
                "its instances do not reach port 6443 of the API server in 10.0.0.0/8",
                at: "Cluster postgres");
            yield return Field(
                Id,
                "NetworkPolicy postgres-instances",
                "spec.egress[2].to[0].ipBlock.cidr",
                "203.0.113.0/24",
                "its instances do not reach the object storage",
                at: "Cluster postgres");
            yield return Field(
                Id,
                "NetworkPolicy redis-clients",
                "spec.egress[0].ports[0].port",
                6380,
                "it does not reach port 6379 of StatefulSet redis",
                at: "Deployment api");
            yield return Field(
                Id,
                "NetworkPolicy postgres-clients",
                "spec.egress[0].ports[0].protocol",
                "UDP",
                "it does not reach port 5432 of Cluster postgres",
                at: "Job migrate");
            yield return Field(
                    Id,
                    "NetworkPolicy web-canary",
                    "spec.egress[0].ports[0].port",
                    81,
                    "it does not reach port 3000 of Deployment desk",
                    at: "Deployment web-canary")
                .OfShowcase();
            yield return Field(
                Id,
                "NetworkPolicy worker",
                "spec.egress[0].ports[0].port",
                80,
                "it does not reach the internet",
                at: "Deployment worker");
            yield return Field(
                Id,
                "NetworkPolicy acme-solver",
                "spec.ingress[0].ports[0].port",
                80,
                "Traefik does not reach the pods that prove who owns the host",
                at: "Certificate api");
        }
    }
}
