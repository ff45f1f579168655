using Infra.Components.Data.MySql;
using Infra.Components.Data.Postgres;
using Infra.Components.Data.Qdrant;
using Infra.Components.Data.Redis;

namespace Infra.Components.Data;

/// <summary>How a project reaches the data services it needs.</summary>
internal sealed record Connections
{
    /// <summary>Its Postgres database.</summary>
    public PostgresConnection? Postgres { get; init; }

    /// <summary>Its Redis.</summary>
    public RedisConnection? Redis { get; init; }

    /// <summary>Its Qdrant.</summary>
    public QdrantConnection? Qdrant { get; init; }

    /// <summary>Its MySQL database.</summary>
    public MySqlConnection? MySql { get; init; }
}
