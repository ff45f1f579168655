using Infra.Applications.Model;
using Infra.Kubernetes;
using Infra.Offline.Plans;

namespace Infra.Offline.Checks.Rules;

/// <summary>A rollout takes no capacity away and waits for the migrations of its release, so that a failed one leaves the old version running.</summary>
internal sealed class RolloutsAreSafe : ICheck
{
    public string Id => "rollouts-safe";

    public string Sentence => "Rollouts take no capacity away, wait for the data services and jobs before them, and drain what they replace";

    public IEnumerable<Finding> Run(CheckContext context)
    {
        foreach (var deployment in context.Plan.OfKind("Deployment"))
        {
            if (deployment.Inputs.Text("spec.strategy.type") != "RollingUpdate" || deployment.Inputs.Text("spec.strategy.rollingUpdate.maxUnavailable") != "0")
                yield return new Finding(deployment, "a rollout takes capacity away", "Set maxUnavailable to 0");
            if (!deployment.Inputs.Items("spec.template.spec.containers").All(container => container.At("lifecycle.preStop") is not null))
                yield return new Finding(deployment, "a pod is told to stop while it still gets requests", "Add a preStop that sleeps");
        }

        foreach (var (later, earlier) in Order(context).Where(pair => !pair.Later.Dependencies.Contains(pair.Earlier.Urn)))
            yield return new Finding(later, $"it does not wait for {earlier.Title}", "Make it depend on that");

        var setups = MySqlObjects.Clusters(context.Plan).SelectMany(cluster => MySqlObjects.SetupsOf(context, cluster)).Select(setup => setup.Urn).ToHashSet();
        foreach (var job in context.Plan.OfKind("Job"))
        {
            // One that makes an account runs again for another password.
            if (!job.Options.IgnoreChanges.Contains("spec.template") && !setups.Contains(job.Urn))
                yield return new Finding(job, "it runs again when a secret is rotated", "Add spec.template to IgnoreChanges");
            if (job.Inputs.At("spec.ttlSecondsAfterFinished") is not null)
                yield return new Finding(job, "it is removed after a while, so that a refresh runs it again", "Leave ttlSecondsAfterFinished out");
            if (job.Inputs.At("spec.activeDeadlineSeconds") is null || job.Inputs.At("spec.backoffLimit") is null)
                yield return new Finding(job, "it may go on for ever", "Set activeDeadlineSeconds and backoffLimit");
        }
    }

    // Data services before their clients; migrations, then what serves and works, then example data.
    private static IEnumerable<(PlannedResource Later, PlannedResource Earlier)> Order(CheckContext context)
    {
        var application = context.Settings.Application;
        var (migrations, rollouts, seeds) = (Of(JobsFor(JobPurpose.Migration)), Of([.. application.Services, .. application.Workers]), Of(JobsFor(JobPurpose.Seed)));
        var release = from pair in new[] { (Later: rollouts, Earlier: migrations), (Later: seeds, Earlier: rollouts) }
                      from later in pair.Later
                      from earlier in pair.Earlier
                      select (later, earlier);
        var clients = from server in context.Plan.OfKind("Cluster", "StatefulSet")
                      from client in context.Pods.With(Labels.ClientOf(server.ObjectName!))
                      select (client.Owner, server);
        // The operator's cluster, then its database and user, then who connects with them.
        var mysql = from cluster in MySqlObjects.Clusters(context.Plan)
                    from setup in MySqlObjects.SetupsOf(context, cluster)
                    from pair in context.Pods.With(Labels.ClientOf(cluster.ObjectName!)).Where(client => client.Owner != setup).Select(client => (client.Owner, setup)).Append((setup, cluster))
                    select pair;
        return release.Concat(clients).Concat(mysql);

        IEnumerable<WorkloadDefinition> JobsFor(JobPurpose purpose) => application.Jobs.Where(job => job.Purpose == purpose);

        List<PlannedResource> Of(IEnumerable<WorkloadDefinition> workloads)
            => [.. workloads.SelectMany(workload => context.TemplatesByWorkload[workload.Name]).Select(template => template.Owner)];
    }
}
