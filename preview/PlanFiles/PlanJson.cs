using System.Text.Json.Nodes;
using StackPreview.Json;
using StackPreview.Plans;

namespace StackPreview.PlanFiles;

/// <summary>Writes a plan as JSON, as <see cref="PlanReader"/> reads it.</summary>
internal static class PlanJson
{
    /// <summary>The version of the format. It rises with each change that an earlier reader would misunderstand.</summary>
    public const int Version = 1;

    /// <summary>The plan as JSON text.</summary>
    public static string Write(Plan plan) => JsonText.Of(ToJson(plan));

    /// <summary>The plan as JSON.</summary>
    public static JsonObject ToJson(Plan plan) => new()
    {
        ["version"] = Version,
        ["stack"] = plan.Stack,
        ["environment"] = plan.Environment,
        ["application"] = plan.Application,
        ["namespace"] = plan.Namespace,
        ["protectsData"] = plan.ProtectsData,
        ["resources"] = new JsonArray([.. plan.Resources.Select(ToJson)]),
        ["outputs"] = new JsonObject(plan.Outputs.Select(output => KeyValuePair.Create(output.Key, output.Value?.DeepClone()))),
        ["outputFingerprints"] = Map(plan.OutputFingerprints),
    };

    private static JsonObject ToJson(PlannedResource resource)
    {
        var json = new JsonObject
        {
            ["type"] = resource.Type,
            ["name"] = resource.Name,
            ["urn"] = resource.Urn,
            ["parent"] = resource.Parent,
            ["inputs"] = resource.Inputs.DeepClone(),
            ["options"] = ToJson(resource.Options),
            ["dependencies"] = Texts(resource.Dependencies),
        };
        if (!resource.Fingerprints.IsEmpty)
            json["fingerprints"] = Map(resource.Fingerprints);
        if (resource.ObjectName is not null)
            json["objectName"] = resource.ObjectName;
        if (resource.Creates.Count > 0)
            json["creates"] = new JsonArray([.. resource.Creates.Select(ToJson)]);
        return json;
    }

    private static JsonObject ToJson(PlannedOptions options)
    {
        var json = new JsonObject
        {
            ["protect"] = options.Protect,
            ["retainOnDelete"] = options.RetainOnDelete,
            ["provider"] = options.Provider,
        };
        foreach (var (name, texts) in new[]
        {
            ("ignoreChanges", options.IgnoreChanges),
            ("replaceOnChanges", options.ReplaceOnChanges),
            ("additionalSecretOutputs", options.AdditionalSecretOutputs),
            ("aliases", options.Aliases),
        })
        {
            if (!texts.IsEmpty)
                json[name] = Texts(texts);
        }

        if (!options.TimeoutSeconds.IsEmpty)
        {
            json["timeoutSeconds"] = new JsonObject(
                options.TimeoutSeconds.Select(entry => KeyValuePair.Create(entry.Key, (JsonNode?)entry.Value)));
        }
        return json;
    }

    private static JsonObject ToJson(OperatorObject created)
    {
        var json = new JsonObject { ["kind"] = created.Kind, ["name"] = created.Name };
        if (!created.Keys.IsEmpty)
            json["keys"] = Texts(created.Keys);
        if (created.Labels.Count > 0)
        {
            json["labels"] = new JsonObject(
                created.Labels
                    .OrderBy(label => label.Key, StringComparer.Ordinal)
                    .Select(label => KeyValuePair.Create(label.Key, (JsonNode?)label.Value)));
        }
        if (!created.Ports.IsEmpty)
            json["ports"] = new JsonObject(created.Ports.Select(port => KeyValuePair.Create(port.Name, (JsonNode?)port.Number)));
        return json;
    }

    private static JsonObject Map(IEnumerable<KeyValuePair<string, string>> texts)
        => new(texts.Select(entry => KeyValuePair.Create(entry.Key, (JsonNode?)entry.Value)));

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => JsonValue.Create(text))]);
}
