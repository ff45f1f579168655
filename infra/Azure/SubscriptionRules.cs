using Infra.Faults;
using Infra.Settings;
using Infra.Settings.Reading;

namespace Infra.Azure;

/// <summary>What a data service needs that Azure runs.</summary>
internal static class SubscriptionRules
{
    /// <summary>What is wrong where there is no subscription that it could be made in.</summary>
    /// <param name="path">Where the settings of the data service stand.</param>
    /// <param name="provider">What runs it.</param>
    /// <param name="commands">The commands that faults name.</param>
    public static Fault Missing(string path, string provider, ConfigCommands commands) => new(
        AzureSettings.Key,
        StackFaults.Missing,
        $"{path}.provider is {provider}, which is made in the subscription and the network that it names",
        $"Set it, for instance: {commands.SetPath($"{AzureSettings.Key}.location", "westeurope")}");
}
