using Infra.Components.Data;
using Infra.Settings;

namespace Infra.Components.Observability.Alerts;

/// <summary>The alerts of a stack: of each data service and each workload that it has.</summary>
internal static class AlertCatalog
{
    /// <summary>The alerts, one group a data service or workload, and one for what belongs to none.</summary>
    public static IEnumerable<AlertGroup> Of(StackSettings settings)
    {
        var (application, ns) = (settings.Application, settings.Namespace);
        if (settings.Postgres is { } postgres)
            yield return PostgresAlerts.Of(DataServiceNames.Postgres, ns, postgres);
        if (settings.Redis is not null)
            yield return RedisAlerts.Of(DataServiceNames.Redis, ns);
        if (settings.Qdrant is not null)
            yield return QdrantAlerts.Of(DataServiceNames.Qdrant, ns);
        if (settings.MySql is { } mysql)
            yield return MySqlAlerts.Of(DataServiceNames.MySql, ns, mysql);

        foreach (var service in application.Services)
        {
            var requests = service.IsPublic ? RequestAlerts.Of(service.Name, ns, settings.Alerts) : [];
            yield return new AlertGroup(service.Name, [.. WorkloadAlerts.Of(service.Name, ns, settings.Workloads[service.Name].Scaling), .. requests]);
        }

        foreach (var worker in application.Workers)
            yield return new AlertGroup(worker.Name, [.. WorkloadAlerts.Of(worker.Name, ns, settings.Workloads[worker.Name].Scaling)]);

        yield return new AlertGroup("platform", [JobAlerts.Of(ns), RequestAlerts.Certificates(ns)]);
    }
}
