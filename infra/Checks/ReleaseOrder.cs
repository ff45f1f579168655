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
    /// Data services before their clients; in each project, migrations and imports before what serves and works, then its services, then
    /// verifications and example data; a canary's share of the requests after the verifications.
    /// </summary>
    public static IEnumerable<ReleaseStep> All(CheckContext context)
        => context.Settings.Application.Projects.SelectMany(project => OfProject(project, context)).Concat(Clients(context));

    private static IEnumerable<ReleaseStep> OfProject(ProjectDefinition project, CheckContext context)
    {
        var migrations = Declared(JobsFor(JobPurpose.Migration));
        var imports = Declared(JobsFor(JobPurpose.Import));
        List<PlannedResource> gates = [.. migrations, .. imports];
        var rollouts = Declared(project.LongRunning);
        var verifications = Declared(JobsFor(JobPurpose.Verification));
        var services = context.Plan
            .OfKind(KubernetesKinds.Service)
            .Where(declared => project.Services.Any(service => service.Name == declared.ObjectName))
            .ToList();
        var shares = context
            .Plan.OfKind(EdgeKinds.TraefikService)
            .Where(shared => project.Services.Any(service => service.Name == shared.ObjectName))
            .ToList();
        var judged = context.TemplatesByWorkload[DerivedNames.RolloutOf(project.Name)].Select(template => template.Owner).ToList();
        return
        [
            .. Steps(imports, migrations),
            .. Steps(rollouts, gates),
            .. Steps(judged, rollouts),
            .. Steps([.. verifications, .. shares], judged),
            .. Steps(Declared(JobsFor(JobPurpose.Seed)), judged),
            .. Steps(Declared(JobsFor(JobPurpose.Scheduled, JobPurpose.OnDemand)), gates),
            .. Steps(verifications, rollouts),
            .. Steps(verifications, services),
            .. Steps(Declared(JobsFor(JobPurpose.Seed)), rollouts),
            .. Steps(shares, verifications),
        ];

        static IEnumerable<ReleaseStep> Steps(List<PlannedResource> later, List<PlannedResource> earlier)
            => from one in later from other in earlier select new ReleaseStep(one, other);

        IEnumerable<WorkloadDefinition> JobsFor(params JobPurpose[] purposes) => project.Jobs.Where(job => purposes.Contains(job.Purpose));

        List<PlannedResource> Declared(IEnumerable<WorkloadDefinition> workloads)
            => [.. workloads.SelectMany(workload => context.TemplatesByWorkload[workload.Name]).Select(template => template.Owner)];
    }

    private static IEnumerable<ReleaseStep> Clients(CheckContext context)
        => (from server in context.Plan.OfKind(KubernetesKinds.StatefulSet)
            from client in context.Pods.With(Labels.ClientOf(server.ObjectName!))
            select new ReleaseStep(client.Owner, server)).Concat(context.Services.SelectMany(service => service.Order(context)));
}
