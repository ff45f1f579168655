namespace Infra.Data.Postgres;

/// <summary>The ports of an instance of a cluster, and of a pooler before it.</summary>
internal static class PostgresPorts
{
    /// <summary>The port that clients and the other instances connect to.</summary>
    public const int Postgres = 5432;

    /// <summary>The port that Prometheus scrapes.</summary>
    public const int Metrics = 9187;

    /// <summary>The port on which the operator and the other instances ask how it is.</summary>
    public const int Status = 8000;

    /// <summary>The port of a pooler that Prometheus scrapes. Clients come to it on <see cref="Postgres"/>.</summary>
    public const int PoolerMetrics = 9127;
}
