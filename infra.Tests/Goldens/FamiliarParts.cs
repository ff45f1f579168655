using System.Text.Json.Nodes;
using StackPreview.Plans;

namespace Infra.Tests.Goldens;

/// <summary>
/// What every object or pod has, word for word, by a name: the platform's own labels, and the security contexts of the restricted
/// standard. One that differs in anything is shown as it is.
/// </summary>
internal static class FamiliarParts
{
    private const string Name = "app.kubernetes.io/name";
    private const string PartOf = "app.kubernetes.io/part-of";
    private const string ManagedBy = "app.kubernetes.io/managed-by";

    private static readonly JsonNode Container = JsonNode.Parse("""
        { "allowPrivilegeEscalation": false, "readOnlyRootFilesystem": true, "capabilities": { "drop": ["ALL"] } }
        """)!;

    /// <summary>The plan with them named.</summary>
    public static Plan Named(Plan plan) => plan with
    {
        Resources =
        [
            .. plan.Resources.Select(resource => resource with { Inputs = Named(resource.Inputs, plan.Application)!.AsObject() }),
        ],
    };

    private static JsonNode? Named(JsonNode? node, string? application) => node switch
    {
        JsonObject map when JsonNode.DeepEquals(map, Container) => JsonValue.Create("<restricted container>"),
        JsonObject map when UserOfPod(map) is { } user => JsonValue.Create($"<restricted pod of user {user}>"),
        JsonObject map when IsLabelled(map, application) => Labelled(map),
        JsonObject map => new JsonObject(map.Select(entry => KeyValuePair.Create(entry.Key, Named(entry.Value, application)))),
        JsonArray list => new JsonArray([.. list.Select(item => Named(item, application))]),
        _ => node?.DeepClone(),
    };

    private static string? UserOfPod(JsonObject map)
    {
        var user = map["runAsUser"];
        var pod = new JsonObject
        {
            ["runAsNonRoot"] = true,
            ["runAsUser"] = user?.DeepClone(),
            ["runAsGroup"] = user?.DeepClone(),
            ["fsGroup"] = user?.DeepClone(),
            ["fsGroupChangePolicy"] = "OnRootMismatch",
            ["seccompProfile"] = new JsonObject { ["type"] = "RuntimeDefault" },
        };
        return user is not null && JsonNode.DeepEquals(map, pod) ? user.ToString() : null;
    }

    private static bool IsLabelled(JsonObject map, string? application)
        => map[Name] is not null && map[ManagedBy]?.ToString() == "pulumi" && map[PartOf]?.ToString() == application;

    private static JsonObject Labelled(JsonObject map)
    {
        var labels = new JsonObject { ["<own labels>"] = map[Name]!.DeepClone() };
        foreach (var (label, value) in map.Where(entry => entry.Key is not (Name or PartOf or ManagedBy)))
            labels[label] = value?.DeepClone();
        return labels;
    }
}
