using Infra.Faults;
using Infra.Settings.Reading;

namespace Infra.Settings;

/// <summary>Holds the stacks of a project apart: each has a namespace in its cluster, and paths of backups, of its own.</summary>
internal static class NeighborRules
{
    private const string NamespaceKey = $"{StackReading.ProjectName}:namespace";
    private const string DestinationKey = $"{StackReading.ProjectName}:objectStorage.destination";

    /// <summary>What is wrong with a stack beside the others.</summary>
    /// <param name="configuration">Its configuration.</param>
    /// <param name="settings">Its settings.</param>
    /// <param name="neighbors">The other stacks, by name.</param>
    public static IEnumerable<Fault> FaultsOf(
        StackConfiguration configuration,
        StackSettings settings,
        IEnumerable<(string Stack, StackSettings Settings)> neighbors)
    {
        foreach (var (stack, other) in neighbors)
        {
            var file = StackConfiguration.FileOf(stack);
            if (other.Namespace == settings.Namespace && other.Cluster.Context == settings.Cluster.Context)
            {
                yield return new Fault(
                    NamespaceKey,
                    $"\"{settings.Namespace}\"",
                    $"{file} deploys to it, too, in the same cluster",
                    $"Set another in the one that is not deployed yet: {SetNamespace(configuration.Stack, stack, settings)}");
            }

            var shared = ArchivesOf(settings).Intersect(ArchivesOf(other)).Select(archive => archive.Name).ToList();
            if (shared.Count > 0)
            {
                var path = settings.ObjectStorage!.Destination.OriginalString;
                yield return new Fault(
                    DestinationKey,
                    $"\"{path}\"",
                    $"{file} sends the backups of {string.Join(", ", shared)} to it, too",
                    $"Set another in the one that is not deployed yet: {SetDestination(configuration.Stack, path)}");
            }
        }
    }

    // What backs up to a path is told from others by its name, and where it has a folder of its namespace, by that.
    private static IEnumerable<(string? Endpoint, string Destination, string Namespace, string Name)> ArchivesOf(StackSettings settings)
        => settings.ObjectStorage is { } storage
            ? settings.Data.Values
                .SelectMany(project => project.Services)
                .Where(service => service.Settings.IsBackedUp)
                .Select(service => (
                    storage.Endpoint?.AbsoluteUri,
                    storage.Destination.AbsoluteUri.TrimEnd('/'),
                    service.Settings.HasFolderOfNamespace ? settings.Namespace : "",
                    service.Settings.Archive ?? service.Name))
            : [];

    // Of the two stacks, the one whose name is not in the namespace of both.
    private static string SetNamespace(string stack, string other, StackSettings settings)
    {
        var chosen = NamedAfter(stack, settings) == settings.Namespace ? other : stack;
        var name = NamedAfter(chosen, settings);
        return new ConfigCommands(chosen).Set("namespace", SettingTypes.ObjectName.TryParse(name, out _) ? name : "<name>");
    }

    private static string NamedAfter(string stack, StackSettings settings)
        => stack.StartsWith(settings.Application.Name, StringComparison.Ordinal) ? stack : $"{settings.Application.Name}-{stack}";

    private static string SetDestination(string stack, string path)
        => new ConfigCommands(stack).SetPath(DestinationKey, $"{path.TrimEnd('/')}/{stack}");
}
