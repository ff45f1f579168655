using System.Text.Json;
using System.Text.Json.Nodes;
using StackPreview.Comparison;
using StackPreview.Json;
using StackPreview.PlanFiles;
using StackPreview.Plans;
using StackPreview.Rendering;

namespace Infra.Tests.Goldens;

/// <summary>
/// All that a plan says, as lines of files that are named after components: <c>order.txt</c> names the components in the order to deploy
/// them, <c>RedisServer/resources.txt</c> says how the resources of one are deployed, and in which order, and
/// <c>RedisServer/StatefulSet.yaml</c> holds the manifests.
/// </summary>
internal sealed class StackRender
{
    /// <summary>The file with the components in their order.</summary>
    public const string OrderFile = "order.txt";

    private const string StackType = "pulumi:pulumi:Stack";
    private const string Indent = "  ";

    private readonly Plan _plan;
    private readonly StackPlaceholders _placeholders;
    private readonly PlannedResource _provider;
    private readonly Dictionary<string, PlannedResource> _byUrn;
    private readonly Dictionary<string, List<string>> _files = [];
    private readonly Dictionary<string, int> _parts = [];

    private StackRender(Plan plan)
    {
        (_plan, _placeholders) = (plan, new StackPlaceholders(plan));
        _byUrn = plan.Resources.ToDictionary(resource => resource.Urn);
        _provider = plan.Resources.Single(resource => resource.Type == "pulumi:providers:kubernetes");
    }

    /// <summary>The lines of a plan by file.</summary>
    public static IReadOnlyDictionary<string, List<string>> Of(Plan plan)
    {
        var render = new StackRender(FamiliarParts.Named(EmbeddedScripts.Named(plan)));
        render.Add();
        return render._files;
    }

    /// <summary>The file that says how the resources of a component are deployed.</summary>
    /// <param name="component">The component's type and name, as they are in <see cref="OrderFile"/>.</param>
    public static string ResourcesFile(string component) => $"{FolderOf(component)}/resources.txt";

    /// <summary>The file with the manifests of a component's objects of a kind.</summary>
    /// <param name="component">The component's type and name.</param>
    /// <param name="resource">The object's type and name.</param>
    public static string ManifestFile(string component, string resource)
    {
        var (kind, name) = (LastOf(resource.Split(' ')[0]), resource.Split(' ')[1]);
        // Alerts are the most of it, and read one subject at a time.
        return $"{FolderOf(component)}/{(kind == "PrometheusRule" ? name[(component.Split(' ')[1].Length + 1)..] : kind)}.yaml";
    }

    /// <summary>Whether a line of <see cref="ResourcesFile"/> names an object, which has a manifest.</summary>
    public static bool IsObject(string line) => line.StartsWith($"{Indent}kubernetes:", StringComparison.Ordinal);

    /// <summary>What a manifest begins with.</summary>
    /// <param name="resource">The object's type and name.</param>
    public static string ManifestHead(string resource) => $"--- # {resource.Split(' ')[1]}";

    // Applications are read one by one; of anything else, all that is of one type.
    private static string FolderOf(string component)
    {
        var words = component.Split(' ');
        var folder = LastOf(words[0]);
        return folder == "ApplicationProject" ? $"{folder}/{words[1]}" : folder;
    }

    private static string LastOf(string type) => type.Split(':')[^1];

    private void Add()
    {
        var texts = ManifestWriter.Write(_plan).Select(manifest => manifest.Text);
        var manifests = _plan.Objects.Zip(texts, (resource, text) => (resource.Urn, LineTree.Split(text))).ToDictionary();
        var (component, part) = ("", "");
        foreach (var (resource, json) in _plan.Resources.Zip(PlanJson.ToJson(_plan)["resources"]!.AsArray()))
        {
            var (top, title) = (TopOf(resource), TitleOf(resource));
            if (component != TitleOf(top))
            {
                component = TitleOf(top);
                part = PartOf(component);
                Lines(OrderFile).Add(part);
                Lines(ResourcesFile(part)).Add(part);
            }

            var facts = resource.Parent is null ? Facts(resource, top, json).Concat(StackFacts()) : Facts(resource, top, json);
            if (top.Urn == resource.Urn)
                Lines(ResourcesFile(part)).AddRange(facts.Select(fact => Indent + fact));
            else
                Lines(ResourcesFile(part)).AddRange([Indent + title, .. facts.Select(fact => Indent + Indent + fact)]);
            if (resource.IsObject)
                Lines(ManifestFile(part, title)).AddRange([ManifestHead(title), .. Manifest(manifests[resource.Urn])]);
        }
    }

