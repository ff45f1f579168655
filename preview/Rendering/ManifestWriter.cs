using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using StackPreview.Plans;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace StackPreview.Rendering;

/// <summary>Writes the Kubernetes objects of a plan as YAML, one object a file, in the order to apply them.</summary>
internal static partial class ManifestWriter
{
    // Where people look first; the rest follows in alphabetical order.
    private static readonly string[] FirstKeys = ["apiVersion", "kind", "metadata", "name", "namespace"];

    /// <summary>The manifests by file name.</summary>
    public static IEnumerable<(string FileName, string Text)> Write(Plan plan)
    {
        foreach (var (index, resource) in plan.Objects.Index())
            yield return ($"{index + 1:000}-{resource.Kind.ToLowerInvariant()}-{resource.ObjectName}.yaml", Write(resource));
    }

    /// <summary>Whether a file is one that this class writes.</summary>
    public static bool IsManifest(string fileName) => FileNamePattern().IsMatch(fileName);

    private static string Write(PlannedResource resource)
    {
        var manifest = resource.Inputs.DeepClone().AsObject();
        // A name that Pulumi makes is not among the inputs.
        manifest["metadata"]!["name"] = resource.ObjectName;

        using var text = new StringWriter { NewLine = "\n" };
        var emitter = new Emitter(
            text,
            new EmitterSettings(bestIndent: 2, bestWidth: int.MaxValue, isCanonical: false, maxSimpleKeyLength: 1024, skipAnchorName: true)
        );
        emitter.Emit(new StreamStart());
        emitter.Emit(new DocumentStart(version: null, tags: null, isImplicit: true));
        Emit(manifest, emitter);
        emitter.Emit(new DocumentEnd(isImplicit: true));
        emitter.Emit(new StreamEnd());
        return text.ToString();
    }

    private static void Emit(JsonNode? node, Emitter emitter)
    {
        switch (node)
        {
            case JsonObject map:
                emitter.Emit(
                    new MappingStart(
                        AnchorName.Empty,
                        TagName.Empty,
                        isImplicit: true,
                        map.Count == 0 ? MappingStyle.Flow : MappingStyle.Block));
                foreach (var (key, value) in map.OrderBy(entry => Rank(entry.Key)).ThenBy(entry => entry.Key, StringComparer.Ordinal))
                {
                    emitter.Emit(Text(key));
                    Emit(value, emitter);
                }

                emitter.Emit(new MappingEnd());
                break;
            case JsonArray list:
                emitter.Emit(
                    new SequenceStart(
                        AnchorName.Empty,
                        TagName.Empty,
                        isImplicit: true,
                        list.Count == 0 ? SequenceStyle.Flow : SequenceStyle.Block));
                foreach (var item in list)
                    Emit(item, emitter);
                emitter.Emit(new SequenceEnd());
                break;
            default:
                emitter.Emit(
                    node?.GetValueKind() == JsonValueKind.String
                        ? Text(node.GetValue<string>())
                        : new Scalar(node?.ToJsonString() ?? "null"));
                break;
        }
    }

    // Plain only where no reader of any version of YAML takes it for something other than text.
    private static Scalar Text(string text)
    {
        var isPlain = PlainPattern().IsMatch(text) && !ReservedPattern().IsMatch(text);
        var style = isPlain ? ScalarStyle.Plain : ScalarStyle.DoubleQuoted;
        if (text.Contains('\n'))
            style = ScalarStyle.Literal;
        return new Scalar(AnchorName.Empty, TagName.Empty, text, style, isPlainImplicit: true, isQuotedImplicit: true);
    }

    private static int Rank(string key) => Array.IndexOf(FirstKeys, key) is >= 0 and var index ? index : FirstKeys.Length;

    [GeneratedRegex("^[A-Za-z/][A-Za-z0-9_./-]*( [A-Za-z0-9_./-]+)*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PlainPattern();

    [GeneratedRegex(
        "^(y|n|yes|no|on|off|true|false|null|nan|inf)$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase,
        1000
    )]
    private static partial Regex ReservedPattern();

    [GeneratedRegex(@"^\d{3,}-[a-z]+-[a-z0-9.-]+\.yaml$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex FileNamePattern();
}
