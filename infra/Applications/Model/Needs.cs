namespace Infra.Applications.Model;

/// <summary>The data services an application needs; null for those it does not.</summary>
public sealed record Needs
{
    /// <summary>A Postgres database.</summary>
    public PostgresNeed? Postgres { get; init; }

    /// <summary>A Redis.</summary>
    public RedisNeed? Redis { get; init; }

    /// <summary>A Qdrant.</summary>
    public QdrantNeed? Qdrant { get; init; }

    /// <summary>A MySQL database.</summary>
    public MySqlNeed? MySql { get; init; }
}
