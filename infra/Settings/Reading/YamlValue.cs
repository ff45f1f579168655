using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Infra.Settings.Reading;

/// <summary>Reads a value of a stack file as the Pulumi CLI would hand it on: text, or JSON where it is structured.</summary>
internal static partial class YamlValue
{
    private const string SecureKey = "secure";

    /// <summary>Reads the value of a key.</summary>
    public static ConfigValue Read(string key, YamlNode node)
    {
        if (IsSecure(node))
            return ConfigValue.Secret();

        var secrets = ImmutableArray.CreateBuilder<string>();
        var json = ToJson(node, key, secrets);
        var text = node is YamlScalarNode scalar && json is not null ? scalar.Value : json?.ToJsonString();
        return new ConfigValue(text ?? "", IsSecret: false, secrets.ToImmutable());
    }

    private static bool IsSecure(YamlNode node)
        => node is YamlMappingNode { Children.Count: 1 } map && map.Children.ContainsKey(new YamlScalarNode(SecureKey));

    private static JsonNode? ToJson(YamlNode node, string path, ImmutableArray<string>.Builder secrets) => node switch
    {
        YamlMappingNode map => new JsonObject(
            from entry in map.Children
            let name = NameOf(entry.Key)
            let inner = $"{path}.{name}"
            where !IsNoted(entry.Value, inner, secrets)
            select KeyValuePair.Create(name, ToJson(entry.Value, inner, secrets))),
        YamlSequenceNode list => new JsonArray([..
            from item in list.Children.Index()
            let inner = $"{path}[{item.Index}]"
            where !IsNoted(item.Item, inner, secrets)
            select ToJson(item.Item, inner, secrets)]),
        YamlScalarNode scalar => ToJson(scalar),
        _ => null,
    };

    // Encrypted values are noted and left out: nothing reads them.
    private static bool IsNoted(YamlNode node, string path, ImmutableArray<string>.Builder secrets)
    {
        var isSecure = IsSecure(node);
        if (isSecure)
            secrets.Add(path);
        return isSecure;
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
        return FloatPattern().IsMatch(text) && double.TryParse(text, CultureInfo.InvariantCulture, out var number)
            ? JsonValue.Create(number)
            : JsonValue.Create(text);
    }

    /// <summary>A key as text.</summary>
    public static string NameOf(YamlNode key) => (key as YamlScalarNode)?.Value ?? key.ToString();

    [GeneratedRegex(@"^[-+]?(\d+\.\d*|\.\d+|\d+)([eE][-+]?\d+)?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex FloatPattern();
}
