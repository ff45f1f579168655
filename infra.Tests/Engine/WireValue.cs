using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Pulumi;
using Pulumi.Utilities;

namespace Infra.Tests.Engine;

/// <summary>Values as the engine's protocol has them.</summary>
internal static partial class WireValue
{
    /// <summary>What stands for a value that a preview cannot know.</summary>
    public const string Unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

    private const string SignatureKey = "4dabf18193072939515e22adb298388d";
    private const string SecretSignature = "1b47061264138c4ac30d75fd1eb44270";

    /// <summary>The inputs or the state of a resource, as mocks have them; outputs in it are secret.</summary>
    public static JsonNode? Of(object? value)
        => value switch
        {
            null => null,
            string text => JsonValue.Create(text),
            bool flag => JsonValue.Create(flag),
            Output<string> secret => new JsonObject
            {
                [SignatureKey] = SecretSignature,
                ["value"] = OutputUtilities.GetValueAsync(secret).GetAwaiter().GetResult(),
            },
            IReadOnlyDictionary<string, object> map => new JsonObject(
                map.Select(entry => KeyValuePair.Create(entry.Key, Of(entry.Value)))),
            ImmutableArray<object> list => new JsonArray([.. list.Select(Of)]),
            _ => JsonValue.Create(Convert.ToDouble(value, CultureInfo.InvariantCulture)),
        };

    /// <summary>Whether a value is marked secret; its content, if it is.</summary>
    public static bool IsSecret(JsonNode? value, out JsonNode? content)
    {
        content = null;
        if (value is not JsonObject map || (string?)map[SignatureKey] != SecretSignature)
            return false;
        content = map["value"];
        return true;
    }

    /// <summary>The value without the marks of secrets.</summary>
    public static JsonNode? Reveal(JsonNode? value) => value switch
    {
        _ when IsSecret(value, out var content) => Reveal(content),
        JsonObject map => new JsonObject(map.Select(entry => KeyValuePair.Create(entry.Key, Reveal(entry.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Reveal)]),
        _ => value?.DeepClone(),
    };

    /// <summary>The value with all secrets taken out.</summary>
    public static JsonNode? Public(JsonNode? value) => value switch
    {
        _ when IsSecret(value, out _) => null,
        JsonObject map => new JsonObject(map.Select(entry => KeyValuePair.Create(entry.Key, Public(entry.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Public)]),
        _ => value?.DeepClone(),
    };

    /// <summary>The words in the texts of a value, each once: what stands between spaces, slashes, colons and the like.</summary>
    public static IEnumerable<string> WordsOf(JsonNode? value)
        => TextsOf(value).SelectMany(text => WordPattern().Matches(text)).Select(word => word.Value).Distinct();

    private static IEnumerable<string> TextsOf(JsonNode? value) => value switch
    {
        JsonObject map => map.SelectMany(entry => TextsOf(entry.Value)),
        JsonArray list => list.SelectMany(TextsOf),
        JsonValue leaf when leaf.TryGetValue<string>(out var text) => [text],
        _ => [],
    };

    [GeneratedRegex("[A-Za-z0-9_-]+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex WordPattern();
}
