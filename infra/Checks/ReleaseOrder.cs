using Infra.Applications.Model;
using Infra.Components.Data.Postgres;
using Infra.Components.Edge;
using Infra.Kubernetes;
using StackPreview.Kinds;
using StackPreview.Plans;

namespace Infra.Checks;

/// <summary>What must come after what in a release.</summary>
internal static class ReleaseOrder
{
    /// <summary>
    /// Data services before their clients; in each project, migrations and imports before what serves and works, then verifications and example data; a
    /// canary's share of the requests after the verifications.
    /// </summary>
    public static IEnumerable<ReleaseStep> Of(CheckContext context)
        => context.Settings.Application.Projects.SelectMany(project => OfProject(project, context)).Concat(Clients(context));

    /// <summary>The backups that a job waits for.</summary>
    public static IEnumerable<PlannedResource> BackupsBefore(PlannedResource job, CheckContext context)
        => context.Plan.OfKind(PostgresKinds.Backup).Where(backup => job.Dependencies.Contains(backup.Urn) && backup.Inputs["metadata"]?["annotations"]?["pulumi.com/waitFor"] is not null);

    private static IEnumerable<ReleaseStep> OfProject(ProjectDefinition project, CheckContext context)
    {
        var (migrations, imports) = (Of(JobsFor(JobPurpose.Migration)), Of(JobsFor(JobPurpose.Import)));
        List<PlannedResource> gates = [.. migrations, .. imports];
        var rollouts = Of(project.LongRunning);
        var verifications = Of(JobsFor(JobPurpose.Verification));
        var shares = context.Plan.OfKind(EdgeKinds.TraefikService).Where(shared => project.Services.Any(service => service.Name == shared.ObjectName)).ToList();
        return
        [
            .. Steps(imports, migrations),
            .. Steps(rollouts, gates),
            .. Steps(Of(JobsFor(JobPurpose.Scheduled, JobPurpose.OnDemand)), gates),
            .. Steps(verifications, rollouts),
            .. Steps(Of(JobsFor(JobPurpose.Seed)), rollouts),
            .. Steps(shares, verifications),
        ];

        static IEnumerable<ReleaseStep> Steps(List<PlannedResource> later, List<PlannedResource> earlier)
            => from one in later from other in earlier select new ReleaseStep(one, other);

        IEnumerable<WorkloadDefinition> JobsFor(params JobPurpose[] purposes) => project.Jobs.Where(job => purposes.Contains(job.Purpose));

        List<PlannedResource> Of(IEnumerable<WorkloadDefinition> workloads)
            => [.. workloads.SelectMany(workload => context.TemplatesByWorkload[workload.Name]).Select(template => template.Owner)];
    }

    private static IEnumerable<ReleaseStep> Clients(CheckContext context)
    {
        var clients = from server in context.Plan.OfKind(PostgresKinds.Cluster, KubernetesKinds.StatefulSet)
                      from client in context.Pods.With(Labels.ClientOf(server.ObjectName!))
                      select new ReleaseStep(client.Owner, server);
        // Percona's cluster, then its database and user, then who connects with them.
        var mysql = from cluster in MySqlObjects.Clusters(context.Plan)
                    from keeper in MySqlObjects.KeepersOf(context, cluster)
                    let clientsOfIt = context.Pods.With(Labels.ClientOf(cluster.ObjectName!)).Where(client => client.Owner != keeper)
                    from step in clientsOfIt.Select(client => new ReleaseStep(client.Owner, keeper)).Append(new ReleaseStep(keeper, cluster))
                    select step;
        return clients.Concat(mysql);
    }
}
