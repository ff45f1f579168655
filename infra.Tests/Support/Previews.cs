using System.Collections.Concurrent;
using Infra.Settings;
using Infra.Settings.Reading;

namespace Infra.Tests.Support;

/// <summary>Previews of stacks. They are made once, and never changed: tests edit copies.</summary>
internal static class Previews
{
    private static readonly ConcurrentDictionary<string, Lazy<Task<Preview>>> Known = new();

    private static readonly ConcurrentDictionary<string, Lazy<Task<Preview>>> Committed = new();

    /// <summary>The preview of a stack that is deployed, with the settings that whoever deploys it has committed.</summary>
    public static Task<Preview> OfCommittedAsync(string stack)
        => Committed
            .GetOrAdd(stack, _ => new Lazy<Task<Preview>>(() =>
                Preview.RunAsync(Load(StackFile.Read(Repository.Root, stack)), stack, Catalog.Default)))
            .Value;

    /// <summary>The preview of a stack that tests run.</summary>
    /// <param name="stack">The stack.</param>
    /// <param name="application">The application. Default: the stack's own.</param>
    public static Task<Preview> OfAsync(string stack, string? application = null)
        => Known
            .GetOrAdd($"{stack} {application}", _ => new Lazy<Task<Preview>>(() =>
                Preview.RunAsync(SettingsOf(stack, application), stack, Catalog.Default)))
            .Value;

    /// <summary>The settings of a stack that tests run, or of the showcase.</summary>
    /// <param name="stack">The stack.</param>
    /// <param name="application">The application. Default: the stack's own.</param>
    public static StackSettings SettingsOf(string stack, string? application = null)
        => application == Showcase.Name
            ? Showcase.SettingsOf(stack)
            : Load(StackFile.Read(Repository.TestStacks, stack) with { ProjectFolder = Repository.Root }, application: application);

    /// <summary>The same settings with other data services.</summary>
    public static StackSettings With(this StackSettings settings, Func<DataSettings, DataSettings> edit)
        => settings with { Data = settings.Data.SetItem(settings.Application.Name, edit(settings.OwnData)) };

    /// <summary>The settings of a stack file's text, as if it were the file of the stack.</summary>
    public static StackSettings Parse(string stack, string yaml, bool requireAll = false, string? application = null)
    {
        using var folder = new ScratchFolder();
        File.Copy(Repository.PathOf("Pulumi.yaml"), folder.PathOf("Pulumi.yaml"));
        File.WriteAllText(folder.PathOf(StackConfiguration.FileOf(stack)), yaml);
        return Load(StackFile.Read(folder.Path, stack), requireAll, application);
    }

    private static StackSettings Load(StackConfiguration configuration, bool requireAll = false, string? application = null)
        => Catalog.Default.Settings.Load(configuration, requireAll, application);
}