    // An empty line would belong to none.
    private IEnumerable<string> Manifest(IEnumerable<string> lines)
    {
        var indent = "";
        foreach (var line in lines)
        {
            if (line.Length > 0)
                indent = line[..^line.TrimStart(' ').Length];
            yield return line.Length > 0 ? _placeholders.Hide(line) : indent + StackPlaceholders.EmptyLine;
        }
    }

    private List<string> Lines(string file) => _files.TryGetValue(file, out var lines) ? lines : _files[file] = [];

    // What follows on resources of another component is another part of it.
    private string PartOf(string component)
    {
        var part = _parts[component] = _parts.GetValueOrDefault(component) + 1;
        return part == 1 ? component : $"{component} part {part}";
    }

    // What is directly in the stack and no component is of the stack.
    private PlannedResource TopOf(PlannedResource resource)
    {
        if (resource.Parent is null)
            return resource;
        var parent = _byUrn[resource.Parent];
        return parent.Parent is null && resource.IsComponent ? resource : TopOf(parent);
    }

    private string TitleOf(PlannedResource resource)
        => resource.Parent is null ? $"{StackType} {{stack}}" : $"{resource.Type} {_placeholders.Hide(resource.Name)}";

    private IEnumerable<string> StackFacts()
        => PlanJson.ToJson(_plan).Where(field => field.Key != "resources").SelectMany(field => Leaves(field.Key, field.Value, _ => false));

    private IEnumerable<string> Facts(PlannedResource resource, PlannedResource component, JsonNode? json)
    {
        if (StackPlaceholders.HashOf(resource.ObjectName ?? "") is { } hash)
            yield return $"hash: {hash}";
        foreach (var fact in json!.AsObject().SelectMany(field => Leaves(field.Key, field.Value, IsTold)))
            yield return fact;

        // The title says which resource it is, and the manifest what an object is. What is as with most others is left out.
        bool IsTold((string Path, JsonNode? Value) fact) => fact.Path switch
        {
            "type" or "name" or "urn" => true,
            "parent" => resource.Parent is null || resource.Parent == component.Urn || _byUrn[resource.Parent].Parent is null,
            "inputs" or "objectName" => resource.IsObject,
            "options.provider" => fact.Value?.ToString() == (resource.IsObject ? _provider.Urn : null),
            "options.protect" or "options.retainOnDelete" => fact.Value?.GetValueKind() == JsonValueKind.False,
            _ => false,
        };
    }

    private IEnumerable<string> Leaves(string path, JsonNode? value, Func<(string Path, JsonNode? Value), bool> isTold) => value switch
    {
        _ when isTold((path, value)) => [],
        JsonObject map => map.SelectMany(entry => Leaves($"{path}.{entry.Key}", entry.Value, isTold)),
        // A set.
        JsonArray list when path == "dependencies" => list.Select(item => Leaf(path, item)).Order(StringComparer.Ordinal),
        JsonArray list => list.Select(item => Leaf(path, item)),
        _ => [Leaf(path, value)],
    };

    private string Leaf(string path, JsonNode? value)
    {
        if (value?.GetValueKind() != JsonValueKind.String || !value.GetValue<string>().StartsWith("urn:pulumi:", StringComparison.Ordinal))
            return _placeholders.Hide($"{path}: {(value is null ? "null" : JsonText.OneLine(value))}");
        var urn = value.GetValue<string>();
        var title = _byUrn.TryGetValue(urn, out var named) ? $"{LastOf(named.Type)} {named.Name}" : PlanNames.KeyOf(urn);
        return _placeholders.Hide($"{path}: {title}");
    }
}
