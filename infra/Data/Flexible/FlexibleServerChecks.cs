using Infra.Applications.Model;
using Infra.Azure;
using Infra.Checks;
using Infra.Environments;
using Infra.Kubernetes;
using Infra.Settings;
using StackPreview.Checks;
using StackPreview.Json;
using StackPreview.Kinds;
using StackPreview.Plans;

namespace Infra.Data.Flexible;

/// <summary>The checks of plans with flexible servers, which are alike of Postgres and MySQL.</summary>
internal sealed class FlexibleServerChecks
{
    private const string On = "ON";

    /// <summary>The data service, as its section is called.</summary>
    public required string Service { get; init; }

    /// <summary>The kind of its servers.</summary>
    public required ResourceKind Server { get; init; }

    /// <summary>The kind of their parameters.</summary>
    public required ResourceKind Configuration { get; init; }

    /// <summary>The port.</summary>
    public required int Port { get; init; }

    /// <summary>The name of what dumps a data service.</summary>
    public required Func<string, string> DumpOf { get; init; }

    /// <summary>The account of the step that makes the application's user on a server.</summary>
    public required Func<string, string> StepOf { get; init; }

    /// <summary>The connections that clients of a project may open.</summary>
    public required Func<ProjectDefinition, StackSettings, ConnectionSum> ConnectionsOf { get; init; }

    /// <summary>The connections that a server of these settings takes.</summary>
    public required Func<DataServiceSettings, int> MostConnectionsOf { get; init; }

    /// <summary>The alerts on a server of these settings; none where they are not of one.</summary>
    public required Func<DataServiceSettings, EnvironmentTraits, IEnumerable<AzureMetricAlert>> AlertsOf { get; init; }

    /// <summary>The incarnation that serves. Default: there is one alone.</summary>
    public Func<DataServiceSettings, int> IncarnationOf { get; init; } = _ => 1;

    /// <summary>What it is no use without.</summary>
    public IEnumerable<Finding> References(CheckContext context)
        => from server in ServingIn(context)
           where !StepsOf(server, context).Any()
           select new Finding(server, "nothing makes the application's user on it", "Declare the step that does");

    /// <summary>What of it nobody is told.</summary>
    public IEnumerable<Finding> Unwatched(CheckContext context)
        => from server in ServingIn(context)
           from metric in MetricsOf(server, context)
           where !IsWatched(server, metric, context.Plan)
           select new Finding(server, $"nobody is told of its {metric}", "Declare an alert on it, with an action");

    /// <summary>Where it is not backed up as the environment demands.</summary>
    public IEnumerable<Finding> Backups(CheckContext context)
    {
        foreach (var server in ServersIn(context.Plan))
        {
            var demanded = context.Environment.RecoveryWindowDays;
            var days = server.Inputs.Number("backup.backupRetentionDays").GetValueOrDefault();
            if (days < demanded)
            {
                yield return new Finding(
                    server,
                    $"Azure keeps its backups for {days} days; {context.Environment.Name} demands {demanded} days",
                    $"Set {context.SettingOf(server, Service, $"{FlexibleServerSettings.Key}.retentionDays")} to {demanded} or more");
            }
        }

        foreach (var server in ServingIn(context).Where(_ => context.Settings.ObjectStorage is not null))
        {
            var dump = DumpOf(ServiceOf(server));
            if (context.Plan.OfKind(KubernetesKinds.CronJob).All(job => job.ObjectName != dump))
                yield return new Finding(server, "nothing dumps it", "Declare the CronJob that does");
        }
    }

    /// <summary>Where its data is deleted with it.</summary>
    public IEnumerable<Finding> Protection(CheckContext context)
        => from server in ServersIn(context.Plan)
           where context.Environment.ProtectsData && server.Options.Protect
           where context.Plan.OfType(AzureKinds.Lock).All(one => !IsLockOf(one, server))
           select new Finding(server, "whoever may delete it in Azure can", "Declare a lock of it, CanNotDelete");

    /// <summary>Where it can be reached or read by others.</summary>
    public IEnumerable<Finding> Exposure(CheckContext context)
    {
        foreach (var server in ServersIn(context.Plan))
        {
            if (server.Inputs.Text("network.publicNetworkAccess") != "Disabled")
                yield return new Finding(server, "it has an address on the internet", "Set network.publicNetworkAccess to Disabled");
            if (server.Inputs.Text("network.delegatedSubnetResourceId").Length == 0)
                yield return new Finding(server, "it is not in the cluster's network", "Set network.delegatedSubnetResourceId");
            if (!ForcesTls(server, context.Plan))
                yield return new Finding(server, "it takes connections without TLS", "Set require_secure_transport to ON");
        }

        foreach (var (first, second) in ChainsIn(context.Plan).Where(pair => !pair.Second.Dependencies.Contains(pair.First.Urn)))
        {
            yield return new Finding(
                second,
                $"it does not come after {first.StableTitle}: a server takes one change at a time",
                "Let it depend on the one before");
        }
    }

