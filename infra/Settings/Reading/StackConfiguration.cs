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

    /// <summary>The file that faults are found in.</summary>
    public string Origin => FileOf(Stack);

    /// <summary>The name of a stack's file.</summary>
    public static string FileOf(string stack) => $"Pulumi.{stack}.yaml";
}
