using Infra.Applications.Model;
using Infra.Settings;

namespace Infra.Components.Observability.Alerts;

/// <summary>The alerts of a stack: of each data service and each workload that it has.</summary>
internal static class AlertCatalog
{
    /// <summary>The alerts, one group a data service or workload, and one for what belongs to none.</summary>
    public static IEnumerable<AlertGroup> Of(StackSettings settings)
    {
        var (application, ns) = (settings.Application, settings.Namespace);
        foreach (var project in application.Projects)
        {
            foreach (var group in OfDataServices(project, settings))
                yield return group;
        }

        foreach (var workload in application.AllLongRunning)
        {
            var requests = workload is ServiceDefinition { IsPublic: true } or ServiceDefinition { CanaryOf: not null } ? RequestAlerts.Of(workload.Name, ns, settings.Alerts) : [];
            yield return new AlertGroup(workload.Name, [.. WorkloadAlerts.Of(workload, ns, settings.Workloads[workload.Name].Scaling), .. requests]);
        }

        foreach (var job in application.AllWorkloads.OfType<JobDefinition>().Where(job => job.Purpose == JobPurpose.Scheduled))
            yield return JobAlerts.Of(job, ns);
        var volumes = application.AllVolumes.SelectMany(volume => VolumeAlerts.Of(WorkloadAlerts.Prefix(volume.Name), $"the application, {volume.Name},", ns, volume.Name, $"raise infra:volumes.{volume.Name}"));
        if (volumes.Any())
            yield return new AlertGroup("volumes", [.. volumes]);
        yield return new AlertGroup("platform", [JobAlerts.Of(ns), RequestAlerts.Certificates(ns)]);
    }

    private static IEnumerable<AlertGroup> OfDataServices(ProjectDefinition project, StackSettings settings)
    {
        var (data, ns) = (settings.Data[project.Name], settings.Namespace);
        if (data.Postgres is { } postgres)
            yield return PostgresAlerts.Of(WatchedService.Of(project, DataServiceNames.Postgres, "Postgres"), ns, postgres);
        if (data.Redis is not null)
            yield return RedisAlerts.Of(WatchedService.Of(project, DataServiceNames.Redis, "Redis"), ns);
        if (data.Qdrant is not null)
            yield return QdrantAlerts.Of(WatchedService.Of(project, DataServiceNames.Qdrant, "Qdrant"), ns);
        if (data.MySql is { } mysql)
            yield return MySqlAlerts.Of(WatchedService.Of(project, DataServiceNames.MySql, "MySQL"), ns, mysql);
    }
}
