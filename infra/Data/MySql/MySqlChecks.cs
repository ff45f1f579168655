using Infra.Applications.Model;
using Infra.Checks;
using Infra.Kubernetes;
using Infra.Values;
using StackPreview.Checks;
using StackPreview.Json;
using StackPreview.Kinds;
using StackPreview.Plans;

namespace Infra.Data.MySql;

/// <summary>The checks of plans with MySQL, of a server in a StatefulSet and of a cluster of Percona's operator.</summary>
internal sealed class MySqlChecks : DataServiceChecks
{
    // Percona's operator deletes the claims where it is told to.
    private const string DeletingFinalizer = "percona.com/delete-mysql-pvc";

    // Of each instance, or of what looks after the accounts and takes dumps.
    private static readonly (string, int)[] OtherConnections =
    [
        ("the exporter", 5),
        ("the operator and its proxies", 6),
        ("accounts and dumps", 2),
    ];

    private static readonly int[] OperatorPorts = [MySqlPorts.MySql, MySqlPorts.Administration, MySqlPorts.Backup];
    private static readonly int[] GroupPorts = [MySqlPorts.MySql, MySqlPorts.Group, MySqlPorts.Administration];
    private static readonly int[] ProxyPorts = [MySqlPorts.MySql, MySqlPorts.Administration];

    /// <inheritdoc/>
    public override IEnumerable<Finding> References(CheckContext context)
    {
        foreach (var cluster in MySqlObjects.Clusters(context.Plan))
        {
            if (!MySqlObjects.AccountsOf(context, cluster).Any())
                yield return new Finding(cluster, "nothing makes its database and the users of it", "Declare the Deployment that does");
            var used = MySqlObjects.BackupsOf(context, cluster).Select(job => MySqlObjects.VariableOf(job, "STORAGE")!);
            foreach (var storage in used.Except(MySqlObjects.Storages(cluster).Select(storage => storage.Key)))
            {
                yield return new Finding(
                    cluster,
                    $"it backs up to storage {storage}, which it has not",
                    "Declare the storage, or correct the name");
            }
        }

        foreach (var finding in ManagedMySqlChecks.References(context))
            yield return finding;
    }

    /// <inheritdoc/>
    public override IEnumerable<Finding> Backups(CheckContext context)
        => MySqlObjects.Clusters(context.Plan).SelectMany(cluster => ClusterBackups(cluster, context).Concat(Proofs(cluster, context)))
            .Concat(
                MySqlObjects.Servers(context.Plan)
                    .SelectMany(server => ServerBackups(server, context).Concat(Proofs(server, context))))
            .Concat(ManagedMySqlChecks.Backups(context));

    /// <inheritdoc/>
    public override IEnumerable<Finding> Protection(CheckContext context)
        => (from cluster in MySqlObjects.Clusters(context.Plan)
            where cluster.Inputs.Items("metadata.finalizers").Any(finalizer => finalizer.ToString() == DeletingFinalizer)
            select new Finding(cluster, "its volumes are deleted with it", $"Leave the finalizer {DeletingFinalizer} out"))
            .Concat(ManagedMySqlChecks.Protection(context));

    /// <inheritdoc/>
    public override IEnumerable<Finding> Exposure(CheckContext context) => ManagedMySqlChecks.Exposure(context);

    /// <inheritdoc/>
    public override IEnumerable<Finding> Paths(PathSurvey survey)
        => MySqlObjects.Clusters(survey.Context.Plan).SelectMany(cluster => ClusterPaths(cluster, survey))
            .Concat(
                from server in MySqlObjects.Clusters(survey.Context.Plan).Concat(MySqlObjects.Servers(survey.Context.Plan))
                from job in MySqlObjects.DumpsOf(survey.Context, server)
                    .Concat(MySqlObjects.DrillsOf(survey.Context, server))
                    .Concat(MySqlObjects.BackupsOf(survey.Context, server))
                where !survey.ReachObjectStorage(PodTemplate.Of(job)!.Labels)
                select PathSurvey.Closed(job, "it does not reach the object storage"))
            .Concat(ManagedMySqlChecks.Paths(survey));

    /// <inheritdoc/>
    public override IEnumerable<Finding> Memory(CheckContext context)
    {
        foreach (var (server, memory, configuration) in Configured(context))
        {
            var buffers = MySqlConfiguration.ValueOf(configuration, MySqlConfiguration.BufferPool);
            var messages = MySqlConfiguration.ValueOf(configuration, MySqlConfiguration.MessageCache);
            var connections = MySqlConfiguration.ValueOf(configuration, MySqlConfiguration.MaxConnections);
            // A group that is not told keeps messages of a gibibyte.
            if (messages == 0 && server.Is(MySqlKinds.PerconaServerMySql))
                messages = 1024;
            var needed = buffers + messages + (connections * MySqlConfiguration.MebibytesEach);
            // One without a limit is another check's.
            if (needed <= memory || memory == 0)
                continue;
            var section = SectionOf(server);
            yield return new Finding(
                server,
                $"{buffers}Mi of buffer pool, {messages}Mi of group messages and {connections} connections of "
                    + $"{MySqlConfiguration.MebibytesEach}Mi are {needed}Mi, and an instance has {memory}Mi",
                $"Raise {section}.memory, or lower {section}.maxConnections to "
                    + $"{Math.Max(0, memory - buffers - messages) / MySqlConfiguration.MebibytesEach}");
        }
    }

