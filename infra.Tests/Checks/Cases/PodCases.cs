using System.Text.Json.Nodes;
using static Infra.Tests.Checks.CheckCase;

namespace Infra.Tests.Checks.Cases;

/// <summary>What pods are held to: images, the restricted standard, resources, probes.</summary>
internal static class PodCases
{
    private const string Pod = "spec.template.spec";
    private const string Container = $"{Pod}.containers[0]";
    private const string Security = $"{Container}.securityContext";

    public static IEnumerable<CheckCase> All => [.. Images, .. Standard, .. Containers, .. Resources, .. Health];

    private static IEnumerable<CheckCase> Images { get; } =
    [
        Field(
            "namespace-bounded",
            "ResourceQuota limits",
            "spec.hard.pods",
            null,
            "nothing bounds the number of its pods",
            at: "Namespace reference-prod"),
        Field(
            "namespace-bounded",
            "LimitRange limits",
            "spec.limits[0].defaultRequest",
            null,
            "containers that name no resources request nothing",
            at: "Namespace reference-prod"),
        Field(
            "images-pinned",
            "StatefulSet redis",
            $"{Container}.image",
            "docker.io/valkey/valkey:latest",
            "its image docker.io/valkey/valkey:latest may be another one tomorrow"),
        Field(
            "images-pinned",
            "StatefulSet redis",
            $"{Container}.image",
            "docker.io/valkey/valkey",
            "its image docker.io/valkey/valkey may be another one tomorrow"),
        Field(
            "images-pinned",
            "Cluster postgres",
            "spec.imageName",
            "ghcr.io/cloudnative-pg/postgresql:latest",
            "its image ghcr.io/cloudnative-pg/postgresql:latest may be another one tomorrow"),
        Field(
            "images-pinned",
            "Deployment api",
            $"{Container}.image",
            "registry.example.com/reference:1.0.0",
            "its image registry.example.com/reference:1.0.0 is named by tag, and prod demands digests"),
    ];

    private static IEnumerable<CheckCase> Standard { get; } =
    [
        .. from mode in new[] { "enforce", "audit", "warn" }
        select Field(
            "pod-security",
            "Namespace reference-prod",
            $"metadata.labels['pod-security.kubernetes.io/{mode}']",
            "baseline",
            $"it does not {mode} the standard restricted"),
        .. from mode in new[] { "audit", "warn" }
        select Field(
                "pod-security",
                "Namespace showcase-prod",
                $"metadata.labels['pod-security.kubernetes.io/{mode}']",
                "baseline",
                $"it does not {mode} the standard restricted")
            .OfShowcase(),
        Field(
                "pod-security",
                "Namespace showcase-prod",
                "metadata.labels['pod-security.kubernetes.io/enforce']",
                "privileged",
                "it does not enforce the standard baseline")
            .OfShowcase(),
        Field(
                "pod-security",
                "Deployment desk",
                $"{Security}.allowPrivilegeEscalation",
                true,
                "container desk may escalate its privileges")
            .OfShowcase(),
        Field("pod-security", "Deployment web", $"{Security}.readOnlyRootFilesystem", false, "container web may write to its root")
            .OfShowcase(),
        Field(
                "pod-security",
                "StatefulSet postman",
                $"{Pod}.initContainers[0].securityContext.readOnlyRootFilesystem",
                false,
                "container fetch may write to its root")
            .OfShowcase(),
        .. from hostField in new[] { "hostNetwork", "hostPID", "hostIPC" }
        select Field("pod-security", "Deployment api", $"{Pod}.{hostField}", true, $"{hostField} is set"),
        Field(
            "pod-security",
            "Deployment api",
            $"{Pod}.volumes[0].hostPath",
            Json("""{ "path": "/" }"""),
            "volume tmp is of the type hostPath"),
    ];

