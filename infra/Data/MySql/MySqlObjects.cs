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

    /// <summary>The jobs that dump a server.</summary>
    public static IEnumerable<PlannedResource> DumpsOf(CheckContext context, PlannedResource server)
        => context
            .Pods.With(Labels.ClientOf(server.ObjectName!))
            .Select(pods => pods.Owner)
            .Where(owner => owner.Is(KubernetesKinds.CronJob) && RetentionOf(owner) is not null);

    /// <summary>The age at which a job removes its dumps, such as <c>7d</c>; null where it dumps nothing.</summary>
    public static string? RetentionOf(PlannedResource job) => VariableOf(job, DumpJob.RetentionVariable);

    /// <summary>Where the backups of a cluster go, or the dumps of a job; null for anything else.</summary>
    public static string? DestinationOf(PlannedResource resource)
        => resource.Is(MySqlKinds.PerconaServerMySql)
            ? string.Join(
                ", ",
                Storages(resource).Select(storage => $"{storage.Value.Text("s3.bucket")}/{storage.Value.Text("s3.prefix")}"))
            : RetentionOf(resource) is not null
                ? VariableOf(resource, DumpJob.DestinationVariable)
                : null;

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

    private static string? VariableOf(PlannedResource job, string name)
        => (from container in PodTemplate.Of(job)?.Containers ?? []
            from variable in container.Items("env")
            where variable.Text("name") == name
            select variable.Text("value")).FirstOrDefault();
}
