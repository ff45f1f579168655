using Infra.Applications.Model;
using Infra.Settings;

namespace Infra.Observability.Alerts;

/// <summary>The alerts of a stack on its workloads and on what belongs to none; data services have their own.</summary>
internal static class AlertCatalog
{
    /// <summary>The alerts, one group a workload, and one for what belongs to none.</summary>
    public static IEnumerable<AlertGroup> Of(StackSettings settings)
    {
        var application = settings.Application;
        var ns = settings.Namespace;
        foreach (var workload in application.AllLongRunning)
        {
            var requests = workload is ServiceDefinition { IsPublic: true } or ServiceDefinition { CanaryOf: not null }
                ? RequestAlerts.Of(workload.Name, ns, settings.Alerts)
                : [];
            var objectives = workload is ServiceDefinition { CanaryOf: null } service ? new ObjectiveAlerts(service, ns) : null;
            yield return new AlertGroup(
                workload.Name,
                [
                    .. WorkloadAlerts.Of(workload, ns, settings.Workloads[workload.Name].Scaling),
                    .. requests,
                    .. objectives?.Rules ?? [],
                ])
            {
                Records = [.. objectives?.Records ?? []],
            };
        }

        foreach (var job in application.AllWorkloads.OfType<JobDefinition>().Where(job => job.Purpose == JobPurpose.Scheduled))
            yield return JobAlerts.Of(job, ns);
        var volumes = application.AllVolumes.SelectMany(volume =>
            VolumeAlerts.Of(
                WorkloadAlerts.Prefix(volume.Name),
                $"the application, {volume.Name},",
                ns,
                volume.Name,
                $"raise infra:volumes.{volume.Name}"));
        if (volumes.Any())
            yield return new AlertGroup("volumes", [.. volumes]);
        AlertRule[] counting = settings.Edge.RateLimitRedis is null ? [] : [RequestAlerts.RateLimitRedis(ns)];
        yield return new AlertGroup("platform", [JobAlerts.Of(ns), RequestAlerts.Certificates(ns), .. counting, ObjectMetrics.Silence()]);
    }
}