    private static IEnumerable<CheckCase> Containers { get; } =
    [
        Field("pod-security", "Deployment api", $"{Security}.allowPrivilegeEscalation", null, "container api may escalate its privileges"),
        Field("pod-security", "Deployment api", $"{Security}.privileged", true, "container api is privileged"),
        Field("pod-security", "Deployment api", $"{Security}.readOnlyRootFilesystem", false, "container api may write to its root"),
        Field(
            "pod-security",
            "Deployment api",
            $"{Security}.capabilities.drop[0]",
            "NET_RAW",
            "container api does not drop all capabilities"),
        Field(
            "pod-security",
            "Deployment api",
            $"{Security}.capabilities.add",
            new JsonArray("SYS_ADMIN"),
            "container api adds capabilities"),
        Field("pod-security", "Deployment api", $"{Container}.ports[0].hostPort", 80, "container api uses a port of its node"),
        Field("pod-security", "Deployment api", $"{Pod}.securityContext.runAsNonRoot", null, "container api may run as root"),
        Field("pod-security", "Deployment api", $"{Security}.runAsNonRoot", false, "container api may run as root"),
        Field(
            "pod-security",
            "Deployment api",
            $"{Security}.runAsUser",
            0,
            "container api does not say which user it runs as, or runs as root"),
        Field(
            "pod-security",
            "Deployment api",
            $"{Pod}.securityContext.runAsUser",
            null,
            "container api does not say which user it runs as, or runs as root"),
        Field(
            "pod-security",
            "Deployment api",
            $"{Pod}.securityContext.seccompProfile.type",
            "Unconfined",
            "container api has no seccomp profile"),
        Field("pod-security", "Job migrate", Security, null, "container migrate may write to its root"),
        Field(
                "pod-security",
                "Deployment api",
                $"{Pod}.initContainers",
                Json("""[{ "name": "setup", "image": "docker.io/library/busybox:1.37.0" }]"""),
                "container setup may escalate its privileges")
            .Also("images-pinned", "resources-bounded"),
    ];

    private static IEnumerable<CheckCase> Resources { get; } =
    [
        .. from amount in new[] { "cpu", "memory", "ephemeral-storage" }
        from side in new[] { "request", "limit" }
        select Field(
            "resources-bounded",
            "Deployment api",
            $"{Container}.resources.{side}s.{amount}",
            null,
            $"container api has no {side} for {amount}"),
        Field(
            "resources-bounded",
            "Deployment api",
            $"{Container}.resources.limits.memory",
            "128Mi",
            "container api requests 256Mi of memory, above its limit of 128Mi"),
        Field("resources-bounded", "Cluster postgres", "spec.resources.limits.memory", null, "each instance has no limit for memory"),
        Field(
            "resources-bounded",
            "ObjectStore postgres",
            "spec.instanceSidecarConfiguration.resources",
            null,
            "the sidecar has no request for cpu"),
    ];

    private static IEnumerable<CheckCase> Health { get; } =
    [
        .. from probe in new[] { "startupProbe", "livenessProbe", "readinessProbe" }
           select Field("health-probed", "Deployment api", $"{Container}.{probe}", null, $"container api has no {probe}"),
        Field("health-probed", "StatefulSet redis", $"{Container}.readinessProbe", null, "container server has no readinessProbe"),
        Field("health-probed", "StatefulSet redis", $"{Pod}.containers[1].livenessProbe", null, "container exporter has no livenessProbe"),
        Field(
            "health-probed",
            "Deployment api",
            $"{Container}.startupProbe.httpGet.port",
            "gone",
            "a probe of container api uses port gone, which the container does not have"),
        Field(
            "health-probed",
            "StatefulSet redis",
            $"{Container}.livenessProbe.tcpSocket.port",
            "gone",
            "a probe of container server uses port gone, which the container does not have"),
        Field(
            "health-probed",
            "Deployment api",
            $"{Container}.livenessProbe.httpGet.path",
            "/ready",
            "container api is restarted whenever it is not ready"),
    ];
}
