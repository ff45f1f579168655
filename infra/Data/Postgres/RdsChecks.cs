using Infra.Applications.Model;
using Infra.Checks;
using Infra.Kubernetes;
using StackPreview.Checks;
using StackPreview.Json;
using StackPreview.Kinds;
using StackPreview.Plans;

namespace Infra.Data.Postgres;

/// <summary>The checks of plans with Postgres on RDS.</summary>
internal static class RdsChecks
{
    // What RDS keeps them for unless it is told.
    private const int UnsetDays = 1;

    private static readonly string Port = $"{PostgresPorts.Postgres}";

    /// <summary>The instances.</summary>
    public static IEnumerable<PlannedResource> InstancesOf(Plan plan)
        => plan.OfType(AwsKinds.DatabaseInstance).Where(instance => instance.Inputs.Text("engine") == RdsPostgres.Engine);

    /// <summary>What it is no use without.</summary>
    public static IEnumerable<Finding> References(CheckContext context)
        => from instance in InstancesOf(context.Plan)
           where !StepsOf(instance, context).Any()
           select new Finding(instance, "nothing makes the application's role on it", "Declare the step that does");

    /// <summary>What of it nobody is told.</summary>
    public static IEnumerable<Finding> UnwatchedBackups(CheckContext context)
    {
        foreach (var instance in InstancesOf(context.Plan))
        {
            var identifier = instance.Inputs.Text("identifier");
            foreach (var metric in MetricsOf(instance, context).Where(metric => !IsWatched(identifier, metric, context.Plan)))
                yield return new Finding(instance, $"nobody is told of its {metric}", "Declare an alarm on it, with an action");
            var isTold = context.Plan
                .OfType(AwsKinds.EventSubscription)
                .Any(events => events.Inputs.Items("sourceIds").Any(id => $"{id}" == identifier));
            if (!isTold)
                yield return new Finding(instance, "nobody is told when it fails", "Declare a subscription to its events");
        }
    }

    /// <summary>Where it is not backed up as the environment demands.</summary>
    public static IEnumerable<Finding> Backups(CheckContext context)
    {
        foreach (var instance in InstancesOf(context.Plan))
        {
            var demanded = context.Environment.RecoveryWindowDays;
            var days = instance.Inputs.Number("backupRetentionPeriod") ?? UnsetDays;
            if (days < demanded)
            {
                yield return new Finding(
                    instance,
                    $"RDS keeps its backups for {days} days; {context.Environment.Name} demands {demanded} days",
                    $"Set {context.SettingOf(instance, PostgresService.ServiceName, "rds.retentionDays")} to {demanded} or more");
            }

            var dump = PostgresDump.NameOf(instance.Name);
            var dumps = context.Plan.OfKind(KubernetesKinds.CronJob).Any(job => job.ObjectName == dump);
            if (context.Settings.ObjectStorage is not null && !dumps)
                yield return new Finding(instance, "nothing dumps it", "Declare the CronJob that does");
            if (instance.Inputs.At("deleteAutomatedBackups") is null || instance.Inputs.IsTrue("deleteAutomatedBackups"))
                yield return new Finding(instance, "its backups are deleted with it", "Set deleteAutomatedBackups to false");
        }
    }

    /// <summary>Where its data is deleted with it.</summary>
    public static IEnumerable<Finding> Protection(CheckContext context)
    {
        foreach (var instance in InstancesOf(context.Plan).Where(_ => context.Environment.ProtectsData))
        {
            if (!instance.Inputs.IsTrue("deletionProtection"))
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
    public static IEnumerable<Finding> Exposure(CheckContext context)
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
        }

        foreach (var parameters in context.Plan.OfType(AwsKinds.ParameterGroup).Where(parameters => !ForcesTls(parameters)))
            yield return new Finding(parameters, "its instances take connections without TLS", "Set rds.force_ssl to 1");
        foreach (var key in context.Plan.OfType(AwsKinds.Key).Where(key => !key.Inputs.IsTrue("enableKeyRotation")))
            yield return new Finding(key, "it is never rotated", "Set enableKeyRotation to true");
        foreach (var group in context.Plan.OfType(AwsKinds.SecurityGroup).Where(HasRulesItself))
            yield return new Finding(group, "it has rules that nothing checks", "Declare them as resources of their own");
        foreach (var rule in context.Plan.OfType(AwsKinds.IngressRule).Where(rule => !IsOfOneGroupAndPort(rule)))
            yield return new Finding(rule, "it lets in more than one security group on one port", "Name the group, and the port twice");
    }

