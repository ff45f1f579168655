using Infra.Applications.Model;
using Infra.Checks;
using Infra.Kubernetes;
using StackPreview.Checks;
using StackPreview.Json;
using StackPreview.Kinds;
using StackPreview.Plans;

namespace Infra.Data.Redis;

/// <summary>The checks of plans with Azure Managed Redis.</summary>
internal static class ManagedRedisChecks
{
    /// <summary>What of it nobody is told.</summary>
    public static IEnumerable<Finding> Unwatched(CheckContext context)
        => from project in context.Settings.Application.Projects
           let settings = context.Settings.Data[project.Name].Find<RedisSettings>()?.Managed
           where settings is not null
           from cluster in ClustersIn(context.Plan)
           where cluster.Name == DataServiceNames.Of(project, RedisService.ServiceName)
           from alert in ManagedRedis.AlertsOf(settings, context.Environment)
           where !IsWatched(cluster, alert.Metric, context.Plan)
           select new Finding(cluster, $"nobody is told of its {alert.Metric}", "Declare an alert on it, with an action");

    /// <summary>Where its data is deleted with it.</summary>
    public static IEnumerable<Finding> Protection(CheckContext context)
        => from cluster in ClustersIn(context.Plan)
           where context.Environment.ProtectsData
           where context.Plan.OfType(AzureKinds.Lock).All(one
               => !one.Dependencies.Contains(cluster.Urn) || one.Inputs.Text("level") != "CanNotDelete")
           select new Finding(cluster, "whoever may delete it in Azure can", "Declare a lock of it, CanNotDelete");

    /// <summary>Where it can be reached or read by others.</summary>
    public static IEnumerable<Finding> Exposure(CheckContext context)
    {
        foreach (var cluster in ClustersIn(context.Plan))
        {
            if (cluster.Inputs.Text("publicNetworkAccess") != "Disabled")
                yield return new Finding(cluster, "it has an address on the internet", "Set publicNetworkAccess to Disabled");
            if (cluster.Inputs.Text("minimumTlsVersion") != "1.2")
                yield return new Finding(cluster, "it takes connections over TLS before 1.2", "Set minimumTlsVersion to 1.2");
            if (!context.Plan.OfType(AzureKinds.PrivateEndpoint).Any(endpoint => endpoint.Dependencies.Contains(cluster.Urn)))
                yield return new Finding(cluster, "nothing reaches it", "Declare its private endpoint");
        }

        var databases = context.Plan.OfType(AzureKinds.RedisDatabase);
        foreach (var database in databases.Where(one => one.Inputs.Text("clientProtocol") != "Encrypted"))
            yield return new Finding(database, "it takes connections without TLS", "Set clientProtocol to Encrypted");
    }

    /// <summary>Which paths are closed that its clients need.</summary>
    public static IEnumerable<Finding> Paths(PathSurvey survey)
        => from cluster in ClustersIn(survey.Context.Plan)
           from client in survey.Pods.With(Labels.ClientOf(cluster.Name))
           from range in survey.Context.Settings.Azure?.SubnetRanges ?? []
           where !survey.Network.AllowsOut(client.Labels, new NetworkPeer.Address(range.Split('/')[0]), ManagedRedis.Port)
           select PathSurvey.Closed(client.Owner, $"it does not reach port {ManagedRedis.Port} of Azure in {range}");

    private static IEnumerable<PlannedResource> ClustersIn(Plan plan) => plan.OfType(AzureKinds.RedisCluster);

    private static bool IsWatched(PlannedResource cluster, string metric, Plan plan)
        => plan.OfType(AzureKinds.MetricAlert).Any(alert =>
            alert.Dependencies.Contains(cluster.Urn)
            && alert.Inputs.IsTrue("enabled")
            && alert.Inputs.Items("criteria.allOf").Any(criterion => criterion.Text("metricName") == metric)
            && alert.Inputs.Items("actions").Any());
}
