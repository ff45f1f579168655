using System.Collections.Immutable;
using Infra.Applications.Model;
using Infra.Settings;
using Infra.Settings.Reading;

namespace Infra.Tests.Support;

/// <summary>Settings of stacks that are not committed.</summary>
internal static class CustomStack
{
    /// <summary>The settings of an application in an environment.</summary>
    /// <param name="application">The application.</param>
    /// <param name="environment">The environment's name.</param>
    /// <param name="configuration">
    /// What the stack file says: keys without their prefix, and values, JSON where they are structured.
    /// </param>
    public static StackSettings SettingsOf(
        ApplicationDefinition application,
        string environment,
        params (string Key, string Value)[] configuration
    ) => SettingsOf(Catalog.Default with { Applications = [application] }, environment, configuration);

    /// <summary>The settings of the first application of a catalog in an environment of it.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="environment">The environment's name.</param>
    /// <param name="configuration">
    /// What the stack file says: keys without their prefix, and values, JSON where they are structured.
    /// </param>
    public static StackSettings SettingsOf(Catalog catalog, string environment, params (string Key, string Value)[] configuration)
    {
        var values = configuration.ToImmutableSortedDictionary(
            entry => $"{StackReading.ProjectName}:{entry.Key}",
            entry => ConfigValue.Plain(entry.Value),
            StringComparer.Ordinal);
        var stack = new StackConfiguration(StackReading.ProjectName, environment, values) { ProjectFolder = Repository.Root };
        return catalog.Settings.Load(stack, requireAll: false);
    }
}
