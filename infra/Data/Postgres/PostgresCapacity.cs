using Infra.Applications.Model;
using Infra.Checks;
using Infra.Values;
using StackPreview.Checks;
using StackPreview.Json;
using StackPreview.Plans;

namespace Infra.Data.Postgres;

/// <summary>The checks of whether clusters and poolers have the memory and the connections that they may come to need.</summary>
internal static class PostgresCapacity
{
    /// <summary>Where an instance has less memory than its connections and shared buffers may take.</summary>
    public static IEnumerable<Finding> Memory(CheckContext context)
    {
        foreach (var cluster in context.Plan.OfKind(PostgresKinds.Cluster))
        {
            if (Quantity.TryParse(cluster.Inputs.Text("spec.resources.limits.memory"))?.Mebibytes is not { } memory)
                continue;
            // Postgres writes MB for what Kubernetes writes Mi for.
            var shared = cluster.Inputs.Text("spec.postgresql.parameters.shared_buffers").Replace("MB", "Mi", StringComparison.Ordinal);
            var buffers = Quantity.TryParse(shared)?.Mebibytes ?? 0;
            var connections = MaxConnectionsOf(cluster);
            var needed = PostgresConnections.MebibytesOf(connections, buffers);
            if (needed <= memory)
                continue;
            var section = ClusterName.SectionOf(cluster.ObjectName!);
            yield return new Finding(
                cluster,
                $"{buffers}Mi of shared buffers and {connections} connections of {PostgresConnections.MebibytesEach}Mi are {needed}Mi, "
                    + $"and an instance has {memory}Mi",
                // A quarter of the memory are shared buffers.
                $"Raise {section}.memory to {(connections * PostgresConnections.MebibytesEach * 4 / 3) + 4}Mi, or lower "
                    + $"{section}.maxConnections to {(memory - buffers) / PostgresConnections.MebibytesEach}");
        }
    }

    /// <summary>Where its clients may come to open more connections than a cluster takes.</summary>
    public static IEnumerable<Finding> Connections(CheckContext context)
    {
        foreach (var (project, cluster) in Databases(context))
        {
            var sum = PostgresConnections.SumOf(project, context.Settings);
            var taken = MaxConnectionsOf(cluster);
            if (sum.Total <= taken)
                continue;
            yield return new Finding(
                cluster,
                $"its clients may open {sum.Total} connections, and it takes {taken}: {sum}",
                $"Raise {ClusterName.SectionOf(cluster.ObjectName!)}.maxConnections to {sum.Total}, or lower maxReplicas");
        }
    }

    /// <summary>Where clients may come to open more connections than their pooler takes.</summary>
    public static IEnumerable<Finding> PoolerConnections(CheckContext context)
    {
        foreach (var (project, cluster) in Databases(context))
        {
            if (context.Settings.Data[project.Name].Find<PostgresSettings>()?.Pooler is not { IsEnabled: true } settings)
                continue;
            var name = PostgresPooler.NameOf(cluster.ObjectName!);
            var pooler = context.Plan.OfKind(PostgresKinds.Pooler).Single(other => other.ObjectName == name);
            var sum = PostgresConnections.PooledSumOf(project, context.Settings);
            var taken = settings.Instances * settings.MaxClientConnections;
            if (sum.Total <= taken)
                continue;
            var each = (sum.Total + settings.Instances - 1) / settings.Instances;
            yield return new Finding(
                pooler,
                $"its clients may open {sum.Total} connections, and it takes {taken}: {sum}",
                $"Raise {ClusterName.SectionOf(cluster.ObjectName!)}.pooler.maxClientConnections to {each}, or lower maxReplicas");
        }
    }

    private static int MaxConnectionsOf(PlannedResource cluster)
        => int.TryParse(cluster.Inputs.Text("spec.postgresql.parameters.max_connections"), out var connections) ? connections : 0;

    // The cluster that serves each project that has one.
    private static IEnumerable<(ProjectDefinition Project, PlannedResource Cluster)> Databases(CheckContext context)
    {
        var clusters = context.Plan.ByName(PostgresKinds.Cluster);
        return from project in context.Settings.Application.Projects
               let name = DataServiceNames.Of(project, PostgresService.ServiceName)
               let incarnation = context.Settings.Data[project.Name].Find<PostgresSettings>()?.Incarnation ?? 1
               let cluster = clusters.GetValueOrDefault(ClusterName.Of(name, incarnation))
               where cluster is not null
               select (project, cluster);
    }
}
