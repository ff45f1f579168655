using System.Collections.Immutable;
using Infra.Faults;
using YamlDotNet.RepresentationModel;

namespace Infra.Settings.Reading;

/// <summary>Reads a stack's configuration from its file and from the project's, as the Pulumi CLI would hand it on.</summary>
public static class StackFile
{
    private const string StackFolderKey = "stackConfigDir";
    private const string Prefix = "Pulumi.";
    private const string Suffix = ".yaml";

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
            .. FilesIn(folder)
                .Select(file => Path.GetFileName(file)[Prefix.Length..^Suffix.Length])
                .Order(StringComparer.Ordinal),
        ];

    /// <summary>Refuses the name of a stack's file where the name of a stack belongs.</summary>
    /// <exception cref="InputException">It is one.</exception>
    public static void RequireStackName(string name)
    {
        var file = Path.GetFileName(name);
        var isFile = file.Length > Prefix.Length + Suffix.Length
            && file.StartsWith(Prefix, StringComparison.Ordinal)
            && file.EndsWith(Suffix, StringComparison.Ordinal);
        if (isFile)
        {
            throw new InputException(
                $"{name} is the name of a file; a stack is named without {Prefix} and {Suffix}. "
                    + $"Use {file[Prefix.Length..^Suffix.Length]}.");
        }
    }

    /// <summary>Reads the configuration of a stack.</summary>
    /// <exception cref="InputException">The file is missing or no YAML of the right shape, or the project has another name.</exception>
    public static StackConfiguration Read(string folder, string stack)
    {
        var file = StackConfiguration.FileOf(stack);
        if (!File.Exists(Path.Combine(folder, file)))
            throw new InputException($"{file} is missing; {WhatToDoWithout(stack, StacksIn(folder))}.");

        var project = YamlFile.Load(folder, StackConfiguration.ProjectFile);
        StackReading.RequireProjectName((project is null ? null : Find(project, "name") as YamlScalarNode)?.Value);

        RequireStacksBeside(project);

        var commands = new ConfigCommands(stack);
        var values = ImmutableSortedDictionary.CreateBuilder<string, ConfigValue>(StringComparer.Ordinal);
        foreach (var (key, declaration) in EntriesOf(project, StackConfiguration.ProjectFile))
        {
            if (DefaultOf(declaration) is { } value)
                values[FullKey(key)] = YamlValue.Read(FullKey(key), value, StackConfiguration.ProjectFile, commands);
        }

        foreach (var (key, value) in EntriesOf(YamlFile.Load(folder, file), file))
            values[key] = YamlValue.Read(key, value, file, commands);
        return new StackConfiguration(StackReading.ProjectName, stack, values.ToImmutable()) { ProjectFolder = folder };
    }

    /// <summary>The configurations of the project's other stacks, as far as their files can be read.</summary>
    public static IEnumerable<StackConfiguration> NeighborsOf(StackConfiguration configuration)
    {
        if (configuration.ProjectFolder is not { } folder)
            yield break;
        foreach (var stack in StacksIn(folder).Where(stack => stack != configuration.Stack))
        {
            if (TryRead(folder, stack) is { } neighbor)
                yield return neighbor;
        }
    }

    private static string[] FilesIn(string folder)
    {
        try
        {
            return Directory.GetFiles(folder, StackConfiguration.FileOf("*"));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InputException(
                $"{folder} cannot be listed; the program looks for stack files in it ({exception.Message.TrimEnd('.')}). "
                    + "Correct its permissions.");
        }
    }

    private static StackConfiguration? TryRead(string folder, string stack)
    {
        try
        {
            return Read(folder, stack);
        }
        catch (InputException)
        {
            return null;
        }
    }

    /// <summary>
    /// The file that a key stands in: the stack's, or the project's; null where it is in neither, or they cannot be read.
    /// </summary>
    public static string? FileWith(string folder, string stack, string key)
    {
        try
        {
            var file = StackConfiguration.FileOf(stack);
            if (EntriesOf(YamlFile.Load(folder, file), file).Any(entry => entry.Key == key))
                return file;
            var defaults = EntriesOf(YamlFile.Load(folder, StackConfiguration.ProjectFile), StackConfiguration.ProjectFile);
            return defaults.Any(entry => FullKey(entry.Key) == key) ? StackConfiguration.ProjectFile : null;
        }
        catch (InputException)
        {
            return null;
        }
    }

    // The CLI would read other files than these.
    private static void RequireStacksBeside(YamlMappingNode? project)
    {
        if (project is not null && Find(project, StackFolderKey) is not null)
        {
            throw new InputException(
                $"{StackConfiguration.ProjectFile}: {StackFolderKey} is set; stack files are beside {StackConfiguration.ProjectFile}. "
                    + "Remove the line, and move the stack files there.");
        }
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
