using Infra.Applications.Model;
using Infra.Environments;
using Infra.Settings;
using Infra.Values;

namespace Infra.Data.Postgres;

/// <summary>How many connections a cluster must take, and what each of them costs.</summary>
internal static class PostgresConnections
{
    /// <summary>
    /// The memory that a connection takes beside the shared buffers, in MiB: with less, a server that is full of them is killed.
    /// </summary>
    public const int MebibytesEach = 3;

    // A superuser's, which no application gets (superuser_reserved_connections); then the instance manager's, the exporter's and those of
    // the platform's steps.
    private static readonly (string, int)[] Others = [("the operator and its exporter", 6), ("steps of the release", 2), ("reserved", 3)];

    /// <summary>The connections that a project may come to hold to the servers.</summary>
    public static ConnectionSum SumOf(ProjectDefinition project, StackSettings settings)
        => settings.Data[project.Name].Find<PostgresSettings>()?.Pooler is { IsEnabled: true } pooler
            ? ConnectionSum.Of(
                project,
                (workload, variable) => IsOfPostgres(variable) && !PostgresPooler.IsPooled(workload, variable),
                settings,
                [.. Others, ("the pooler", pooler.ServerConnections)])
            : ConnectionSum.Of(project, Opens, settings, Others);

    /// <summary>The connections that a project may come to hold to its pooler.</summary>
    public static ConnectionSum PooledSumOf(ProjectDefinition project, StackSettings settings)
        => ConnectionSum.Of(
            project,
            (workload, variable) => IsOfPostgres(variable) && PostgresPooler.IsPooled(workload, variable),
            settings);

    /// <summary>
    /// What is taken unless the stack file says otherwise: what is usual for the size of the environment, or what the project may come to
    /// hold with the replicas that it has by default.
    /// </summary>
    public static int DefaultFor(ProjectDefinition project, EnvironmentTraits environment, int usual)
    {
        var needed = ConnectionSum
            .Of(
                project,
                Opens,
                workload => WorkloadSettings.DefaultScaling(workload, environment).MaxReplicas,
                Others)
            .Total;
        return needed <= usual ? usual : (needed + 9) / 10 * 10;
    }

    /// <summary>The memory that so many connections and the shared buffers take, in MiB.</summary>
    public static long MebibytesOf(int connections, long sharedBuffers) => sharedBuffers + ((long)connections * MebibytesEach);

    /// <summary>The shared buffers of an instance, in MiB: a quarter of its memory
    /// (https://www.postgresql.org/docs/current/runtime-config-resource.html).</summary>
    public static long SharedBuffersOf(Quantity memory) => memory.Mebibytes / 4;

    private static bool Opens(WorkloadDefinition workload, ConnectionVariable variable) => IsOfPostgres(variable);

    private static bool IsOfPostgres(ConnectionVariable variable) => variable.Service == PostgresService.ServiceName;
}
