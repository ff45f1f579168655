using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Infra.Settings.Reading;

/// <summary>Reads a stack's configuration from its file and from the project's, as the Pulumi CLI would hand it on.</summary>
public static partial class StackFile
{
    private const string ProjectFile = "Pulumi.yaml";
    private const string SecureKey = "secure";

    /// <summary>Finds the folder of the project: the nearest one upwards that has a Pulumi.yaml.</summary>
    /// <exception cref="SettingsException">There is none.</exception>
    public static string FindProjectFolder(string from)
    {
        for (var folder = new DirectoryInfo(from); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, ProjectFile)))
                return folder.FullName;
        }

        throw new SettingsException($"{ProjectFile} is missing; the program looks for it in the current folder and those above it. Run the command in the project's folder.");
    }

    /// <summary>The stacks that have a file in the folder.</summary>
    public static IReadOnlyList<string> StacksIn(string folder)
        => [.. Directory.EnumerateFiles(folder, StackConfiguration.FileOf("*")).Select(file => Path.GetFileName(file)["Pulumi.".Length..^".yaml".Length]).Order(StringComparer.Ordinal)];

    /// <summary>Reads the configuration of a stack.</summary>
    /// <exception cref="SettingsException">The file is missing or no YAML of the right shape.</exception>
    public static StackConfiguration Read(string folder, string stack)
    {
        var file = StackConfiguration.FileOf(stack);
        if (!File.Exists(Path.Combine(folder, file)))
        {
            var stacks = StacksIn(folder);
            var nearest = NearestName.Of(stack, stacks);
            throw new SettingsException($"{file} is missing; there are stack files for {string.Join(", ", stacks)}. {(nearest is null ? "Use one of these" : $"Use {nearest}")}, or write the file.");
        }

        var values = ImmutableSortedDictionary.CreateBuilder<string, ConfigValue>(StringComparer.Ordinal);
        foreach (var (key, value) in EntriesOf(folder, ProjectFile))
            values[key.Contains(':') ? key : $"{StackReading.ProjectName}:{key}"] = ValueOf(key, ProjectDefault(value));
        foreach (var (key, value) in EntriesOf(folder, file))
            values[key] = ValueOf(key, value);
        return new StackConfiguration(StackReading.ProjectName, stack, values.ToImmutable());
    }

    private static IEnumerable<(string Key, YamlNode Value)> EntriesOf(string folder, string file)
    {
        var root = Load(folder, file);
        if (root is null || !root.Children.TryGetValue(new YamlScalarNode("config"), out var config) || config is YamlScalarNode { Value: null or "" })
            return [];
        return config is YamlMappingNode map
            ? map.Children.Select(entry => (KeyOf(entry.Key), entry.Value))
            : throw new SettingsException($"{file}: config is not a map; it has one key a line, such as infra:postgres. Correct the line.");
    }

    private static YamlMappingNode? Load(string folder, string file)
    {
        try
        {
            using var reader = File.OpenText(Path.Combine(folder, file));
            var yaml = new YamlStream();
            yaml.Load(reader);
            return yaml.Documents switch
            {
                [] => null,
                [{ RootNode: YamlMappingNode map }] => map,
                _ => throw new SettingsException($"{file}: the file is not one map; a stack file begins with config:. Correct it."),
            };
        }
        catch (YamlException exception)
        {
            var reason = exception.Message.Split('\n')[0].TrimEnd('.');
            throw new SettingsException($"{file}: line {exception.Start.Line}, column {exception.Start.Column} is not YAML; {reason}. Correct the line.");
        }
    }

    // An entry of Pulumi.yaml is a value, or a map that declares one.
    private static YamlNode ProjectDefault(YamlNode entry)
        => entry is YamlMappingNode map && (Find(map, "value") ?? Find(map, "default")) is { } value ? value : entry;

    private static YamlNode? Find(YamlMappingNode map, string key) => map.Children.TryGetValue(new YamlScalarNode(key), out var value) ? value : null;

    private static ConfigValue ValueOf(string key, YamlNode node)
    {
        if (IsSecure(node))
            return ConfigValue.Secret();

        var secrets = ImmutableArray.CreateBuilder<string>();
        var json = ToJson(node, key, secrets);
        var text = node is YamlScalarNode scalar ? scalar.Value ?? "" : json?.ToJsonString() ?? "";
        return new ConfigValue(text, IsSecret: false, secrets.ToImmutable());
    }

    private static bool IsSecure(YamlNode node)
        => node is YamlMappingNode { Children.Count: 1 } map && map.Children.ContainsKey(new YamlScalarNode(SecureKey));

    private static JsonNode? ToJson(YamlNode node, string path, ImmutableArray<string>.Builder secrets)
    {
        switch (node)
        {
            case YamlMappingNode map:
                var entries = new JsonObject();
                foreach (var (key, value) in map.Children.Select(entry => (KeyOf(entry.Key), entry.Value)))
                {
                    if (IsSecure(value))
                        secrets.Add($"{path}.{key}");
                    else
                        entries[key] = ToJson(value, $"{path}.{key}", secrets);
                }

                return entries;
            case YamlSequenceNode list:
                return new JsonArray([.. list.Children.Select((item, index) => ToJson(item, $"{path}[{index}]", secrets))]);
            case YamlScalarNode scalar:
                return ToJson(scalar);
            default:
                return null;
        }
    }

    // The core schema of YAML 1.2, as the Pulumi CLI has it: quoted scalars are text, plain ones what they look like.
    private static JsonValue? ToJson(YamlScalarNode scalar)
    {
        var text = scalar.Value ?? "";
        if (scalar.Style != ScalarStyle.Plain)
            return JsonValue.Create(text);
        if (text is "" or "~" or "null" or "Null" or "NULL")
            return null;
        if (text is "true" or "True" or "TRUE" or "false" or "False" or "FALSE")
            return JsonValue.Create(text[0] is 't' or 'T');
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var integer) && !text.StartsWith('+'))
            return JsonValue.Create(integer);
        return FloatPattern().IsMatch(text) && double.TryParse(text, CultureInfo.InvariantCulture, out var number) ? JsonValue.Create(number) : JsonValue.Create(text);
    }

    private static string KeyOf(YamlNode node) => (node as YamlScalarNode)?.Value ?? node.ToString();

    [GeneratedRegex(@"^[-+]?(\d+\.\d*|\.\d+|\d+)([eE][-+]?\d+)?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex FloatPattern();
}