    /// <summary>Which paths are closed that its clients need.</summary>
    public IEnumerable<Finding> Paths(PathSurvey survey)
        => from server in ServingIn(survey.Context)
           from client in survey.Pods.With(Labels.ClientOf(ServiceOf(server)))
           from range in survey.Context.Settings.Azure?.SubnetRanges ?? []
           where !survey.Network.AllowsOut(client.Labels, new NetworkPeer.Address(range.Split('/')[0]), Port)
           select PathSurvey.Closed(client.Owner, $"it does not reach port {Port} of Azure in {range}");

    /// <summary>Where its clients may come to open more connections than it takes.</summary>
    public IEnumerable<Finding> Connections(CheckContext context)
        => from project in context.Settings.Application.Projects
           from service in context.Settings.Data[project.Name].Services
           where service.Service == Service && service.Settings.Provider == FlexibleServerSettings.Provider
           let sum = ConnectionsOf(project, context.Settings)
           let most = MostConnectionsOf(service.Settings)
           where sum.Total > most
           from server in ServersIn(context.Plan)
           where server.Name == Incarnations.NameOf(service.Name, IncarnationOf(service.Settings))
           select new Finding(
               server,
               $"its clients may open {sum.Total} connections, and it takes {most}: {sum}",
               $"Take a larger {context.SettingOf(server, Service, $"{FlexibleServerSettings.Key}.size")}, or lower maxReplicas");

    /// <summary>What must come after what: clients after the step that makes their user.</summary>
    public IEnumerable<ReleaseStep> Order(CheckContext context)
        => from server in ServingIn(context)
           from step in StepsOf(server, context)
           from client in context.Pods.With(Labels.ClientOf(ServiceOf(server)))
           where client.Owner != step
           select new ReleaseStep(client.Owner, step);

    /// <summary>The backups that a job waits for: a server is backed up to any second as soon as it is there.</summary>
    public IEnumerable<PlannedResource> BackupsBefore(PlannedResource job, CheckContext context)
        => from server in ServingIn(context)
           where StepsOf(server, context).Any(step => job.Dependencies.Contains(step.Urn))
           select server;

    private IEnumerable<PlannedResource> ServersIn(Plan plan) => plan.OfType(Server);

    // Those that clients use; others are kept beside them.
    private IEnumerable<PlannedResource> ServingIn(CheckContext context)
        => from service in context.Settings.Data.Values.SelectMany(project => project.Services)
           where service.Settings.Provider == FlexibleServerSettings.Provider
           from server in ServersIn(context.Plan)
           where server.Name == Incarnations.NameOf(service.Name, IncarnationOf(service.Settings))
           select server;

    private string ServiceOf(PlannedResource server)
        => server.Name.EndsWith(Service, StringComparison.Ordinal) ? server.Name : server.Name[..server.Name.LastIndexOf('-')];

    private IEnumerable<PlannedResource> StepsOf(PlannedResource server, CheckContext context)
        => context.TemplatesByWorkload[StepOf(ServiceOf(server))].Select(template => template.Owner);

    private IEnumerable<string> MetricsOf(PlannedResource server, CheckContext context)
        => from project in context.Settings.Application.Projects
           where DataServiceNames.Of(project, Service) == ServiceOf(server)
           from service in context.Settings.Data[project.Name].Services
           where service.Service == Service
           from alert in AlertsOf(service.Settings, context.Environment)
           select alert.Metric;

    private static bool IsWatched(PlannedResource server, string metric, Plan plan)
        => plan.OfType(AzureKinds.MetricAlert).Any(alert =>
            alert.Dependencies.Contains(server.Urn)
            && alert.Inputs.IsTrue("enabled")
            && alert.Inputs.Items("criteria.allOf").Any(criterion => criterion.Text("metricName") == metric)
            && alert.Inputs.Items("actions").Any());

    private static bool IsLockOf(PlannedResource one, PlannedResource server)
        => one.Dependencies.Contains(server.Urn) && one.Inputs.Text("level") == "CanNotDelete";

    private bool ForcesTls(PlannedResource server, Plan plan)
        => ConfigurationsOf(server, plan).Any(parameter =>
            parameter.Inputs.Text("configurationName") == FlexibleServers.TlsParameter
            && string.Equals(parameter.Inputs.Text("value"), On, StringComparison.OrdinalIgnoreCase));

    private IEnumerable<PlannedResource> ConfigurationsOf(PlannedResource server, Plan plan)
        => plan.OfType(Configuration).Where(parameter => parameter.Inputs.Text("serverName") == server.Inputs.Text("serverName"));

    private IEnumerable<(PlannedResource First, PlannedResource Second)> ChainsIn(Plan plan)
        => from server in ServersIn(plan)
           let parameters = ConfigurationsOf(server, plan).ToList()
           from index in Enumerable.Range(1, Math.Max(parameters.Count - 1, 0))
           select (parameters[index - 1], parameters[index]);
}
