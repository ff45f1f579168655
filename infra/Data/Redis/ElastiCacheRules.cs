using System.Text.RegularExpressions;
using Infra.Aws;
using Infra.Faults;
using Infra.Settings;
using Infra.Settings.Reading;

namespace Infra.Data.Redis;

/// <summary>What only the whole stack tells of a replication group.</summary>
internal static partial class ElastiCacheRules
{
    // https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateReplicationGroup.html
    private const int Longest = 40;

    /// <summary>What is wrong.</summary>
    /// <param name="stack">The stack.</param>
    /// <param name="settings">The settings of the replication group.</param>
    /// <param name="path">Where the settings of Redis stand.</param>
    /// <param name="service">The name of the data service.</param>
    /// <param name="commands">The commands that faults name.</param>
    public static IEnumerable<Fault> FaultsIn(
        StackSettings stack,
        ElastiCacheSettings settings,
        string path,
        string service,
        ConfigCommands commands)
    {
        foreach (var fault in AccountRules.FaultsIn(stack, path, ElastiCacheSettings.Provider, commands))
            yield return fault;
        var identifier = $"{stack.Namespace}-{service}";
        if (!IdentifierPattern().IsMatch(identifier) || identifier.Length > Longest)
        {
            yield return new Fault(
                $"{StackReading.ProjectName}:namespace",
                $"\"{stack.Namespace}\"",
                $"its replication group would be called {identifier}, and ElastiCache takes at most {Longest} letters, digits and single "
                    + "'-', a letter first",
                $"Use a name of at most {Longest - service.Length - 1} characters that begins with a letter and has no two '-' "
                    + "side by side");
        }

        var generation = stack.Generations[RedisService.ServiceName];
        if (settings.SettledGeneration > generation)
        {
            yield return new Fault(
                $"{path}.{ElastiCacheSettings.Key}.{ElastiCacheSettings.SettledKey}",
                $"{settings.SettledGeneration}",
                $"the token is of generation {generation} ({StackReading.ProjectName}:generations.{RedisService.ServiceName}), and no "
                    + "client has another",
                $"Use {generation} once all clients have it, or remove it");
        }
    }

    [GeneratedRegex("^[a-z](-?[a-z0-9])*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex IdentifierPattern();
}
