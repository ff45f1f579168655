using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Infra.Offline.Plans;
using Infra.Settings.Values;

namespace Infra.Offline.Comparison;

/// <summary>
/// Which changes replace a resource. Kubernetes: the table of the Pulumi provider (provider/pkg/provider/diff.go in
/// https://github.com/pulumi/pulumi-kubernetes), which follows what the API server holds immutable. Random:
/// https://www.pulumi.com/registry/packages/random/api-docs/randompassword/, every input.
/// </summary>
internal static class ReplacementRules
{
    private const string StorageRequest = "spec.resources.requests.storage";

    // Of every object.
    private static readonly string[] Identity = ["apiVersion", "kind", "metadata.name", "metadata.namespace"];

    // Of what is immutable by its own word, which also cannot be taken back.
    private static readonly string[] ImmutableContent = ["data", "stringData", "binaryData", "immutable"];

    private static readonly Dictionary<string, string[]> ByKind = new()
    {
        ["Deployment"] = ["spec.selector"],
        ["DaemonSet"] = ["spec.selector"],
        ["StatefulSet"] = ["spec.podManagementPolicy", "spec.revisionHistoryLimit", "spec.selector", "spec.serviceName", "spec.volumeClaimTemplates"],
        ["Job"] = ["spec.completions", "spec.parallelism", "spec.selector", "spec.template"],
        ["Secret"] = ["type"],
        ["Service"] = ["spec.clusterIP"],
        ["PersistentVolumeClaim"] = ["spec"],
        ["StorageClass"] = ["parameters", "provisioner", "reclaimPolicy", "volumeBindingMode", "mountOptions"],
        ["RoleBinding"] = ["roleRef"],
        ["ClusterRoleBinding"] = ["roleRef"],
    };

    /// <summary>Marks the changes that are not deployed, and those that replace the resource.</summary>
    /// <param name="before">The resource as it is.</param>
    /// <param name="after">The resource as it becomes.</param>
    /// <param name="fields">What differs.</param>
    public static ImmutableArray<FieldChange> Mark(PlannedResource before, PlannedResource after, ImmutableArray<FieldChange> fields)
    {
        var ignored = after.Options.IgnoreChanges.Select(PathPattern.Of).ToList();
        var forcing = PathsOf(before).Concat(after.Options.ReplaceOnChanges).Select(PathPattern.Of).ToList();
        return [.. fields.Select(Marked)];

        FieldChange Marked(FieldChange field)
        {
            var path = field.Path.Steps;
            if (path is [ResourceComparer.Options, ..])
                return field;
            if (ignored.Exists(pattern => pattern.Covers(path)))
                return field with { IsIgnored = true };
            return field with { ForcesReplacement = forcing.Exists(pattern => pattern.Touches(path)) && !IsGrowth(before, field) };
        }
    }

    private static IEnumerable<string> PathsOf(PlannedResource before)
    {
        if (before.Type.StartsWith("random:", StringComparison.Ordinal))
            return [""];
        if (!before.IsObject)
            return [];
        var content = before.Inputs.IsTrue("immutable") ? ImmutableContent : [];
        return [.. Identity, .. ByKind.GetValueOrDefault(before.Kind, []), .. content];
    }

    // https://kubernetes.io/docs/concepts/storage/persistent-volumes/#expanding-persistent-volumes-claims
    private static bool IsGrowth(PlannedResource before, FieldChange field)
        => before.Kind == "PersistentVolumeClaim" && field.Kind == FieldChangeKind.Changed && field.Path.ToString() == StorageRequest
            && Amount(field.Before) is { } old && Amount(field.After) is { } now && now > old;

    private static decimal? Amount(JsonNode? value) => Quantity.TryParse(value?.ToString() ?? "")?.Amount;
}
