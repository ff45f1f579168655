using Infra.Checks;
using Infra.Kubernetes;
using StackPreview.Checks;
using StackPreview.Json;
using StackPreview.Kinds;
using StackPreview.Plans;

namespace Infra.Data.Postgres;

/// <summary>What the checks look at in dumps and restore drills of Postgres.</summary>
internal static class PostgresProofs
{
    /// <summary>Where a cluster has no dump, or nothing proves that it can be restored.</summary>
    public static IEnumerable<Finding> Missing(PlannedResource cluster, CheckContext context)
    {
        var clients = context.Pods.With(Labels.ClientOf(cluster.ObjectName!)).Select(pods => pods.Owner).ToList();
        if (!clients.Exists(client => Runs(client, PostgresDump.Script)))
            yield return new Finding(cluster, "nothing dumps it", "Declare a CronJob that does, as a client of it");
        var drills = clients.Where(client => Runs(client, PostgresDrill.Script)).ToList();
        if (drills.Count == 0)
            yield return new Finding(cluster, "nothing proves that it can be restored", "Declare a restore drill, as a client of it");
        foreach (var drill in drills.Where(drill => !drill.Inputs.IsTrue("spec.suspend") && LooksForTime(drill)))
        {
            if (!clients.Exists(client => Runs(client, PostgresDrill.HeartbeatScript)))
                yield return new Finding(drill, "nobody writes the time that it looks for", "Declare the CronJob that does");
        }

        foreach (var drill in drills.Where(drill => context.Environment.ProtectsData && drill.Inputs.IsTrue("spec.suspend")))
        {
            yield return new Finding(
                drill,
                $"nobody restores a backup unless asked; {context.Environment.Name} demands it",
                $"Set {context.SettingOf(drill, PostgresService.ServiceName, "drill.enabled")} to true");
        }
    }

    /// <summary>Whether a client of a cluster is a step of the platform: its account begins with the name of the data service.</summary>
    public static bool IsOwn(PlannedResource client, PlannedResource cluster)
        => PodTemplate.Of(client)!.Spec
            .Text("serviceAccountName")
            .StartsWith($"{ClusterName.ServiceOf(cluster.ObjectName!)}-", StringComparison.Ordinal);

    /// <summary>Whether a resource is a step that fills a database.</summary>
    public static bool Fills(PlannedResource job) => Runs(job, PostgresFill.Script);

    /// <summary>Whether a resource is a step that keeps others out of a companion's database.</summary>
    public static bool KeepsApart(PlannedResource job) => Runs(job, SharedDatabase.Script);

    /// <summary>The dumps that a job waits for: of a database that runs elsewhere, nothing else can be taken.</summary>
    public static IEnumerable<PlannedResource> DumpsBefore(PlannedResource job, CheckContext context)
        => from dump in context.Plan.OfKind(KubernetesKinds.Job)
           where job.Dependencies.Contains(dump.Urn) && Runs(dump, PostgresDump.Script)
           select dump;

    /// <summary>The object stores that steps fill a database from: each bears the name of its step's account.</summary>
    public static IEnumerable<string> FilledFrom(CheckContext context)
        => from job in context.Plan.OfKind(KubernetesKinds.Job)
           where Fills(job)
           select PodTemplate.Of(job)!.Spec.Text("serviceAccountName");

    /// <summary>Which paths are closed to them.</summary>
    public static IEnumerable<Finding> Closed(PathSurvey survey)
    {
        var jobs = survey.Context.Plan.OfKind(KubernetesKinds.CronJob).ToList();
        foreach (var dump in jobs.Where(job => Runs(job, PostgresDump.Script)))
        {
            if (!survey.ReachObjectStorage(PodTemplate.Of(dump)!.Labels))
                yield return PathSurvey.Closed(dump, "it does not reach the object storage");
        }

        var fills = survey.Context.Plan.OfKind(KubernetesKinds.Job).Where(Fills);
        foreach (var drill in jobs.Where(job => Runs(job, PostgresDrill.Script)).Concat(fills))
        {
            foreach (var finding in ClosedTo(drill, survey))
                yield return finding;
        }
    }

    private static IEnumerable<Finding> ClosedTo(PlannedResource drill, PathSurvey survey)
    {
        var own = PodTemplate.Of(drill)!.Labels;
        foreach (var scratch in drill.Creates.Where(created => created.Kind == "Pod").Select(pod => pod.Labels))
        {
            foreach (var port in new[] { PostgresPorts.Postgres, PostgresPorts.Status }
                .Where(port => !survey.IsReachedFrom(PostgresService.OperatorNamespace, scratch, port)))
            {
                yield return PathSurvey.Closed(drill, $"the operator does not reach port {port} of its scratch cluster");
            }

            if (!survey.Network.AllowsBetween(own, scratch, PostgresPorts.Postgres))
                yield return PathSurvey.Closed(drill, "it does not reach its scratch cluster");
            if (!survey.ReachObjectStorage(scratch))
                yield return PathSurvey.Closed(drill, "its scratch cluster does not reach the object storage");
            foreach (var finding in survey.ApiServers(drill, scratch))
                yield return finding;
        }
    }

    private static bool LooksForTime(PlannedResource drill)
        => PodTemplate.Of(drill)!
            .Containers.SelectMany(container => container.Items("env"))
            .Any(variable => variable.Text("value") == PostgresDrill.OwnNewest);

    private static bool Runs(PlannedResource job, string script)
        => PodTemplate.Of(job)?.Containers.SelectMany(container => container.Items("command")).Any(part => part.ToString() == script)
            ?? false;
}
