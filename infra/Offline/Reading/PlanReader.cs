using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Infra.Faults;
using Infra.Kubernetes;
using Infra.Offline.Plans;
using Infra.Offline.Rendering;
using Infra.Settings.Reading;

namespace Infra.Offline.Reading;

/// <summary>Reads a plan as <see cref="PlanJson"/> writes it. It takes nothing else: a plan that is misread makes a comparison that lies.</summary>
internal static class PlanReader
{
    /// <summary>The plan.</summary>
    /// <param name="file">The file, as messages name it.</param>
    /// <param name="json">What is in it.</param>
    /// <exception cref="InputException">It is no plan, or one of another version.</exception>
    public static Plan Read(string file, JsonElement json)
    {
        var root = new PlanNode(file, "", json);
        if (root.Optional("version") is not { } version)
            throw root.Refusal("version is missing", $"this program reads plans of version {PlanJson.Version}");
        if (version.Number() != PlanJson.Version)
            throw root.Refusal($"version is {version.Number()}", $"this program reads plans of version {PlanJson.Version}");
        root.HasOnly("version", "stack", "environment", "application", "namespace", "protectsData", "resources", "outputs", "outputFingerprints");

        var stack = root["stack"].Text();
        return new Plan
        {
            Stack = stack,
            Environment = root["environment"].Text(),
            Application = root["application"].Text(),
            Namespace = root["namespace"].Text(),
            ProtectsData = root["protectsData"].Flag(),
            Resources = Resources(root["resources"], stack),
            Outputs = root["outputs"].Entries().ToImmutableSortedDictionary(entry => entry.Key, entry => Node(entry.Value.Value), StringComparer.Ordinal),
            OutputFingerprints = PlanNode.TextMap(root["outputFingerprints"]),
        };
    }

    private static ImmutableArray<PlannedResource> Resources(PlanNode list, string stack)
    {
        var resources = ImmutableArray.CreateBuilder<PlannedResource>();
        var urns = new HashSet<string>();
        foreach (var node in list.Items())
        {
            var resource = Resource(node);
            foreach (var alias in node["options"].Optional("aliases")?.Items() ?? [])
            {
                if (!alias.Text().StartsWith(UrnStart(stack), StringComparison.Ordinal))
                    throw alias.Wrong($"a URN in the stack {ShownValue.Of(stack)}");
            }

            if (!resource.Urn.StartsWith(UrnStart(stack), StringComparison.Ordinal) || !resource.Urn.EndsWith($"::{resource.Name}", StringComparison.Ordinal))
                throw node["urn"].Wrong($"the URN of {ShownValue.Of(resource.Name)} in the stack {ShownValue.Of(stack)}");
            // Each comes after its parent.
            if (resource.Parent is null ? resources.Count > 0 : !urns.Contains(resource.Parent))
                throw list.Refusal($"{node.Path}.parent is {(resource.Parent is null ? "missing" : ShownValue.Of(resource.Parent))}", "it names a resource before it, except that of the stack, which comes first");
            if (!urns.Add(resource.Urn))
                throw list.Refusal($"{node.Path}.urn is {ShownValue.Of(resource.Urn)}, as of a resource before it", "each resource has a URN of its own");
            resources.Add(resource);
        }

        return resources.Count > 0 ? resources.ToImmutable() : throw list.Wrong("at least the stack");
    }

    private static string UrnStart(string stack) => $"urn:pulumi:{stack}::{StackReading.ProjectName}::";

    private static PlannedResource Resource(PlanNode node)
    {
        node.HasOnly("type", "name", "urn", "parent", "inputs", "options", "dependencies", "fingerprints", "objectName", "creates");
        var inputs = node["inputs"].Map();
        var objectName = node.Optional("objectName")?.Text();
        return new PlannedResource
        {
            Type = node["type"].Text(),
            Name = node["name"].Text(),
            Urn = node["urn"].Text(),
            Parent = node.Optional("parent")?.Text(),
            Inputs = inputs,
            Fingerprints = PlanNode.TextMap(node.Optional("fingerprints")),
            Options = Options(node["options"]),
            Dependencies = [.. PlanNode.Texts(node["dependencies"])],
            Creates = [.. (node.Optional("creates")?.Items() ?? []).Select(OperatorObject)],
            ObjectName = objectName,
            Kind = objectName is null ? "" : inputs.Text("kind"),
        };
    }

    private static PlannedOptions Options(PlanNode node)
    {
        node.HasOnly("protect", "retainOnDelete", "provider", "ignoreChanges", "replaceOnChanges", "additionalSecretOutputs", "aliases", "timeoutSeconds");
        return new PlannedOptions
        {
            Protect = node["protect"].Flag(),
            RetainOnDelete = node["retainOnDelete"].Flag(),
            Provider = node.Optional("provider")?.Text(),
            IgnoreChanges = PlanNode.Texts(node.Optional("ignoreChanges")),
            ReplaceOnChanges = PlanNode.Texts(node.Optional("replaceOnChanges")),
            AdditionalSecretOutputs = PlanNode.Texts(node.Optional("additionalSecretOutputs")),
            Aliases = PlanNode.Texts(node.Optional("aliases")),
            TimeoutSeconds = (node.Optional("timeoutSeconds")?.Entries() ?? []).ToImmutableSortedDictionary(entry => entry.Key, entry => entry.Value.Number()),
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
