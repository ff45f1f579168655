using System.Collections.Immutable;

namespace Infra.Settings.Reading;

/// <summary>A stack's configuration as it was written, before it is understood.</summary>
/// <param name="Project">The project's name, which begins the keys of its settings.</param>
/// <param name="Stack">The stack's name.</param>
/// <param name="Values">The values by full key, such as <c>infra:edge</c>.</param>
public sealed record StackConfiguration(string Project, string Stack, ImmutableSortedDictionary<string, ConfigValue> Values)
{
    /// <summary>The name of the project's file.</summary>
    public const string ProjectFile = "Pulumi.yaml";

    /// <summary>The folder of the project; null where it is not known.</summary>
    public string? ProjectFolder { get; init; }

    /// <summary>The stack's file.</summary>
    public string Origin => FileOf(Stack);

    /// <summary>Finds the file that a key stands in, where its value does not know; null where nobody knows.</summary>
    public Func<string, string?>? FindFile { get; init; }

    /// <summary>The file that a setting stands in: the stack's, or the project's where the setting is a default of it.</summary>
    /// <param name="path">The full key, and the path below it.</param>
    public string OriginOf(string path)
    {
        foreach (var (key, value) in Values)
        {
            var isWithin = path.StartsWith(key, StringComparison.Ordinal) && (path.Length == key.Length || path[key.Length] is '.' or '[');
            if (isWithin)
                return value.File ?? FindFile?.Invoke(key) ?? Origin;
        }

        return Origin;
    }

    /// <summary>The name of a stack's file.</summary>
    public static string FileOf(string stack) => $"Pulumi.{stack}.yaml";
}
