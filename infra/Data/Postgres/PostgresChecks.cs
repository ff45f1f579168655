using Infra.Checks;
using Infra.Data.Flexible;
using Infra.Data.Rds;
using Infra.Kubernetes;
using Infra.Steps;
using Infra.Values;
using StackPreview.Checks;
using StackPreview.Json;
using StackPreview.Kinds;
using StackPreview.Plans;

namespace Infra.Data.Postgres;

/// <summary>The checks of plans with Postgres.</summary>
internal sealed class PostgresChecks : DataServiceChecks
{
    private const string DaySuffix = "d";
    private const string Unlimited = "an unlimited time";

    private static readonly RdsChecks Rds = new(
        RdsPostgres.Engine,
        data => data.Find<PostgresSettings>()?.OnRds,
        PostgresConnections.SumOf);

    private static FlexibleServerChecks Flexible => FlexiblePostgresChecks.All;

    /// <inheritdoc/>
    public override IEnumerable<Finding> References(CheckContext context)
    {
        var plan = context.Plan;
        var clusters = plan.OfKind(PostgresKinds.Cluster).ToList();
        var names = clusters.Select(cluster => cluster.ObjectName).ToHashSet();
        var stores = plan.ByName(PostgresKinds.ObjectStore);
        var used = clusters.SelectMany(StoresOf).Concat(PostgresProofs.FilledFrom(context)).ToHashSet();

        foreach (var cluster in clusters)
        {
            foreach (var store in StoresOf(cluster).Where(store => !stores.ContainsKey(store)))
            {
                yield return new Finding(
                    cluster,
                    $"it archives to ObjectStore {store}, which is not there",
                    "Declare the ObjectStore, or correct the name");
            }

            foreach (var finding in ExtensionFindings(cluster))
                yield return finding;
        }

        foreach (var backup in plan.OfKind(PostgresKinds.ScheduledBackup))
        {
            var cluster = backup.Inputs.Text("spec.cluster.name");
            if (!names.Contains(cluster))
            {
                yield return new Finding(
                    backup,
                    $"it backs up Cluster {cluster}, which is not there",
                    "Declare the Cluster, or correct the name");
            }
        }

        foreach (var finding in Rds.References(context).Concat(Flexible.References(context)))
            yield return finding;
        foreach (var store in stores.Where(entry => !used.Contains(entry.Key)).Select(entry => entry.Value))
            yield return new Finding(store, "no Cluster archives to it", "Name it in the plugin of a Cluster, or remove it");
    }

    /// <inheritdoc/>
    public override IEnumerable<Finding> Backups(CheckContext context)
    {
        var backups = context.Plan.OfKind(PostgresKinds.ScheduledBackup).ToLookup(backup => backup.Inputs.Text("spec.cluster.name"));
        foreach (var cluster in context.Plan.OfKind(PostgresKinds.Cluster))
        {
            foreach (var finding in ArchiveFindings(cluster, context))
                yield return finding;
            if (!backups.Contains(cluster.ObjectName!))
                yield return new Finding(cluster, "it has no base backups", "Declare a ScheduledBackup");
            foreach (var finding in backups[cluster.ObjectName!].SelectMany(backup => BaseBackupFindings(backup, context)))
                yield return finding;
            if (!Serves(cluster, context))
                continue;
            if (context.Templates.All(step => step.Spec.Text("serviceAccountName") != PostgresArchive.AccountOf(cluster.ObjectName!)))
                yield return new Finding(cluster, "nothing sees whether it archives", "Declare the step that has a segment archived");
            var first = PostgresBackups.FirstOf(cluster.ObjectName!);
            if (!context.Plan.OfKind(KubernetesKinds.Job).Any(job => job.ObjectName!.StartsWith(first, StringComparison.Ordinal)))
                yield return new Finding(cluster, "no first base backup is waited for", "Declare the step that takes one");
            var onDemand = ScheduledStep.NameOf(PostgresBackups.AccountOf(cluster.ObjectName!));
            if (context.Plan.OfKind(KubernetesKinds.CronJob).All(job => job.ObjectName != onDemand))
                yield return new Finding(cluster, "nothing takes a backup of it on demand", "Declare the step that does");
            foreach (var finding in PostgresProofs.Missing(cluster, context))
                yield return finding;
        }

        foreach (var finding in Rds.Backups(context).Concat(Flexible.Backups(context)))
            yield return finding;
        // What is only read, is not pruned.
        var read = PostgresProofs.FilledFrom(context).ToHashSet();
        var archives = context.Plan.OfKind(PostgresKinds.ObjectStore).Where(store => !read.Contains(store.ObjectName!));
        foreach (var finding in archives.SelectMany(store => RetentionFindings(store, context)))
            yield return finding;
    }

