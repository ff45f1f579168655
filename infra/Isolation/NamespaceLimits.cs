using Infra.Applications.Model;
using Infra.Settings;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;

namespace Infra.Isolation;

/// <summary>
/// The bounds of a namespace: what would fill a cluster by mistake is stopped, and nothing that is meant to run. CPU and memory have no
/// quota: it would refuse pods in an incident, and the nodes bound them.
/// </summary>
internal static class NamespaceLimits
{
    /// <summary>The name of the ResourceQuota and the LimitRange.</summary>
    public const string Name = "limits";

    // Databases and proxies, the same once more for a restore or a drill, their jobs, the solvers of certificates, and what a person
    // starts.
    private const int OtherPods = 100;

    /// <summary>
    /// The most pods: all workloads at their maximum scale twice, as the pods of a rollout start before the last ones have ended, and each
    /// job with a pod that is tried again.
    /// </summary>
    public static int MostPods(StackSettings settings)
        => (2 * settings.Workloads.Values.Sum(workload => workload.Scaling.MaxReplicas))
            + (2 * settings.Application.AllWorkloads.OfType<JobDefinition>().Count())
            + OtherPods;

    /// <summary>The quota: pods, and no way in past the edge.</summary>
    /// <param name="mostPods">The most pods.</param>
    public static ResourceQuotaSpecArgs Quota(int mostPods) => new()
    {
        Hard = { ["pods"] = $"{mostPods}", ["services.loadbalancers"] = "0" },
    };

    /// <summary>
    /// What containers request that name no resources: those that operators add to their pods. They get no limit, which could stop a
    /// backup.
    /// </summary>
    public static LimitRangeSpecArgs Requests() => new()
    {
        Limits =
        {
            new LimitRangeItemArgs { Type = "Container", DefaultRequest = { ["cpu"] = "10m", ["memory"] = "64Mi" } },
        },
    };
}
