using System.Globalization;
using Infra.Applications.Model;
using Infra.Settings;

namespace Infra.Observability.Alerts;

/// <summary>Alerts on a service or a worker, from what the cluster knows of it.</summary>
internal static class WorkloadAlerts
{
    public static IEnumerable<AlertRule> Of(LongRunningDefinition definition, string ns, ScalingSettings scaling)
    {
        var workload = definition.Name;
        var kind = definition.IsSingleton ? "statefulset" : "deployment";
        var prefix = Prefix(workload);
        var rollout = Selector.Of(ns, kind, workload);
        var container = Selector.Of(ns, "container", workload);
        yield return new AlertRule(
            $"{prefix}Down",
            ObjectMetrics.NoneIsAboveZero($"kube_{kind}_status_replicas_available{{{rollout}}}"),
            TimeSpan.FromMinutes(2),
            Severity.Critical,
            $"No pod of {workload} is available.",
            "Look at its pods and their logs.",
            Runbooks.WorkloadDown)
        {
            Outage = workload,
        };
        // Of a singleton, the one pod that is missing is all.
        if (!definition.IsSingleton)
        {
            yield return new AlertRule(
                $"{prefix}ReplicasMissing",
                $"max(kube_deployment_spec_replicas{{{rollout}}}) - max(kube_deployment_status_replicas_available{{{rollout}}}) > 0",
                TimeSpan.FromMinutes(15),
                Severity.Warning,
                $"{prefix} has had fewer pods than it should for 15 minutes.",
                "Look for pods that are pending or not ready; a rollout may be stuck.",
                "replicas-missing")
            {
                Outage = workload,
            };
        }

        yield return CrashLooping(prefix, workload, container, "Look at the log of its previous run.");
        yield return new AlertRule(
            $"{prefix}MemoryHigh",
            $"max(container_memory_working_set_bytes{{{container}}} / on (pod) group_left () max by (pod) "
                + $"(kube_pod_container_resource_limits{{{container},resource=\"memory\"}})) > 0.9",
            TimeSpan.FromMinutes(10),
            Severity.Warning,
            $"A container of {workload} uses more than 90 % of its memory.",
            $"Look for a leak, or raise infra:workloads.{workload}.memory: at its limit it is killed.",
            "memory-high");
        foreach (var alert in definition.Alerts)
            yield return OfMetric(alert, prefix, Selector.OfTarget(ns, workload));
        if (!scaling.IsAutomatic)
            yield break;

        var autoscaler = Selector.Of(ns, "horizontalpodautoscaler", workload);
        yield return new AlertRule(
            $"{prefix}AtMaximumScale",
            $"max(kube_horizontalpodautoscaler_status_current_replicas{{{autoscaler}}}) >= "
                + $"max(kube_horizontalpodautoscaler_spec_max_replicas{{{autoscaler}}})",
            TimeSpan.FromMinutes(15),
            Severity.Warning,
            $"{prefix} has run with as many replicas as it may for 15 minutes.",
            $"Look at the load, or raise infra:workloads.{workload}.scaling.maxReplicas.",
            "at-maximum-scale");
    }

    private static AlertRule OfMetric(MetricAlert alert, string prefix, string series) => new(
        prefix + alert.Name,
        string.Create(CultureInfo.InvariantCulture, $"max({alert.Metric}{{{series}}}) > {alert.Bound}"),
        TimeSpan.FromMinutes(5),
        Severity.Warning,
        alert.Summary,
        alert.Action,
        alert.Runbook);

    /// <summary>The alert on containers that keep restarting.</summary>
    /// <param name="prefix">What the alert's name begins with.</param>
    /// <param name="workload">The workload, as it is told to people.</param>
    /// <param name="containers">Selects the series of its containers.</param>
    /// <param name="action">What to do about it.</param>
    public static AlertRule CrashLooping(string prefix, string workload, string containers, string action)
    {
        // An hour, as the pauses between restarts grow to five minutes; of containers that are still there, as a fix replaces them.
        var restarts = $"kube_pod_container_status_restarts_total{{{containers}}}";
        return new AlertRule(
            $"{prefix}CrashLooping",
            $"max(increase({restarts}[1h]) and {restarts}) > 3",
            TimeSpan.FromMinutes(1),
            Severity.Critical,
            $"A container of {workload} keeps restarting.",
            action,
            Runbooks.CrashLooping);
    }

    /// <summary>A workload's name as alerts' names begin with it: <c>api-v2</c> is <c>ApiV2</c>.</summary>
    public static string Prefix(string workload)
        => string.Concat(
            workload.Split('-', StringSplitOptions.RemoveEmptyEntries).Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
}
