using Infra.Environments;

namespace Infra.Data.Postgres;

/// <summary>What settings of Postgres take back of what an environment promises that survives the loss of a node.</summary>
internal static class PostgresPromises
{
    /// <summary>The keys below the section, with what follows.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="environment">The environment.</param>
    public static IEnumerable<KeyValuePair<string, string>> Broken(PostgresSettings settings, EnvironmentTraits environment)
    {
        foreach (var broken in settings.Rds?.Contradictions(PostgresService.ServiceTitle, environment) ?? [])
            yield return broken;
        if (settings.Flexible?.Contradiction(environment) is { } contradiction)
            yield return contradiction;
        if (settings is { HasCluster: true, Instances: 1 })
        {
            yield return KeyValuePair.Create(
                "instances",
                $"with one instance, Postgres is away while its node is, and while it restarts; {environment.Name} promises to "
                    + "survive the loss of a node. Use 2 or more");
        }
    }
}
