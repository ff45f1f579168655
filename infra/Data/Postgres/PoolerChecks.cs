using Infra.Checks;
using Infra.Kubernetes;
using StackPreview.Checks;
using StackPreview.Kinds;
using StackPreview.Plans;

namespace Infra.Data.Postgres;

/// <summary>The checks of plans with poolers.</summary>
internal static class PoolerChecks
{
    /// <summary>Which paths are closed that they and their clients need. To their cluster they are clients like others.</summary>
    public static IEnumerable<Finding> Paths(PathSurvey survey)
    {
        foreach (var pooler in survey.Context.Plan.OfKind(PostgresKinds.Pooler))
        {
            var pods = survey.Pods.Of(pooler).ToList();
            foreach (var finding in survey.ClientsOf(pooler, pods.Select(pod => new PodPort(pod, PostgresPorts.Postgres))))
                yield return finding;
            foreach (var finding in pods.Take(1).SelectMany(pod => survey.ApiServers(pooler, pod.Labels)))
                yield return finding;
        }
    }

    /// <summary>That their clients wait for them.</summary>
    public static IEnumerable<ReleaseStep> Order(CheckContext context)
        => from pooler in context.Plan.OfKind(PostgresKinds.Pooler)
           // A companion comes after its own step, and that after the pooler.
           let steps = context.Plan.OfKind(KubernetesKinds.Job)
               .Where(job => job.Dependencies.Contains(pooler.Urn) && PostgresProofs.KeepsApart(job))
               .Select(job => job.Urn)
               .ToList()
           from client in context.Pods.With(Labels.ClientOf(pooler.ObjectName!))
           where !client.Owner.Dependencies.Overlaps(steps)
           select new ReleaseStep(client.Owner, pooler);
}
