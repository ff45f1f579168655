namespace Infra.Components.Data;

/// <summary>The names of the data services in a namespace: of their components, objects, hosts and alerts.</summary>
internal static class DataServiceNames
{
    public const string Postgres = "postgres";

    public const string Redis = "redis";

    public const string Qdrant = "qdrant";

    public const string MySql = "mysql";
}
