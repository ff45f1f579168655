using Infra.Data.MySql;
using Infra.Data.Postgres;
using Infra.Data.Qdrant;
using Infra.Data.Redis;

namespace Infra.Data;

/// <summary>The data services that a stack can have.</summary>
internal static class DataServices
{
    /// <summary>All of them, in the order in which they are shown.</summary>
    public static IReadOnlyList<DataService> All { get; } =
    [
        new PostgresService(),
        new RedisService(),
        new QdrantService(),
        new MySqlService(),
    ];
}