    /// <inheritdoc/>
    public override IEnumerable<Finding> Paths(PathSurvey survey)
    {
        foreach (var pod in survey.Pods.All.Where(pod => pod.Owner.Is(PostgresKinds.Cluster)))
        {
            foreach (var port in new[] { PostgresPorts.Postgres, PostgresPorts.Status }
                .Where(port => !survey.IsReachedFrom(PostgresService.OperatorNamespace, pod.Labels, port)))
            {
                yield return PathSurvey.Closed(pod.Owner, $"the operator does not reach port {port} of its instances");
            }

            if (!survey.Network.AllowsBetween(pod.Labels, pod.Labels, PostgresPorts.Postgres))
                yield return PathSurvey.Closed(pod.Owner, "its instances do not reach each other");
            foreach (var finding in survey.ApiServers(pod.Owner, pod.Labels))
                yield return finding;
            if (!survey.ReachObjectStorage(pod.Labels))
                yield return PathSurvey.Closed(pod.Owner, "its instances do not reach the object storage");
        }

        var managed = Rds.Paths(survey).Concat(Flexible.Paths(survey));
        foreach (var finding in PostgresProofs.Closed(survey).Concat(PoolerChecks.Paths(survey)).Concat(managed))
            yield return finding;
        foreach (var cluster in survey.Context.Plan.OfKind(PostgresKinds.Cluster))
        {
            var instances = survey.Pods.Of(cluster).Select(pods => new PodPort(pods, PostgresPorts.Postgres));
            foreach (var finding in survey.ClientsOf(cluster, instances, RolloutsOf(cluster, survey.Context)))
                yield return finding;
        }
    }

    /// <inheritdoc/>
    public override IEnumerable<Finding> UnwatchedBackups(CheckContext context, IReadOnlyCollection<string> criticalExpressions)
        => (criticalExpressions.Any(expression => expression.Contains("last_available_backup_timestamp", StringComparison.Ordinal))
            ? []
            : from backup in context.Plan.OfKind(PostgresKinds.ScheduledBackup)
              select new Finding(backup, "nobody is told when it fails", "Add a critical alert on the age of the newest backup"))
            .Concat(Rds.Unwatched(context))
            .Concat(Flexible.Unwatched(context));

    /// <inheritdoc/>
    public override IEnumerable<Finding> Memory(CheckContext context) => PostgresCapacity.Memory(context);

    /// <inheritdoc/>
    public override IEnumerable<Finding> Connections(CheckContext context)
        => PostgresCapacity.Connections(context)
            .Concat(PostgresCapacity.PoolerConnections(context))
            .Concat(Rds.Connections(context))
            .Concat(Flexible.Connections(context));

    /// <inheritdoc/>
    public override IEnumerable<Finding> Protection(CheckContext context)
        => Rds.Protection(context).Concat(Flexible.Protection(context));

    /// <inheritdoc/>
    public override IEnumerable<Finding> Exposure(CheckContext context)
        => Rds.Exposure(context).Concat(Flexible.Exposure(context));

    /// <inheritdoc/>
    public override IEnumerable<string> Idle(CheckContext context)
        => context.Plan.OfKind(PostgresKinds.Cluster).Where(cluster => !Serves(cluster, context)).Select(cluster => cluster.ObjectName!);

    /// <inheritdoc/>
    public override IEnumerable<ReleaseStep> Order(CheckContext context)
    {
        foreach (var step in PoolerChecks.Order(context).Concat(Rds.Order(context)).Concat(Flexible.Order(context)))
            yield return step;
        foreach (var cluster in context.Plan.OfKind(PostgresKinds.Cluster))
        {
            var steps = RolloutsOf(cluster, context);
            foreach (var step in steps)
                yield return new ReleaseStep(step, cluster);
            var clients = context.Pods.With(Labels.ClientOf(cluster.ObjectName!)).Select(pods => pods.Owner).Except(steps).ToList();
            var fills = clients.Where(PostgresProofs.Fills).ToList();
            var guests = clients.Where(PostgresProofs.KeepsApart).Select(step => step.Urn).ToList();
            foreach (var client in clients)
            {
                // The backup before an upgrade, and those of a companion, which come after its own step.
                if (cluster.Dependencies.Contains(client.Urn) || client.Dependencies.Overlaps(guests))
                    continue;
                // Before it is filled, only the platform's own steps connect.
                foreach (var earlier in fills.Count == 0 || PostgresProofs.IsOwn(client, cluster) ? steps.DefaultIfEmpty(cluster) : fills)
                    yield return new ReleaseStep(client, earlier);
            }
        }
    }

    /// <inheritdoc/>
    public override IEnumerable<PlannedResource> BackupsBefore(PlannedResource job, CheckContext context)
        => (from cluster in context.Plan.OfKind(PostgresKinds.Cluster)
            from step in context.Templates
            where step.Spec.Text("serviceAccountName") == PostgresBackups.AccountOf(cluster.ObjectName!)
            where job.Dependencies.Contains(step.Owner.Urn)
            select step.Owner).Concat(PostgresProofs.DumpsBefore(job, context))
            .Concat(Rds.BackupsBefore(job, context))
            .Concat(Flexible.BackupsBefore(job, context));

