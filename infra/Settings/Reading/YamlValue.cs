using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Infra.Faults;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Infra.Settings.Reading;

/// <summary>
/// Reads a value of a stack file as the Pulumi CLI would hand it on: text, or JSON where it is structured. What the CLI, or another reader
/// of YAML, would take for something else is a fault.
/// </summary>
internal sealed class YamlValue
{
    private const string SecureKey = "secure";
    private const string MergeKey = "<<";
    private const string TextTag = "tag:yaml.org,2002:str";

    private readonly ImmutableArray<string>.Builder _secrets = ImmutableArray.CreateBuilder<string>();
    private readonly ImmutableArray<Fault>.Builder _faults = ImmutableArray.CreateBuilder<Fault>();

    private YamlValue()
    {
    }

    /// <summary>Reads the value of a key.</summary>
    /// <param name="key">The full key.</param>
    /// <param name="node">The value.</param>
    /// <param name="file">The file that it stands in.</param>
    /// <param name="commands">The commands that faults name.</param>
    public static ConfigValue Read(string key, YamlNode node, string file, ConfigCommands commands)
    {
        var reading = new YamlValue();
        if (IsSecure(node, out var encrypted))
        {
            reading.HoldEncrypted(key, encrypted, commands);
            return ConfigValue.Secret() with { File = file, Faults = reading._faults.ToImmutable() };
        }

        var json = reading.ToJson(node, key);
        var text = json is JsonValue value && value.TryGetValue<string>(out var scalar) ? scalar : json?.ToJsonString();
        return new ConfigValue(text ?? "", IsSecret: false, reading._secrets.ToImmutable())
        {
            File = file,
            Faults = reading._faults.ToImmutable(),
        };
    }

    /// <summary>A key as text.</summary>
    public static string NameOf(YamlNode key) => (key as YamlScalarNode)?.Value ?? key.ToString();

    private static bool IsSecure(YamlNode node) => IsSecure(node, out _);

    private static bool IsSecure(YamlNode node, out YamlNode? encrypted)
    {
        encrypted = null;
        return node is YamlMappingNode { Children.Count: 1 } map && map.Children.TryGetValue(new YamlScalarNode(SecureKey), out encrypted);
    }

    private JsonNode? ToJson(YamlNode node, string path)
    {
        if (!node.Tag.IsEmpty && !(node is YamlScalarNode && node.Tag.Value == TextTag))
            Report(path, $"tagged {node.Tag.Value}", "readers of YAML do not agree on tags", "Remove the tag, and quote what is text");
        return node switch
        {
            YamlMappingNode map => ToJson(map, path),
            YamlSequenceNode list => ToJson(list, path),
            YamlScalarNode scalar => ToJson(scalar, path),
            _ => null,
        };
    }

    private JsonObject ToJson(YamlMappingNode map, string path)
    {
        var json = new JsonObject();
        foreach (var (key, value) in map.Children)
        {
            var name = NameOf(key);
            var inner = $"{path}.{name}";
            HoldKey(inner, key);
            if (IsNoted(value, inner))
                continue;
            if (json.ContainsKey(name))
                Report(inner, "set twice", "a key of a map stands once", "Remove one of the lines");
            json[name] = ToJson(value, inner);
        }

        return json;
    }

    private JsonArray ToJson(YamlSequenceNode list, string path)
    {
        var json = new JsonArray();
        foreach (var (index, item) in list.Children.Index())
        {
            var inner = $"{path}[{index}]";
            if (!IsNoted(item, inner))
                json.Add(ToJson(item, inner));
        }

        return json;
    }

    // Quoted scalars are text, plain ones what they look like.
    private JsonValue? ToJson(YamlScalarNode scalar, string path)
    {
        var text = scalar.Value ?? "";
        if (!IsPlain(scalar))
            return JsonValue.Create(text);
        if (PlainScalar.Doubt(path, text) is { } doubt)
            _faults.Add(doubt);
        return PlainScalar.ToJson(text);
    }

    private static bool IsPlain(YamlScalarNode scalar) => scalar is { Style: ScalarStyle.Plain, Tag.IsEmpty: true };

    private void HoldKey(string path, YamlNode key)
    {
        if (key is not YamlScalarNode scalar)
        {
            Report(path, "no text", "the Pulumi CLI takes text for keys", "Remove the line");
            return;
        }

        var text = scalar.Value ?? "";
        if (IsPlain(scalar) && text == MergeKey)
            Report(path, "a merge key", "only some readers of YAML know it", "Write out what it merges");
        else if (IsPlain(scalar) && !PlainScalar.IsText(text))
            Report(path, "no text", "the Pulumi CLI takes text for keys", "Quote it");
    }

    private void HoldEncrypted(string key, YamlNode? encrypted, ConfigCommands commands)
    {
        var isText = encrypted is YamlScalarNode { Value: { } text } scalar
            && !string.IsNullOrWhiteSpace(text)
            && (!IsPlain(scalar) || PlainScalar.IsText(text));
        if (isText)
            return;
        var fix = $"Set it again: {commands.SetSecretAt(key)}";
        Report(key, "encrypted without a ciphertext", "secure takes what the Pulumi CLI writes", fix);
    }

    // Encrypted values are noted and left out: nothing reads them.
    private bool IsNoted(YamlNode node, string path)
    {
        var isSecure = IsSecure(node);
        if (isSecure)
            _secrets.Add(path);
        return isSecure;
    }

    private void Report(string path, string value, string rule, string fix)
        => _faults.Add(new Fault(path, ShownValue.WithoutSecrets(value), rule, fix));
}
