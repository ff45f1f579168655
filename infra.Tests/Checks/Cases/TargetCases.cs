using static Infra.Tests.Checks.CheckCase;

namespace Infra.Tests.Checks.Cases;

/// <summary>What leads somewhere else: services, selectors, autoscalers, routes, hosts.</summary>
internal static class TargetCases
{
    private const string NameLabel = "['app.kubernetes.io/name']";

    public static IEnumerable<CheckCase> All { get; } =
    [
        Field(
            "secrets-own",
            "Deployment api",
            "spec.template.spec.containers[0].envFrom[1].secretRef.name",
            "postgres-backup-credentials",
            "it reads Secret postgres-backup-credentials, which is not its own"),
        Field(
                "scale-targets-exist",
                "ScaledObject sorter",
                "spec.triggers[0].authenticationRef.name",
                "gone",
                "it uses TriggerAuthentication gone, which is not there")
            .OfShowcase(),
        Removed(
                "paths-open",
                "NetworkPolicy redis-scaler",
                "KEDA does not reach port 6380 of StatefulSet redis",
                at: "ScaledObject sorter")
            .Also("dependencies-exist")
            .OfShowcase(),
        Field("services-exist", "StatefulSet redis", "spec.serviceName", "gone", "its Service gone is not there"),
        Field(
            "services-exist",
            "IngressRoute api",
            "spec.routes[0].services[0].name",
            "gone",
            "it leads to Service gone, which is not there"),
        Field(
            "services-exist",
            "IngressRoute api",
            "spec.routes[0].services[0].port",
            81,
            "it leads to port 81 of Service api, which has no such port"),
        Field(
                "services-exist",
                "IngressRoute web",
                "spec.routes[1].services[0].name",
                "gone",
                "it leads to TraefikService gone, which is not there")
            .OfShowcase(),
        Field(
                "services-exist",
                "TraefikService web",
                "spec.weighted.services[1].name",
                "gone",
                "it leads to Service gone, which is not there",
                at: "IngressRoute web")
            .OfShowcase(),
        Field(
                "services-exist",
                "TraefikService web",
                "spec.weighted.services[1].port",
                81,
                "it leads to port 81 of Service web-canary, which has no such port",
                at: "IngressRoute web")
            .OfShowcase(),
        Field("services-exist", "Service redis", "spec.ports[0].targetPort", "smtp", "it leads to port smtp, which none of its pods has"),
        Field(
                "selectors-match",
                "NetworkPolicy redis-clients",
                "spec.podSelector.matchLabels.redis-client",
                "gone",
                "its selector selects no pod")
            .Also("paths-open"),
        Field(
                "selectors-match",
                "PodDisruptionBudget redis",
                $"spec.selector.matchLabels{NameLabel}",
                "gone",
                "its selector selects no pod")
            .Also("disruptions-budgeted"),
        Field("selectors-match", "PodMonitor redis", $"spec.selector.matchLabels{NameLabel}", "gone", "its selector selects no pod")
            .Also("alerts-cover"),
        Field("selectors-match", "Deployment api", $"spec.selector.matchLabels{NameLabel}", "gone", "its selector selects no pod"),
        Field("selectors-match", "StatefulSet redis", $"spec.selector.matchLabels{NameLabel}", "gone", "its selector selects no pod"),
        Field("selectors-match", "Service api", $"spec.selector{NameLabel}", "gone", "its selector selects no pod").Also("services-exist"),
        Field(
            "selectors-match",
            "PodMonitor redis",
            "spec.podMetricsEndpoints[0].port",
            "gone",
            "it scrapes port gone, which none of its pods has"),
        Field(
            "scale-targets-exist",
            "HorizontalPodAutoscaler api",
            "spec.scaleTargetRef.name",
            "gone",
            "its target, Deployment gone, is not there"),
        Field(
            "scale-targets-exist",
            "HorizontalPodAutoscaler api",
            "spec.scaleTargetRef.kind",
            "StatefulSet",
            "its target, StatefulSet api, is not there"),
        Field("scale-targets-exist", "Deployment api", "spec.replicas", 3, "it sets replicas, which its autoscaler owns"),
        Field("scale-targets-exist", "Deployment worker", "spec.replicas", null, "neither it nor an autoscaler sets its replicas"),
        Field(
                "routes-complete",
                "IngressRoute api",
                "spec.routes[0].middlewares[0].name",
                "gone",
                "it uses Middleware gone, which is not there: the route would answer 404")
            .Also("hosts-rate-limited"),
        Field(
            "routes-complete",
            "IngressRoute api",
            "spec.routes[0].services[0].serversTransport",
            "gone",
            "it uses ServersTransport gone, which is not there: its requests would not be answered"),
        Field("routes-complete", "IngressRoute api", "spec.tls.options.name", "gone", "it uses TLSOption gone, which is not there")
            .Also("hosts-use-tls"),
        Field(
                "routes-complete",
                "IngressRoute api",
                "spec.tls.secretName",
                "gone",
                "it uses the certificate in Secret gone, which no Certificate puts there")
            .Also("hosts-use-tls"),
        Field("routes-complete", "IngressRoute api", "spec.tls.secretName", null, "no route uses it", at: "Certificate api")
            .Also("hosts-use-tls"),
        Field(
            "database-objects-exist",
            "Cluster postgres",
            "spec.plugins[0].parameters.barmanObjectName",
            "gone",
            "it archives to ObjectStore gone, which is not there"),
        Field(
            "database-objects-exist",
            "Cluster postgres",
            "spec.plugins[0].parameters.barmanObjectName",
            "other",
            "no Cluster archives to it",
            at: "ObjectStore postgres"),
        Field(
                "database-objects-exist",
                "ScheduledBackup postgres-base",
                "spec.cluster.name",
                "gone",
                "it backs up Cluster gone, which is not there")
            .Also("backup-policy"),
        Field(
            "hosts-exist",
            "ConfigMap reference-api-config",
            "data.QDRANT_URL",
            "http://gone.reference-prod.svc:6333",
            "it names the host gone.reference-prod.svc, and there is no Service gone in reference-prod"),
        Field(
            "hosts-exist",
            "ConfigMap reference-api-config",
            "data.QDRANT_URL",
            "http://qdrant.reference-dev.svc:6333",
            "it names the host qdrant.reference-dev.svc, and there is no Service qdrant in reference-dev"),
        Output(
            "hosts-exist",
            "redisHost",
            "gone.reference-prod.svc",
            "it names the host gone.reference-prod.svc, and there is no Service gone in reference-prod"),
    ];
}
