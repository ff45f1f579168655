using Infra.Applications.Model;
using Infra.Edge;
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
    public static IEnumerable<(PlannedResource Later, PlannedResource Earlier)> Of(CheckContext context)
        => context.Settings.Application.Projects.SelectMany(project => OfProject(project, context)).Concat(Clients(context));

    private static IEnumerable<(PlannedResource Later, PlannedResource Earlier)> OfProject(ProjectDefinition project, CheckContext context)
    {
        var (migrations, imports) = (Of(JobsFor(JobPurpose.Migration)), Of(JobsFor(JobPurpose.Import)));
        List<PlannedResource> gates = [.. migrations, .. imports];
        var rollouts = Of(project.LongRunning);
        var verifications = Of(JobsFor(JobPurpose.Verification));
        var shares = context.Plan.OfKind(EdgeKinds.TraefikService).Where(shared => project.Services.Any(service => service.Name == shared.ObjectName)).ToList();
        return from pair in new[]
               {
                   (Later: imports, Earlier: migrations),
                   (Later: rollouts, Earlier: gates),
                   (Later: Of(JobsFor(JobPurpose.Scheduled, JobPurpose.OnDemand)), Earlier: gates),
                   (Later: verifications, Earlier: rollouts),
                   (Later: Of(JobsFor(JobPurpose.Seed)), Earlier: rollouts),
                   (Later: shares, Earlier: verifications),
               }
               from later in pair.Later
               from earlier in pair.Earlier
               select (later, earlier);

        IEnumerable<WorkloadDefinition> JobsFor(params JobPurpose[] purposes) => project.Jobs.Where(job => purposes.Contains(job.Purpose));

        List<PlannedResource> Of(IEnumerable<WorkloadDefinition> workloads)
            => [.. workloads.SelectMany(workload => context.TemplatesByWorkload[workload.Name]).Select(template => template.Owner)];
    }

    private static IEnumerable<(PlannedResource Later, PlannedResource Earlier)> Clients(CheckContext context)
        => (from server in context.Plan.OfKind(KubernetesKinds.StatefulSet)
            from client in context.Pods.With(Labels.ClientOf(server.ObjectName!))
            select (client.Owner, server)).Concat(context.Services.SelectMany(service => service.Order(context)));
}
