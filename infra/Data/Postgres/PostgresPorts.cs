namespace Infra.Data.Postgres;

/// <summary>The ports of an instance of a cluster.</summary>
internal static class PostgresPorts
{
    /// <summary>The port that clients and the other instances connect to.</summary>
    public const int Postgres = 5432;

    /// <summary>The port that Prometheus scrapes.</summary>
    public const int Metrics = 9187;

    /// <summary>The port on which the operator and the other instances ask how it is.</summary>
    public const int Status = 8000;
}
