using System.Globalization;
using Infra.Checks;
using Infra.Kubernetes;
using StackPreview.Json;
using StackPreview.Kinds;
using StackPreview.Plans;

namespace Infra.Data.MySql;

/// <summary>Finds what belongs to MySQL in a plan.</summary>
internal static class MySqlObjects
{
    /// <summary>Where a cluster says which labels its instances have.</summary>
    public const string InstanceLabels = "spec.mysql.labels";

    /// <summary>Where a cluster says which labels its proxies have.</summary>
    public const string ProxyLabels = "spec.proxy.haproxy.labels";

    /// <summary>The clusters.</summary>
    public static IEnumerable<PlannedResource> Clusters(Plan plan) => plan.OfKind(MySqlKinds.PerconaServerMySql);

    /// <summary>The servers that are one pod of a StatefulSet.</summary>
    public static IEnumerable<PlannedResource> Servers(Plan plan)
        => plan.OfKind(KubernetesKinds.StatefulSet)
            .Where(set =>
                set.Inputs.Items("spec.template.spec.containers")
                    .SelectMany(container => container.Items("ports"))
                    .Any(port => port.Text("name") == "mysql"));

    /// <summary>The storages that backups of a cluster go to.</summary>
    public static IEnumerable<JsonEntry> Storages(PlannedResource cluster)
        => cluster.Inputs.Entries("spec.backup.storages").Where(storage => storage.Value is not null);

    /// <summary>What dumps a server or a cluster at set times.</summary>
    public static IEnumerable<PlannedResource> DumpsOf(CheckContext context, PlannedResource server)
        => ScheduledOf(context, server, MySqlDump.Script);

    /// <summary>What restores dumps of a server or a cluster at set times.</summary>
    public static IEnumerable<PlannedResource> DrillsOf(CheckContext context, PlannedResource server)
        => ScheduledOf(context, server, MySqlDrill.Script);

    /// <summary>What takes backups of a cluster at set times.</summary>
    public static IEnumerable<PlannedResource> BackupsOf(CheckContext context, PlannedResource cluster)
        => context.Plan.OfKind(KubernetesKinds.CronJob)
            .Where(job => Runs(job, PerconaBackups.Script) && VariableOf(job, "CLUSTER") == cluster.ObjectName);

    /// <summary>What takes the finalizers off that would have the data of backups deleted, in a release.</summary>
    public static IEnumerable<PlannedResource> KeepersOf(CheckContext context, PlannedResource cluster)
        => context.Plan.OfKind(KubernetesKinds.Job)
            .Where(job => Runs(job, PerconaBackups.RemovingObjects) && VariableOf(job, "CLUSTER") == cluster.ObjectName);

    /// <summary>For how many days a job keeps its dumps or backups: the fewest that one of its containers is told.</summary>
    public static int RetentionOf(PlannedResource job)
        => VariablesOf(job, PerconaBackups.RetentionVariable)
            .Select(text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var days) ? days : 0)
            .DefaultIfEmpty()
            .Min();

    /// <summary>Where the backups of a cluster go, or the dumps of a job; null for anything else.</summary>
    public static string? DestinationOf(PlannedResource resource)
    {
        if (resource.Is(MySqlKinds.PerconaServerMySql))
        {
            return string.Join(
                ", ",
                Storages(resource).Select(storage => $"{storage.Value.Text("s3.bucket")}/{storage.Value.Text("s3.prefix")}"));
        }

        return Runs(resource, MySqlDump.Script) ? VariableOf(resource, "DESTINATION") : null;
    }

    /// <summary>
    /// The Deployments that make the database and the users of a cluster: those that are given the passwords of the operator's own users.
    /// </summary>
    public static IEnumerable<PlannedResource> AccountsOf(CheckContext context, PlannedResource cluster)
        => from template in context.Templates
        where template.Owner.Is(KubernetesKinds.Deployment)
        where
            template
                .Containers.SelectMany(container => container.Items("env"))
                .Any(variable => variable.Text("valueFrom.secretKeyRef.name") == cluster.Inputs.Text("spec.secretsName"))
        select template.Owner;

    /// <summary>The value of a variable of a job's containers; null where none has it.</summary>
    public static string? VariableOf(PlannedResource job, string name) => VariablesOf(job, name).FirstOrDefault();

    private static IEnumerable<string> VariablesOf(PlannedResource job, string name)
        => from container in PodTemplate.Of(job)?.Containers ?? []
           from variable in container.Items("env")
           where variable.Text("name") == name
           select variable.Text("value");

    private static IEnumerable<PlannedResource> ScheduledOf(CheckContext context, PlannedResource server, string script)
        => context
            .Pods.With(Labels.ClientOf(server.ObjectName!))
            .Select(pods => pods.Owner)
            .Where(owner => owner.Is(KubernetesKinds.CronJob) && Runs(owner, script));

    private static bool Runs(PlannedResource job, string script)
        => PodTemplate.Of(job)?.Containers.SelectMany(container => container.Items("command")).Any(part => part.ToString() == script)
            ?? false;
}