    /// <summary>Which paths are closed that its clients need.</summary>
    public static IEnumerable<Finding> Paths(PathSurvey survey)
        => from instance in InstancesOf(survey.Context.Plan)
           from client in survey.Pods.With(Labels.ClientOf(instance.Name))
           from range in survey.Context.Settings.Aws?.SubnetRanges ?? []
           where !survey.Network.AllowsOut(client.Labels, new NetworkPeer.Address(range.Split('/')[0]), PostgresPorts.Postgres)
           select PathSurvey.Closed(client.Owner, $"it does not reach port {PostgresPorts.Postgres} of RDS in {range}");

    /// <summary>What must come after what: clients after the step that makes their role.</summary>
    public static IEnumerable<ReleaseStep> Order(CheckContext context)
        => from instance in InstancesOf(context.Plan)
           from step in StepsOf(instance, context)
           from client in context.Pods.With(Labels.ClientOf(instance.Name))
           where client.Owner != step
           select new ReleaseStep(client.Owner, step);

    /// <summary>
    /// The backups that a job waits for: RDS backs the instance up to any second, so that one is there as soon as the instance is.
    /// </summary>
    public static IEnumerable<PlannedResource> BackupsBefore(PlannedResource job, CheckContext context)
        => from instance in InstancesOf(context.Plan)
           where instance.Inputs.Number("backupRetentionPeriod") > 0
           where StepsOf(instance, context).Any(step => job.Dependencies.Contains(step.Urn))
           select instance;

    private static IEnumerable<PlannedResource> StepsOf(PlannedResource instance, CheckContext context)
        => context.TemplatesByWorkload[DatabaseRole.AccountOf(instance.Name)].Select(template => template.Owner);

    private static IEnumerable<string> MetricsOf(PlannedResource instance, CheckContext context)
        => from project in context.Settings.Application.Projects
           where DataServiceNames.Of(project, PostgresService.ServiceName) == instance.Name
           let settings = context.Settings.Data[project.Name].Find<PostgresSettings>()
           let rds = settings?.Rds
           from alarm in rds is null ? [] : RdsAlarms.Of(settings, rds, context.Environment)
           select alarm.Metric;

    private static bool IsWatched(string identifier, string metric, Plan plan)
        => plan.OfType(AwsKinds.MetricAlarm).Any(alarm =>
            alarm.Inputs.Text("metricName") == metric
            && alarm.Inputs.Text($"dimensions.{RdsAlarms.Dimension}") == identifier
            && alarm.Inputs.Items("alarmActions").Any());

    private static bool ForcesTls(PlannedResource parameters)
        => parameters.Inputs
            .Items("parameters")
            .Any(parameter => parameter.Text("name") == "rds.force_ssl" && parameter.Text("value") == "1");

    private static bool HasRulesItself(PlannedResource group)
        => group.Inputs.Items("ingress").Any() || group.Inputs.Items("egress").Any();

    private static bool IsOfOneGroupAndPort(PlannedResource rule)
        => rule.Inputs.Text("referencedSecurityGroupId").Length > 0
            && rule.Inputs.At("cidrIpv4") is null
            && rule.Inputs.At("cidrIpv6") is null
            && rule.Inputs.At("prefixListId") is null
            && rule.Inputs.Text("ipProtocol") == "tcp"
            && rule.Inputs.Text("fromPort") == Port
            && rule.Inputs.Text("toPort") == Port;
}