    /// <inheritdoc/>
    public override IEnumerable<Finding> Connections(CheckContext context)
    {
        var servers = Configured(context).ToLookup(server => server.Server.ObjectName);
        foreach (var project in context.Settings.Application.Projects)
        {
            foreach (var (server, _, configuration) in servers[DataServiceNames.Of(project, MySqlService.ServiceName)])
            {
                var sum = ConnectionSum.Of(
                    project,
                    Opens,
                    context.Settings,
                    OtherConnections);
                var taken = MySqlConfiguration.ValueOf(configuration, MySqlConfiguration.MaxConnections);
                if (sum.Total > taken)
                {
                    yield return new Finding(
                        server,
                        $"its clients may open {sum.Total} connections, and it takes {taken}: {sum}",
                        $"Raise {SectionOf(server)}.maxConnections to {sum.Total}, or lower maxReplicas");
                }
            }
        }

        foreach (var finding in ManagedMySqlChecks.Connections(context))
            yield return finding;
    }

    /// <inheritdoc/>
    public override IEnumerable<Finding> UnwatchedBackups(CheckContext context, IReadOnlyCollection<string> criticalExpressions)
        => (from cluster in MySqlObjects.Clusters(context.Plan)
            where !criticalExpressions.Any(expression => IsOnBackupsOf(cluster, expression))
            select new Finding(cluster, "nobody is told when it stops succeeding", "Add a critical alert on the time of the last success"))
            .Concat(ManagedMySqlChecks.Unwatched(context));

    /// <inheritdoc/>
    public override IEnumerable<string> WithoutMetrics(CheckContext context)
        => from cluster in MySqlObjects.Clusters(context.Plan)
           from accounts in MySqlObjects.AccountsOf(context, cluster)
           select accounts.ObjectName;

    // The cluster, then its database and user, then who connects with them.
    /// <inheritdoc/>
    public override IEnumerable<ReleaseStep> Order(CheckContext context)
        => (from cluster in MySqlObjects.Clusters(context.Plan)
            from accounts in MySqlObjects.AccountsOf(context, cluster)
            from pair in context.Pods.With(Labels.ClientOf(cluster.ObjectName!))
                .Where(client => client.Owner != accounts)
                .Select(client => new ReleaseStep(client.Owner, accounts))
                .Append(new ReleaseStep(accounts, cluster))
            select pair)
            .Concat(ManagedMySqlChecks.Order(context));

    /// <inheritdoc/>
    public override IEnumerable<PlannedResource> BackupsBefore(PlannedResource job, CheckContext context)
        => ManagedMySqlChecks.BackupsBefore(job, context);

    /// <summary>Whether a workload opens connections by a variable.</summary>
    public static bool Opens(WorkloadDefinition workload, ConnectionVariable variable) => variable.Service == MySqlService.ServiceName;

    private static IEnumerable<Finding> ClusterBackups(PlannedResource cluster, CheckContext context)
    {
        var jobs = MySqlObjects.BackupsOf(context, cluster).ToList();
        if (jobs.Count == 0 || !cluster.Inputs.IsTrue("spec.backup.enabled"))
            yield return new Finding(cluster, "it has no base backups", "Enable backups, and declare a CronJob that takes them");
        if (!MySqlObjects.DumpsOf(context, cluster).Any())
            yield return new Finding(cluster, "nothing dumps it", "Declare a CronJob that does, as a client of it");
        if (!MySqlObjects.KeepersOf(context, cluster).Any())
        {
            yield return new Finding(
                cluster,
                "backups that a schedule of the operator has made are deleted with the stack",
                "Declare the Job that takes their finalizers off");
        }

        // What deletes data with an object, and keeps the namespace where it cannot.
        if (cluster.Inputs.Items("spec.backup.schedule").Any())
        {
            yield return new Finding(
                cluster,
                "the operator's schedule makes backups that are deleted with the stack",
                "Leave the schedule to the CronJob");
        }

        foreach (var finding in jobs.SelectMany(job => ScheduleFindings(job, "base backups", context)))
            yield return finding;
    }

    // What runs a server, the memory of an instance in MiB, and the configuration that it reads.
    private static IEnumerable<(PlannedResource Server, long Memory, string Configuration)> Configured(CheckContext context)
    {
        foreach (var cluster in MySqlObjects.Clusters(context.Plan))
        {
            var limit = cluster.Inputs.Text("spec.mysql.resources.limits.memory");
            yield return (cluster, MebibytesOf(limit), cluster.Inputs.Text("spec.mysql.configuration"));
        }

        var files = context.Plan.ByName(KubernetesKinds.ConfigMap);
        foreach (var server in MySqlObjects.Servers(context.Plan))
        {
            var pod = server.Inputs.At("spec.template.spec");
            var container = pod.Items("containers").First(one => one.Items("ports").Any(port => port.Text("name") == "mysql"));
            var texts = pod.Items("volumes")
                .Select(volume => files.GetValueOrDefault(volume.Text("configMap.name")))
                .OfType<PlannedResource>()
                .SelectMany(file => file.Inputs.Texts("data").Values);
            yield return (server, MebibytesOf(container.Text("resources.limits.memory")), string.Join('\n', texts));
        }

        static long MebibytesOf(string text) => Quantity.TryParse(text)?.Mebibytes ?? 0;
    }