    // What stays beside the one that serves has no clients, and nothing waits for it.
    private static bool Serves(PlannedResource cluster, CheckContext context)
        => !context.Settings.Data.Values
            .SelectMany(project => project.Services)
            .Any(service => service.Settings is PostgresSettings settings
                && settings.Formers.Any(former => ClusterName.Of(service.Name, former.Incarnation) == cluster.ObjectName));

    // The steps that wait until its instances run as it is declared.
    private static List<PlannedResource> RolloutsOf(PlannedResource cluster, CheckContext context)
        => [.. context.TemplatesByWorkload[PostgresRollout.AccountOf(cluster.ObjectName!)].Select(template => template.Owner)];

    private static IEnumerable<string> StoresOf(PlannedResource cluster)
        => cluster.Inputs.Items("spec.plugins").Select(plugin => plugin.Text("parameters.barmanObjectName"));

    private static IEnumerable<Finding> ExtensionFindings(PlannedResource cluster)
    {
        var statements = cluster.Inputs.Items("spec.bootstrap.initdb.postInitApplicationSQL").Select(statement => $"{statement}").ToList();
        var parameters = cluster.Inputs.Entries("spec.postgresql.parameters").Select(parameter => parameter.Key).ToList();
        return from extension in ManagedExtensions.All
               where statements.Exists(statement => statement.Contains($"\"{extension}\"", StringComparison.Ordinal))
               where !parameters.Exists(parameter => ManagedExtensions.IsParameterOf(extension, parameter))
               select new Finding(
                   cluster,
                   $"the operator drops its extension {extension}, as no parameter {extension}.* is set",
                   $"Set {ManagedExtensions.ParameterOf(extension)} among its parameters");
    }

    private static IEnumerable<Finding> ArchiveFindings(PlannedResource cluster, CheckContext context)
    {
        if (!cluster.Inputs.Items("spec.plugins").Any(plugin => plugin.IsTrue("isWALArchiver")))
            yield return new Finding(cluster, "it does not archive its write-ahead log", "Add the Barman Cloud plugin with isWALArchiver");

        var environment = context.Environment;
        var timeout = Duration.TryParse(cluster.Inputs.Text("spec.postgresql.parameters.archive_timeout")) ?? TimeSpan.Zero;
        if (timeout > environment.RecoveryPoint || timeout == TimeSpan.Zero)
        {
            var lost = timeout == TimeSpan.Zero ? Unlimited : Duration.Format(timeout);
            yield return new Finding(
                cluster,
                $"up to {lost} of changes can be lost; {environment.Name} allows {Duration.Format(environment.RecoveryPoint)}",
                $"Lower {context.SettingOf(cluster, PostgresService.ServiceName, "backup.archiveTimeout")}");
        }
    }

    private static IEnumerable<Finding> BaseBackupFindings(PlannedResource backup, CheckContext context)
    {
        if (backup.Inputs.Text("spec.method") != "plugin" || backup.Inputs.IsTrue("spec.suspend"))
            yield return new Finding(backup, "it is suspended, or not taken by the plugin", "Set method to plugin, and do not suspend it");
        if (IntervalOf(backup) is not { } interval || interval > context.Environment.BaseBackupInterval)
        {
            yield return new Finding(
                backup,
                $"base backups are further apart than {Duration.Format(context.Environment.BaseBackupInterval)}",
                $"Correct {context.SettingOf(backup, PostgresService.ServiceName, "backup.schedule")}");
        }
    }

    private static IEnumerable<Finding> RetentionFindings(PlannedResource store, CheckContext context)
    {
        var environment = context.Environment;
        var retention = store.Inputs.Text("spec.retentionPolicy");
        var isOfDays = retention.EndsWith(DaySuffix, StringComparison.Ordinal);
        if (!isOfDays || !int.TryParse(retention[..^1], out var days) || days < environment.RecoveryWindowDays)
        {
            yield return new Finding(
                store,
                $"backups are kept for {(retention.Length == 0 ? Unlimited : retention)}; "
                    + $"{environment.Name} demands {environment.RecoveryWindowDays} days",
                $"Set {RetentionOf(store, context)} to {environment.RecoveryWindowDays} or more");
        }
    }

    // Six fields, seconds first.
    private static TimeSpan? IntervalOf(PlannedResource backup)
        => backup.Inputs.Text("spec.schedule").Split(' ', 2) is [_, var schedule]
            ? CronSchedule.TryParse(schedule)?.LongestInterval
            : null;

    private static string RetentionOf(PlannedResource resource, CheckContext context)
        => context.SettingOf(resource, PostgresService.ServiceName, "backup.retentionDays");
}
