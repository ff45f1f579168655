using static Infra.Tests.Platform.Observability.AlertCase;
using static Infra.Tests.Platform.Observability.Samples;

namespace Infra.Tests.Platform.Observability.Cases;

/// <summary>What goes wrong with a service or a worker, as the cluster tells it.</summary>
internal static class WorkloadCases
{
    private static readonly TimeSpan LongAfter = TimeSpan.FromHours(2);

    private static readonly (string, string) Others = Exporter.OfAnotherDeployment(Always(1));

    /// <summary>The cases of a workload.</summary>
    /// <param name="prefix">What its alerts' names begin with.</param>
    /// <param name="workload">Its name.</param>
    public static IEnumerable<AlertCase> Of(string prefix, string workload)
    {
        return
        [
            Firing($"{prefix}Down", "its Deployment is missing", Others),
            Firing($"{prefix}Down", "no pod is available", [Others, .. Replicas(3, available: 0)]),
            Quiet($"{prefix}Down", "one pod is available", [Others, .. Replicas(3, available: 1)]),
            Quiet($"{prefix}Down", "kube-state-metrics is silent"),

            Firing($"{prefix}ReplicasMissing", "one pod is missing", Replicas(3, available: 2)),
            Quiet($"{prefix}ReplicasMissing", "all pods are there", Replicas(3, available: 3)),
            Quiet($"{prefix}ReplicasMissing", "a rollout has one too many", Replicas(3, available: 4)),
            Firing($"{prefix}CrashLooping", "it crashes as soon as it starts", Restarts("1", Growing(1)), Restarts("2", Always(0))) with
            {
                Since = null,
                At = LongAfter,
            },
            Firing(
                $"{prefix}CrashLooping",
                "it takes two minutes to crash, and waits five",
                Restarts("1", Stepping(7)),
                Restarts("2", Always(0))
            ) with
            {
                Since = null,
                At = LongAfter,
            },
            Quiet(
                $"{prefix}CrashLooping",
                "it crashed three times, another pod once before",
                Restarts("1", Stepping(2, times: 3)),
                Restarts("2", Stepping(100))
            ) with
            {
                At = LongAfter,
            },
            Quiet(
                $"{prefix}CrashLooping",
                "the pods that crashed are replaced",
                Restarts("1", Until(30, Stepping(4))),
                Restarts("2", Always(0))
            ) with
            {
                From = TimeSpan.FromMinutes(31),
                At = LongAfter,
            },
            Firing($"{prefix}MemoryHigh", "one container is nearly full", [.. Memory("1", 91), .. Memory("2", 20)]),
            Firing($"{prefix}MemoryHigh", "so is a container that was just restarted", [.. Memory("1", 20), .. Memory("1", 91, id: "2")]),
            Quiet($"{prefix}MemoryHigh", "a tenth is left", [.. Memory("1", 90), .. Memory("2", 20)]),
            Quiet(
                $"{prefix}MemoryHigh",
                "the whole pod has more than one container may",
                [.. Memory("1", 20), Used("1", 99, container: "")]),
            Quiet($"{prefix}MemoryHigh", "another container is full", [.. Memory("1", 20), Used("1", 100, container: "other")]),
        ];

        (string, string)[] Replicas(int wanted, int available) =>
        [
            (Exporter.OfObject("kube_deployment_spec_replicas", ("deployment", workload)), Always(wanted)),
            (Exporter.OfObject("kube_deployment_status_replicas_available", ("deployment", workload)), Always(available)),
        ];

        (string, string) Restarts(string pod, string samples) =>
            (
                Exporter.OfObject(
                    "kube_pod_container_status_restarts_total",
                    ("pod", $"{workload}-{pod}"),
                    ("container", workload),
                    ("uid", pod)),
                samples);

        (string, string)[] Memory(string pod, int used, string id = "1") =>
        [
            Used(pod, used, workload, id),
            .. id == "1" ? new[] { Limit(pod, "memory", "byte", 100), Limit(pod, "cpu", "core", 1) } : [],
        ];

        (string, string) Used(string pod, int value, string container, string id = "1") =>
            (Exporter.OfContainer("container_memory_working_set_bytes", $"{workload}-{pod}", container, id), Always(value));

        (string, string) Limit(string pod, string resource, string unit, int value) =>
            (
                Exporter.OfObject(
                    "kube_pod_container_resource_limits",
                    ("pod", $"{workload}-{pod}"),
                    ("container", workload),
                    ("uid", pod),
                    ("resource", resource),
                    ("unit", unit)),
                Always(value));
    }

    /// <summary>The cases of a workload of which there is one.</summary>
    /// <param name="prefix">What its alerts' names begin with.</param>
    /// <param name="workload">Its name.</param>
    public static IEnumerable<AlertCase> OfSingleton(string prefix, string workload)
    {
        return
        [
            Firing($"{prefix}Down", "its StatefulSet is missing", Others),
            Firing($"{prefix}Down", "its pod is not available", Others, Available(0)),
            Quiet($"{prefix}Down", "its pod is available", Others, Available(1)),
            Quiet($"{prefix}Down", "kube-state-metrics is silent"),
            Firing($"{prefix}CrashLooping", "it crashes as soon as it starts", Restarts(Growing(1))) with { Since = null, At = LongAfter },
            Quiet($"{prefix}CrashLooping", "it crashed three times", Restarts(Stepping(2, times: 3))) with { At = LongAfter },
        ];

        (string, string) Available(int count) =>
            (Exporter.OfObject("kube_statefulset_status_replicas_available", ("statefulset", workload)), Always(count));

        (string, string) Restarts(string samples) =>
            (
                Exporter.OfObject(
                    "kube_pod_container_status_restarts_total",
                    ("pod", $"{workload}-0"),
                    ("container", workload),
                    ("uid", "1")),
                samples);
    }

    /// <summary>The cases of a workload that is scaled with its load.</summary>
    public static IEnumerable<AlertCase> OfAutoscaled(string prefix, string workload)
    {
        return
        [
            Firing($"{prefix}AtMaximumScale", "it has as many pods as it may", Replicas(10, most: 10)),
            Quiet($"{prefix}AtMaximumScale", "it may have one more", Replicas(9, most: 10)),
        ];

        (string, string)[] Replicas(int current, int most) =>
            [
                (
                    Exporter.OfObject("kube_horizontalpodautoscaler_status_current_replicas", ("horizontalpodautoscaler", workload)),
                    Always(current)),
                (Exporter.OfObject("kube_horizontalpodautoscaler_spec_max_replicas", ("horizontalpodautoscaler", workload)), Always(most)),
            ];
    }
}