    private static IEnumerable<Finding> Proofs(PlannedResource server, CheckContext context)
    {
        var drills = MySqlObjects.DrillsOf(context, server).ToList();
        if (drills.Count == 0)
            yield return new Finding(server, "nothing proves that it can be restored", "Declare a restore drill, as a client of it");
        foreach (var drill in drills.Where(drill => context.Environment.ProtectsData && drill.Inputs.IsTrue("spec.suspend")))
        {
            yield return new Finding(
                drill,
                $"nobody restores a dump unless asked; {context.Environment.Name} demands it",
                $"Set {context.SettingOf(drill, MySqlService.ServiceName, "drill.enabled")} to true");
        }
    }

    private static IEnumerable<Finding> ServerBackups(PlannedResource server, CheckContext context)
    {
        var dumps = MySqlObjects.DumpsOf(context, server).ToList();
        return dumps.Count == 0
            ? [new Finding(server, "nothing dumps it", "Declare a CronJob that does, as a client of it")]
            : dumps.SelectMany(dump => ScheduleFindings(dump, "dumps", context));
    }

    private static IEnumerable<Finding> ScheduleFindings(PlannedResource job, string backups, CheckContext context)
    {
        var environment = context.Environment;
        var isOften = CronSchedule.TryParse(job.Inputs.Text("spec.schedule"))?.LongestInterval <= environment.BaseBackupInterval;
        if (!isOften || job.Inputs.IsTrue("spec.suspend"))
        {
            yield return new Finding(
                job,
                $"{backups} are further apart than {Duration.Format(environment.BaseBackupInterval)}",
                $"Correct {context.SettingOf(job, MySqlService.ServiceName, "backup.schedule")}, and do not suspend it");
        }

        var retention = MySqlObjects.RetentionOf(job);
        if (retention < environment.RecoveryWindowDays)
        {
            yield return new Finding(
                job,
                $"{backups} are kept for {retention} days; {environment.Name} demands {environment.RecoveryWindowDays}",
                $"Set {RetentionOf(job, context)} to {environment.RecoveryWindowDays} or more");
        }
    }

    private static IEnumerable<Finding> ClusterPaths(PlannedResource cluster, PathSurvey survey)
    {
        var instances = cluster.Inputs.Texts(MySqlObjects.InstanceLabels);
        var proxies = cluster.Inputs.Texts(MySqlObjects.ProxyLabels);
        var backups = MySqlObjects.Storages(cluster).Select(storage => storage.Value.Texts("labels")).ToList();
        foreach (var port in OperatorPorts.Where(port => !survey.IsReachedFrom(MySqlService.OperatorNamespace, instances, port)))
            yield return PathSurvey.Closed(cluster, $"the operator does not reach port {port} of its instances");
        foreach (var port in GroupPorts.Where(port => !survey.Network.AllowsBetween(instances, instances, port)))
            yield return PathSurvey.Closed(cluster, $"its instances do not reach port {port} of each other");
        foreach (var port in ProxyPorts.Where(port => !survey.Network.AllowsBetween(proxies, instances, port)))
            yield return PathSurvey.Closed(cluster, $"its proxies do not reach port {port} of its instances");
        if (!backups.TrueForAll(jobs => survey.Network.AllowsBetween(jobs, instances, MySqlPorts.Backup)))
            yield return PathSurvey.Closed(cluster, "its backup jobs do not reach its instances");
        if (!backups.Append(instances).All(survey.ReachObjectStorage))
            yield return PathSurvey.Closed(cluster, "its instances or its backup jobs do not reach the object storage");
        foreach (var client in survey.Pods.With(Labels.ClientOf(cluster.ObjectName!)))
        {
            if (!survey.Network.AllowsBetween(client.Labels, proxies, MySqlPorts.MySql))
                yield return PathSurvey.Closed(client.Owner, $"it does not reach the proxies of {cluster.Title}");
        }
    }

    // Neither the operator nor its objects tell when a backup succeeded: what makes them does.
    private static bool IsOnBackupsOf(PlannedResource cluster, string expression)
        => expression.Contains("kube_cronjob_status_last_successful_time", StringComparison.Ordinal)
            && expression.Contains($"=\"{PerconaBackups.NameOf(cluster.ObjectName!)}\"", StringComparison.Ordinal);

    private static string SectionOf(PlannedResource server) => DataSection.Of(MySqlService.ServiceName, server.ObjectName!);

    private static string RetentionOf(PlannedResource resource, CheckContext context)
        => context.SettingOf(resource, MySqlService.ServiceName, "backup.retentionDays");
}
