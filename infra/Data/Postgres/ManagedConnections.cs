using Infra.Applications.Model;
using Infra.Checks;
using Infra.Data.Flexible;
using StackPreview.Checks;
using StackPreview.Json;
using StackPreview.Kinds;
using StackPreview.Plans;

namespace Infra.Data.Postgres;

/// <summary>Whether servers that a cloud runs take the connections that their clients may come to open.</summary>
internal static class ManagedConnections
{
    /// <summary>Where they do not.</summary>
    public static IEnumerable<Finding> Missing(CheckContext context)
    {
        foreach (var project in context.Settings.Application.Projects)
        {
            if (context.Settings.Data[project.Name].Find<PostgresSettings>() is not { IsManaged: true } settings)
                continue;
            var sum = PostgresConnections.SumOf(project, context.Settings);
            var name = FlexibleServers.NameOf(DataServiceNames.Of(project, PostgresService.ServiceName), settings.Incarnation);
            if (sum.Total <= settings.MaxConnections)
                continue;
            foreach (var server in ServersIn(context.Plan).Where(one => one.Name == name))
            {
                yield return new Finding(
                    server,
                    $"its clients may open {sum.Total} connections, and it takes {settings.MaxConnections}: {sum}",
                    settings.Rds is null
                        ? $"Take a larger {SettingOf($"{FlexibleServerSettings.Key}.size")}, or lower maxReplicas"
                        : $"Raise {SettingOf("maxConnections")} to {sum.Total}, or lower maxReplicas");

                string SettingOf(string key) => context.SettingOf(server, PostgresService.ServiceName, key);
            }
        }
    }

    private static IEnumerable<PlannedResource> ServersIn(Plan plan)
        => plan.OfType(AwsKinds.DatabaseInstance)
            .Where(instance => instance.Inputs.Text("engine") == RdsPostgres.Engine.Name)
            .Concat(plan.OfType(AzureKinds.PostgresServer));
}
