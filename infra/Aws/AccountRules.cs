using Infra.Faults;
using Infra.Settings;
using Infra.Settings.Reading;

namespace Infra.Aws;

/// <summary>What a data service needs that AWS runs.</summary>
internal static class AccountRules
{
    /// <summary>What is wrong where there is no account that it could be made in.</summary>
    /// <param name="stack">The stack.</param>
    /// <param name="path">Where the settings of the data service stand.</param>
    /// <param name="provider">What runs it.</param>
    /// <param name="commands">The commands that faults name.</param>
    public static IEnumerable<Fault> FaultsIn(StackSettings stack, string path, string provider, ConfigCommands commands)
    {
        if (stack.Aws is null)
        {
            yield return new Fault(
                AwsSettings.Key,
                StackFaults.Missing,
                $"{path}.provider is {provider}, which is made in the account and the network that it names",
                $"Set it, for instance: {commands.SetPath($"{AwsSettings.Key}.region", "eu-central-1")}");
        }
    }
}
