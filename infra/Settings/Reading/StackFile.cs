using System.Collections.Immutable;
using Infra.Faults;
using YamlDotNet.RepresentationModel;

namespace Infra.Settings.Reading;

/// <summary>Reads a stack's configuration from its file and from the project's, as the Pulumi CLI would hand it on.</summary>
public static class StackFile
{
    /// <summary>Finds the folder of the project: the nearest one upwards that has a Pulumi.yaml.</summary>
    /// <exception cref="InputException">There is none.</exception>
    public static string FindProjectFolder(string from)
        => TryFindProjectFolder(from)
            ?? throw new InputException(
                $"{StackConfiguration.ProjectFile} is missing; "
                    + "the program looks for it in the current folder and those above it. Run the command in the project's folder.");

    /// <summary>The same, or null where there is none.</summary>
    public static string? TryFindProjectFolder(string from)
    {
        for (var folder = new DirectoryInfo(from); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, StackConfiguration.ProjectFile)))
                return folder.FullName;
        }

        return null;
    }

    /// <summary>The stacks that have a file in the folder.</summary>
    public static IReadOnlyList<string> StacksIn(string folder)
        =>
        [
            .. Directory.EnumerateFiles(folder, StackConfiguration.FileOf("*"))
                .Select(file => Path.GetFileName(file)["Pulumi.".Length..^".yaml".Length])
                .Order(StringComparer.Ordinal),
        ];

    /// <summary>Reads the configuration of a stack.</summary>
    /// <exception cref="InputException">The file is missing or no YAML of the right shape, or the project has another name.</exception>
    public static StackConfiguration Read(string folder, string stack)
    {
        var file = StackConfiguration.FileOf(stack);
        if (!File.Exists(Path.Combine(folder, file)))
            throw new InputException($"{file} is missing; {WhatToDoWithout(stack, StacksIn(folder))}.");

        var project = YamlFile.Load(folder, StackConfiguration.ProjectFile);
        StackReading.RequireProjectName((project is null ? null : Find(project, "name") as YamlScalarNode)?.Value);

        var values = ImmutableSortedDictionary.CreateBuilder<string, ConfigValue>(StringComparer.Ordinal);
        foreach (var (key, declaration) in EntriesOf(project, StackConfiguration.ProjectFile))
        {
            if (DefaultOf(declaration) is { } value)
                values[FullKey(key)] = YamlValue.Read(FullKey(key), value);
        }

        foreach (var (key, value) in EntriesOf(YamlFile.Load(folder, file), file))
            values[key] = YamlValue.Read(key, value);
        return new StackConfiguration(StackReading.ProjectName, stack, values.ToImmutable()) { ProjectFolder = folder };
    }

    private static string WhatToDoWithout(string stack, IReadOnlyList<string> stacks)
    {
        if (stacks.Count == 0)
            return "there is no stack file in the project's folder. Write the file";
        var fix = NearestName.Of(stack, stacks) is { } nearest ? $"Use {nearest}" : "Use one of these";
        return $"there are stack files for {string.Join(", ", stacks)}. {fix}, or write the file";
    }

    private static IEnumerable<(string Key, YamlNode Value)> EntriesOf(YamlMappingNode? root, string file)
        => (root is null ? null : Find(root, "config")) switch
        {
            null or YamlScalarNode { Value: null or "" or "~" or "null" } => [],
            YamlMappingNode map => map.Children.Select(entry => (YamlValue.NameOf(entry.Key), entry.Value)),
            _ => throw new InputException(
                $"{file}: config is not a map; it has one key a line, such as infra:edge. Correct the line."),
        };

    private static string FullKey(string key) => key.Contains(':') ? key : $"{StackReading.ProjectName}:{key}";

    // An entry of Pulumi.yaml is a value, or a map that declares one; null where it declares no more than a type.
    private static YamlNode? DefaultOf(YamlNode entry)
    {
        if (entry is not YamlMappingNode map)
            return entry;
        return Find(map, "value") ?? Find(map, "default") ?? (Find(map, "type") is null ? entry : null);
    }

    private static YamlNode? Find(YamlMappingNode map, string key)
        => map.Children.TryGetValue(new YamlScalarNode(key), out var value) ? value : null;
}
