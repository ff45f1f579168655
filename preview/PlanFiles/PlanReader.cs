using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using StackPreview.Kinds;
using StackPreview.Plans;

namespace StackPreview.PlanFiles;

/// <summary>
/// Reads a plan as <see cref="PlanJson"/> writes it. It takes nothing else: a plan that is misread makes a comparison that lies.
/// </summary>
internal static class PlanReader
{
    /// <summary>The plan.</summary>
    /// <param name="file">The file, as messages name it.</param>
    /// <param name="json">What is in it.</param>
    /// <param name="kinds">The facts of what may be in it.</param>
    /// <exception cref="PreviewException">It is no plan, or one of another version.</exception>
    public static Plan Read(string file, JsonElement json, KindCatalog kinds)
    {
        var root = new PlanNode(file, "", json);
        if (root.Optional("version") is not { } version)
            throw root.Refusal("version is missing", $"this program reads plans of version {PlanJson.Version}");
        if (version.Number() != PlanJson.Version)
            throw root.Refusal($"version is {version.Number()}", $"this program reads plans of version {PlanJson.Version}");
        root.HasOnly(
            "version",
            "stack",
            "environment",
            "application",
            "namespace",
            "protectsData",
            "resources",
            "outputs",
            "outputFingerprints");

        var stack = root["stack"].Text();
        return new Plan
        {
            Stack = stack,
            Environment = root["environment"].Text(),
            Application = root["application"].Text(),
            Namespace = root["namespace"].Text(),
            ProtectsData = root["protectsData"].Flag(),
            Resources = Resources(root["resources"], stack, kinds),
            Outputs = root["outputs"]
                .Entries()
                .ToImmutableSortedDictionary(entry => entry.Key, entry => Node(entry.Value.Value), StringComparer.Ordinal),
            OutputFingerprints = PlanNode.TextMap(root["outputFingerprints"]),
        };
    }

    private static ImmutableArray<PlannedResource> Resources(PlanNode list, string stack, KindCatalog kinds)
    {
        var resources = ImmutableArray.CreateBuilder<PlannedResource>();
        var urns = new HashSet<string>();
        var urnStart = "";
        foreach (var node in list.Items())
        {
            var resource = Resource(node, kinds);
            if (resources.Count == 0)
                urnStart = UrnStart(resource.Urn, stack);
            foreach (var alias in node["options"].Optional("aliases")?.Items() ?? [])
            {
                if (!alias.Text().StartsWith(urnStart, StringComparison.Ordinal))
                    throw alias.Wrong($"a URN in the stack {PlanNode.Shown(stack)}");
            }

            if (!resource.Urn.StartsWith(urnStart, StringComparison.Ordinal)
                || !resource.Urn.EndsWith($"::{resource.Name}", StringComparison.Ordinal))
            {
                throw node["urn"].Wrong($"the URN of {PlanNode.Shown(resource.Name)} in the stack {PlanNode.Shown(stack)}");
            }

            // Each comes after its parent.
            if (resource.Parent is null ? resources.Count > 0 : !urns.Contains(resource.Parent))
            {
                throw list.Refusal(
                    $"{node.Path}.parent is {(resource.Parent is null ? "missing" : PlanNode.Shown(resource.Parent))}",
                    "it names a resource before it, except that of the stack, which comes first");
            }

            if (!urns.Add(resource.Urn))
            {
                throw list.Refusal(
                    $"{node.Path}.urn is {PlanNode.Shown(resource.Urn)}, as of a resource before it",
                    "each resource has a URN of its own");
            }

            resources.Add(resource);
        }

        return resources.Count > 0 ? resources.ToImmutable() : throw list.Wrong("at least the stack");
    }

    // Up to the project's name, which is that of the first one.
    private static string UrnStart(string urn, string stack)
    {
        var start = $"urn:pulumi:{stack}::";
        return
            urn.StartsWith(start, StringComparison.Ordinal)
            && urn.IndexOf("::", start.Length, StringComparison.Ordinal) is >= 0 and var end
            ? urn[..(end + 2)]
            : start;
    }

    private static PlannedResource Resource(PlanNode node, KindCatalog kinds)
    {
        node.HasOnly("type", "name", "urn", "parent", "inputs", "options", "dependencies", "fingerprints", "objectName", "creates");
        var inputs = node["inputs"].Map();
        var objectName = node.Optional("objectName")?.Text();
        return new PlannedResource
        {
            Facts = Facts(node["type"].Text(), objectName is null && inputs.Count == 0, kinds),
            Name = node["name"].Text(),
            Urn = node["urn"].Text(),
            Parent = node.Optional("parent")?.Text(),
            Inputs = inputs,
            Fingerprints = PlanNode.TextMap(node.Optional("fingerprints")),
            Options = Options(node["options"]),
            Dependencies = [.. PlanNode.Texts(node["dependencies"])],
            Creates = [.. (node.Optional("creates")?.Items() ?? []).Select(OperatorObject)],
            ObjectName = objectName,
        };
    }

    // Components are not told apart in a plan, and have no inputs in it. What else has no facts is of an earlier version of the program.
    private static ResourceKind Facts(string type, bool mayBeComponent, KindCatalog kinds)
        => kinds.Find(type) ?? (mayBeComponent ? ResourceKind.Component(type) : ResourceKind.Unknown(type));

    private static PlannedOptions Options(PlanNode node)
    {
        node.HasOnly(
            "protect",
            "retainOnDelete",
            "provider",
            "ignoreChanges",
            "replaceOnChanges",
            "additionalSecretOutputs",
            "aliases",
            "timeoutSeconds");
        return new PlannedOptions
        {
            Protect = node["protect"].Flag(),
            RetainOnDelete = node["retainOnDelete"].Flag(),
            Provider = node.Optional("provider")?.Text(),
            IgnoreChanges = PlanNode.Texts(node.Optional("ignoreChanges")),
            ReplaceOnChanges = PlanNode.Texts(node.Optional("replaceOnChanges")),
            AdditionalSecretOutputs = PlanNode.Texts(node.Optional("additionalSecretOutputs")),
            Aliases = PlanNode.Texts(node.Optional("aliases")),
            TimeoutSeconds = (node.Optional("timeoutSeconds")?.Entries() ?? []).ToImmutableSortedDictionary(
                entry => entry.Key,
                entry => entry.Value.Number()),
        };
    }

    private static OperatorObject OperatorObject(PlanNode node)
    {
        node.HasOnly("kind", "name", "keys", "labels", "ports");
        return new OperatorObject(node["kind"].Text(), node["name"].Text())
        {
            Keys = PlanNode.Texts(node.Optional("keys")),
            Labels = PlanNode.TextMap(node.Optional("labels")),
            Ports = [.. (node.Optional("ports")?.Entries() ?? []).Select(port => new OperatorPort(port.Key, port.Value.Number()))],
        };
    }

    private static JsonNode? Node(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.Object => JsonObject.Create(value),
        JsonValueKind.Array => JsonArray.Create(value),
        _ => JsonValue.Create(value),
    };
}
