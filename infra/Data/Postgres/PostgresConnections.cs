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
    {
        var pooler = PoolerOf(project, settings);
        var guests = GuestsOf(project, settings).ToList();
        var others = Others.Concat(guests.Select(guest
            => (guest.Name, ConnectionSum.Of(guest, pooler is not null && MayPool(guest) ? OpensDirectly : Opens, settings).Total)));
        return pooler is null
            ? ConnectionSum.Of(project, Opens, settings, others)
            // There is a pool for each database.
            : ConnectionSum.Of(
                project,
                OpensDirectly,
                settings,
                [.. others, ("the pooler", pooler.ServerConnections * (1 + guests.Count(MayPool)))]);
    }

    /// <summary>The connections that a project may come to hold to its pooler.</summary>
    public static ConnectionSum PooledSumOf(ProjectDefinition project, StackSettings settings)
        => ConnectionSum.Of(
            project,
            OpensPooled,
            settings,
            GuestsOf(project, settings)
                .Where(MayPool)
                .Select(guest => (guest.Name, ConnectionSum.Of(guest, OpensPooled, settings).Total)));

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

    // The companions whose databases are in its cluster.
    private static IEnumerable<ProjectDefinition> GuestsOf(ProjectDefinition project, StackSettings settings)
        => project is ApplicationDefinition application
            ? application.Companions.Where(companion => settings.Data[companion.Name].Find<PostgresSettings>()?.Host is not null)
            : [];

    private static PoolerSettings? PoolerOf(ProjectDefinition project, StackSettings settings)
        => settings.Data[project.Name].Find<PostgresSettings>()?.Pooler is { IsEnabled: true } pooler ? pooler : null;

    private static bool MayPool(ProjectDefinition guest) => guest.Needs.OfType<PostgresNeed>().Any(need => need.AllowsTransactionPooling);

    private static bool OpensDirectly(WorkloadDefinition workload, ConnectionVariable variable)
        => IsOfPostgres(variable) && !PostgresPooler.IsPooled(workload, variable);

    private static bool OpensPooled(WorkloadDefinition workload, ConnectionVariable variable)
        => IsOfPostgres(variable) && PostgresPooler.IsPooled(workload, variable);

    private static bool Opens(WorkloadDefinition workload, ConnectionVariable variable) => IsOfPostgres(variable);

    private static bool IsOfPostgres(ConnectionVariable variable) => variable.Service == PostgresService.ServiceName;
}
