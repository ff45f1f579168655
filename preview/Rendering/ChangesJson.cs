using System.Text.Json.Nodes;
using StackPreview.Comparison;
using StackPreview.Plans;

namespace StackPreview.Rendering;

/// <summary>
/// Writes what differs between two plans as JSON, for other programs. What a field means is said where it comes from: see <see
/// cref="PlanComparison"/>, <see cref="ResourceChange"/>, <see cref="FieldChange"/>, and docs/diff-format.md for the whole. Names of
/// fields and values stay as they are within a version; new ones may come.
/// </summary>
internal static class ChangesJson
{
    /// <summary>The version of the format. It rises with each change that an earlier reader would misunderstand.</summary>
    public const int Version = 1;

    /// <summary>The comparison as JSON.</summary>
    public static JsonObject ToJson(PlanComparison comparison)
        => new()
        {
            ["version"] = Version,
            ["summary"] = ChangeWording.Summary(comparison),
            ["passed"] = comparison.IsPassed,
            ["isOfOneStack"] = comparison.IsOfOneStack,
            ["application"] = comparison.After.Application,
            ["before"] = ToJson(comparison.Before),
            ["after"] = ToJson(comparison.After),
            ["counts"] = new JsonObject(
                Enum.GetValues<ChangeKind>().Select(kind => KeyValuePair.Create(NameOf(kind), (JsonNode?)comparison.Of(kind).Count())))
            {
                ["unchanged"] = comparison.Unchanged,
            },
            ["refused"] = new JsonArray([.. comparison.Refused.Select(ToJson)]),
            ["warnings"] = new JsonArray([.. comparison.Warnings.Select(ToJson)]),
            ["resources"] = new JsonArray([.. comparison.Resources.Select(ToJson)]),
            ["outputs"] = new JsonArray([.. comparison.Outputs.Select(ToJson)]),
            ["rollouts"] = new JsonArray([.. comparison.Rollouts.Select(ToJson)]),
            ["runs"] = new JsonArray([.. comparison.Runs.Select(ToJson)]),
        };

    private static JsonObject ToJson(Plan plan)
        => new()
        {
            ["stack"] = plan.Stack,
            ["environment"] = plan.Environment,
            ["namespace"] = plan.Namespace,
        };

    private static JsonObject ToJson(ChangeFinding finding)
        => new()
        {
            ["resource"] = finding.Title,
            ["problem"] = finding.Problem,
            ["fix"] = finding.Fix,
        };

    private static JsonObject ToJson(Consequence consequence)
        => new() { ["resource"] = consequence.Title, ["reason"] = consequence.Reason };

    private static JsonObject ToJson(ResourceChange change) => new()
    {
        ["change"] = NameOf(change.Kind),
        ["title"] = change.Title,
        ["type"] = change.Resource.Type,
        ["before"] = change.Before?.Urn,
        ["after"] = change.After?.Urn,
        ["orderOnly"] = change.IsOrderOnly,
        ["fields"] = new JsonArray([.. change.Fields.Select(ToJson)]),
    };

    private static JsonObject ToJson(FieldChange field) => new()
    {
        ["path"] = field.Path.ToString(),
        ["change"] = NameOf(field.Kind),
        ["before"] = field.Before?.DeepClone(),
        ["after"] = field.After?.DeepClone(),
        ["ignored"] = field.IsIgnored,
        ["forcesReplacement"] = field.ForcesReplacement,
    };

    private static string NameOf<T>(T value)
        where T : struct, Enum
    {
        var name = value.ToString();
        return char.ToLowerInvariant(name[0]) + name[1..];
    }
}
