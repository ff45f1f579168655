using System.Text.RegularExpressions;
using Infra.Applications.Model;
using Infra.Azure;
using Infra.Faults;
using Infra.Settings;
using Infra.Settings.Reading;

namespace Infra.Data.Redis;

/// <summary>What a stack with Azure Managed Redis is held to that only its whole settings tell.</summary>
internal static partial class ManagedRedisRules
{
    private const int Longest = 60;
    private const string Zone = "privatelink.redis.azure.net";

    /// <summary>The faults.</summary>
    /// <param name="stack">The stack.</param>
    /// <param name="path">Where the settings of Redis stand.</param>
    /// <param name="service">The name of the data service.</param>
    /// <param name="commands">The commands that faults name.</param>
    public static IEnumerable<Fault> FaultsIn(StackSettings stack, string path, string service, ConfigCommands commands)
    {
        if (stack.Azure is not { } azure)
        {
            yield return SubscriptionRules.Missing(path, ManagedRedisSettings.Provider, commands);
            yield break;
        }

        if (!azure.HasNetworkOf(RedisService.ServiceName))
        {
            yield return new Fault(
                $"{AzureSettings.Key}.subnets.{RedisService.ServiceName}",
                StackFaults.Missing,
                "the server has an endpoint in a subnet, and its host in a private DNS zone",
                $"Set it and {AzureSettings.Key}.privateDnsZones.{RedisService.ServiceName}, or {AzureSettings.Key}.networkStack to the "
                    + "stack whose outputs they are");
        }

        if (azure.PrivateDnsZones.TryGetValue(RedisService.ServiceName, out var zone)
            && !zone.EndsWith($"/{Zone}", StringComparison.Ordinal))
        {
            yield return new Fault(
                $"{AzureSettings.Key}.privateDnsZones.{RedisService.ServiceName}",
                $"\"{zone}\"",
                $"the zone of endpoints of Redis is {Zone}",
                "Use that zone");
        }

        var name = AzureAccount.UniqueNameOf(azure, stack.Namespace, service);
        if (name.Length > Longest || !NamePattern().IsMatch(name))
        {
            yield return new Fault(
                $"{StackReading.ProjectName}:namespace",
                $"\"{stack.Namespace}\"",
                $"its Redis would be called {name}, and Azure takes at most {Longest} letters, digits and single '-'",
                $"Use a name of at most {Longest - (name.Length - stack.Namespace.Length)} characters that has no two '-' side by side");
        }

        foreach (var fault in DatabaseFaults(stack, path, service))
            yield return fault;
    }

    // It has the database 0 alone.
    private static IEnumerable<Fault> DatabaseFaults(StackSettings stack, string path, string service)
        => from project in stack.Application.Projects
           where DataServiceNames.Of(project, RedisService.ServiceName) == service
           let other = project.Workloads
               .SelectMany(workload => workload.AllVariables)
               .OfType<RedisVariable>()
               .FirstOrDefault(variable => variable.Database != 0)
           where other is not null
           select new Fault(
               $"{path}.provider",
               $"\"{ManagedRedisSettings.Provider}\"",
               $"{other.Name} of {project.Title} is of database {other.Database}, and Azure Managed Redis has the database 0 alone",
               $"Use {DataService.InCluster}, or database 0 in the application's definition");

    [GeneratedRegex("^[A-Za-z0-9](-?[A-Za-z0-9])*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NamePattern();
}
