using Infra.Applications.Model;
using Infra.Checks;
using Infra.Kubernetes;
using Infra.Settings;
using StackPreview.Checks;
using StackPreview.Json;
using StackPreview.Kinds;
using StackPreview.Plans;

namespace Infra.Data.Rds;

/// <summary>The checks of plans with a data service that RDS runs.</summary>
/// <param name="engine">What runs.</param>
/// <param name="serverOf">What the settings say of it; null where something else runs it.</param>
/// <param name="connectionsOf">The connections that its clients may open.</param>
internal sealed class RdsChecks(
    RdsEngine engine,
    Func<DataSettings, RdsServer?> serverOf,
    Func<ProjectDefinition, StackSettings, ConnectionSum> connectionsOf)
{
    // What RDS keeps them for unless it is told.
    private const int UnsetDays = 1;

    /// <summary>What it is no use without.</summary>
    public IEnumerable<Finding> References(CheckContext context)
        => from serving in ServingIn(context)
           where !StepsOf(serving.Service, context).Any()
           select new Finding(serving.Instance, $"nothing makes the application's {engine.Account} on it", "Declare the step that does");

    /// <summary>What of it nobody is told.</summary>
    public IEnumerable<Finding> Unwatched(CheckContext context)
    {
        foreach (var (instance, _, _, server) in ServingIn(context))
        {
            var identifier = instance.Inputs.Text("identifier");
            var metrics = RdsAlarms.Of(server, context.Environment).Select(alarm => alarm.Metric);
            foreach (var metric in metrics.Where(metric => !MetricAlarms.Watch(context.Plan, metric, RdsAlarms.Dimension, identifier)))
                yield return new Finding(instance, $"nobody is told of its {metric}", "Declare an alarm on it, with an action");
            var isTold = context.Plan
                .OfType(AwsKinds.EventSubscription)
                .Any(events => events.Inputs.Items("sourceIds").Any(id => $"{id}" == identifier));
            if (!isTold)
                yield return new Finding(instance, "nobody is told when it fails", "Declare a subscription to its events");
        }
    }

    /// <summary>Where it is not backed up as the environment demands.</summary>
    public IEnumerable<Finding> Backups(CheckContext context)
    {
        foreach (var (instance, service, _, _) in ServingIn(context))
        {
            var demanded = context.Environment.RecoveryWindowDays;
            var days = instance.Inputs.Number("backupRetentionPeriod") ?? UnsetDays;
            if (days < demanded)
            {
                yield return new Finding(
                    instance,
                    $"RDS keeps its backups for {days} days; {context.Environment.Name} demands {demanded} days",
                    $"Set {DataSection.Of(engine.Name, service)}.rds.retentionDays to {demanded} or more");
            }

            var dumps = context.Plan.OfKind(KubernetesKinds.CronJob).Any(job => job.ObjectName == $"{service}-dump");
            if (context.Settings.ObjectStorage is not null && !dumps)
                yield return new Finding(instance, "nothing dumps it", "Declare the CronJob that does");
        }

        foreach (var instance in InstancesOf(context.Plan))
        {
            if (instance.Inputs.At("deleteAutomatedBackups") is null || instance.Inputs.IsTrue("deleteAutomatedBackups"))
                yield return new Finding(instance, "its backups are deleted with it", "Set deleteAutomatedBackups to false");
        }
    }

    /// <summary>Where its data is deleted with it.</summary>
    public IEnumerable<Finding> Protection(CheckContext context)
    {
        foreach (var instance in InstancesOf(context.Plan).Where(_ => context.Environment.ProtectsData))
        {
            // One that is released may be deleted next.
            if (!instance.Inputs.IsTrue("deletionProtection") && !IsReleased(instance, context))
                yield return new Finding(instance, "whoever may delete it in AWS can", "Set deletionProtection to true");
            if (instance.Inputs.IsTrue("skipFinalSnapshot") || instance.Inputs.At("finalSnapshotIdentifier") is null)
            {
                yield return new Finding(
                    instance,
                    "it is deleted without a last snapshot",
                    "Set skipFinalSnapshot to false, and finalSnapshotIdentifier");
            }
        }
    }

    /// <summary>Where it can be read by others.</summary>
    public IEnumerable<Finding> Exposure(CheckContext context)
    {
        foreach (var instance in InstancesOf(context.Plan))
        {
            if (!instance.Inputs.IsTrue("storageEncrypted") || instance.Inputs.At("kmsKeyId") is null)
            {
                yield return new Finding(
                    instance,
                    "its storage is not encrypted with a key of its own",
                    "Set storageEncrypted to true, and kmsKeyId");
            }

            if (instance.Inputs.At("publiclyAccessible") is null || instance.Inputs.IsTrue("publiclyAccessible"))
                yield return new Finding(instance, "it has an address on the internet", "Set publiclyAccessible to false");
            var parameters = context.Plan
                .OfType(AwsKinds.ParameterGroup)
                .Where(group => group.Inputs.Text("name") == instance.Inputs.Text("parameterGroupName"))
                .ToList();
            foreach (var group in parameters.Where(group => !ForcesTls(group)))
            {
                yield return new Finding(
                    group,
                    "its instances take connections without TLS",
                    $"Set {engine.TlsParameter} to {engine.TlsValue}");
            }

            if (parameters.Count == 0)
                yield return new Finding(instance, "nothing has it refuse connections without TLS", "Declare its parameters");
        }
    }

    /// <summary>Which paths are closed that its clients need.</summary>
    public IEnumerable<Finding> Paths(PathSurvey survey)
        => ServingIn(survey.Context).SelectMany(serving => SubnetPaths.Closed(survey, serving.Service, engine.Port, "RDS"));

    /// <summary>Where its clients may come to open more connections than it takes.</summary>
    public IEnumerable<Finding> Connections(CheckContext context)
        => from serving in ServingIn(context)
           let sum = connectionsOf(serving.Project, context.Settings)
           let most = serving.Server.MaxConnections
           where sum.Total > most
           select new Finding(
               serving.Instance,
               $"its clients may open {sum.Total} connections, and it takes {most}: {sum}",
               $"Raise {DataSection.Of(engine.Name, serving.Service)}.maxConnections to {sum.Total}, or lower maxReplicas");

    /// <summary>What must come after what: clients after the step that makes their account.</summary>
    public IEnumerable<ReleaseStep> Order(CheckContext context)
        => from serving in ServingIn(context)
           from step in StepsOf(serving.Service, context)
           from client in context.Pods.With(Labels.ClientOf(serving.Service))
           where client.Owner != step
           select new ReleaseStep(client.Owner, step);

    /// <summary>
    /// The backups that a job waits for: RDS backs the instance up to any second, so that one is there as soon as the instance is.
    /// </summary>
    public IEnumerable<PlannedResource> BackupsBefore(PlannedResource job, CheckContext context)
        => from serving in ServingIn(context)
           where serving.Instance.Inputs.Number("backupRetentionPeriod") > 0
           where StepsOf(serving.Service, context).Any(step => job.Dependencies.Contains(step.Urn))
           select serving.Instance;

    private IEnumerable<PlannedResource> InstancesOf(Plan plan)
        => plan.OfType(AwsKinds.DatabaseInstance).Where(instance => instance.Inputs.Text("engine") == engine.Name);

    private IEnumerable<Serving> ServingIn(CheckContext context)
        => from project in context.Settings.Application.Projects
           let server = serverOf(context.Settings.Data[project.Name])
           where server is not null
           let service = DataServiceNames.Of(project, engine.Name)
           let name = Incarnations.NameOf(service, server.Origin.Incarnation)
           from instance in InstancesOf(context.Plan)
           where instance.Name == name
           select new Serving(instance, service, project, server);

    private bool IsReleased(PlannedResource instance, CheckContext context)
        => context.Settings.Application.Projects.Any(project
            => serverOf(context.Settings.Data[project.Name])?.Origin.Formers.Any(former
                => !former.IsProtected
                    && Incarnations.NameOf(DataServiceNames.Of(project, engine.Name), former.Incarnation) == instance.Name) ?? false);

    private IEnumerable<PlannedResource> StepsOf(string service, CheckContext context)
        => context.TemplatesByWorkload[engine.StepOf(service)].Select(template => template.Owner);

    private bool ForcesTls(PlannedResource parameters)
        => parameters.Inputs
            .Items("parameters")
            .Any(parameter => parameter.Text("name") == engine.TlsParameter && parameter.Text("value") == engine.TlsValue);

    // An instance that clients connect to, and what the settings say of it.
    private sealed record Serving(PlannedResource Instance, string Service, ProjectDefinition Project, RdsServer Server);
}
