using Infra.Applications;
using Infra.Settings;
using Infra.Tests.Support;

namespace Infra.Tests.Applications;

/// <summary>Runs of an application of the catalog, in which secrets are seen.</summary>
internal static class ApplicationRuns
{
    /// <summary>The settings of a stack file that says more than the committed one.</summary>
    /// <param name="application">The application.</param>
    /// <param name="stack">The stack.</param>
    /// <param name="configuration">What it says: keys without their prefix, and values, JSON where they are structured.</param>
    public static StackSettings SettingsOf(string application, string stack, params (string Key, string Value)[] configuration)
        => CustomStack.SettingsOf(
            ApplicationCatalog.All.Single(one => one.Name == application),
            stack,
            [
                .. configuration.Any(entry => entry.Key == "edge") ? [] : new[] { ("edge", """{"domain": "example.com"}""") },
                ("objectStorage", """{"destination": "s3://example-backups/any"}"""),
                .. configuration,
            ]);

    /// <summary>Runs that stack.</summary>
    /// <inheritdoc cref="SettingsOf" path="/param"/>
    public static Task<StackRunResult> RunAsync(string application, string stack, params (string Key, string Value)[] configuration)
        => new StackRun { Settings = SettingsOf(application, stack, configuration) }.RunAsync();

    /// <summary>Runs the committed stack with an optional secret set.</summary>
    /// <param name="application">The application.</param>
    /// <param name="stack">The stack.</param>
    /// <param name="secret">The secret; its value tells its name.</param>
    public static Task<StackRunResult> RunSupplyingAsync(string application, string stack, string secret)
    {
        var settings = Previews.SettingsOf(stack, application);
        return new StackRun { Settings = settings with { SuppliedSecrets = settings.SuppliedSecrets.Add(secret) } }.RunAsync();
    }

    /// <summary>The names of the resources that another value of a supplied secret changes.</summary>
    /// <inheritdoc cref="RunSupplyingAsync" path="/param"/>
    public static async Task<IEnumerable<string>> ChangedBySupplyingAsync(string application, string stack, string secret)
    {
        var settings = Previews.SettingsOf(stack, application);
        settings = settings with { SuppliedSecrets = settings.SuppliedSecrets.Add(secret) };
        return (await WithAsync("before")).ChangedIn(await WithAsync("after"));

        Task<StackRunResult> WithAsync(string value) =>
            new StackRun
            {
                Settings = settings,
                Supplied = settings.SuppliedSecrets.ToDictionary(name => name, name => name == secret ? value : "the same"),
            }.RunAsync();
    }

    /// <summary>The names of the resources that a second generation of a generated secret changes or adds.</summary>
    /// <inheritdoc cref="RunSupplyingAsync" path="/param"/>
    public static async Task<IEnumerable<string>> ChangedByRotatingAsync(string application, string stack, string secret)
        => (await RunAsync(application, stack)).ChangedIn(await RunAsync(application, stack, ("generations", $$"""{"{{secret}}": 2}""")));
}
