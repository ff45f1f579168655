using System.Collections.Immutable;

namespace Infra.Applications.Model.Rules;

/// <summary>The data services that the rules know.</summary>
internal static class DataServiceRules
{
    /// <summary>All of them.</summary>
    public static ImmutableArray<IDataServiceRules> All { get; } =
    [
        new PostgresRules(),
        new RedisRules(),
        new QdrantRules(),
        new MySqlRules(),
    ];

    /// <summary>The data service whose connection a variable holds a part of; null for other variables.</summary>
    public static IDataServiceRules? BoundBy(Variable variable) => All.FirstOrDefault(service => service.IsBoundBy(variable));
}
