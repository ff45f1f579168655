namespace Infra.Applications.Model;

/// <summary>The names of the data services in a namespace: of their components, objects, hosts and alerts.</summary>
internal static class DataServiceNames
{
    public const string Postgres = "postgres";

    public const string Redis = "redis";

    public const string Qdrant = "qdrant";

    public const string MySql = "mysql";

    /// <summary>The name of a data service of a project: a companion's begins with the companion's.</summary>
    public static string Of(ProjectDefinition project, string service) => project is CompanionDefinition ? $"{project.Name}-{service}" : service;
}
