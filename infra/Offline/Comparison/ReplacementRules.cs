using System.Collections.Immutable;
using Infra.Offline.Plans;

namespace Infra.Offline.Comparison;

/// <summary>
/// Which changes replace a resource. Kubernetes: the table of the Pulumi provider's version 4 (provider/pkg/provider/diff.go in
/// https://github.com/pulumi/pulumi-kubernetes); whatever else the API server holds immutable, it refuses. Random:
/// https://www.pulumi.com/registry/packages/random/api-docs/randompassword/, every input.
/// </summary>
internal static class ReplacementRules
{
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
        ["PersistentVolumeClaim"] = ["spec.accessModes", "spec.selector", "spec.storageClassName", "spec.volumeName"],
        ["StorageClass"] = ["parameters", "provisioner"],
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
            return field with { ForcesReplacement = forcing.Exists(pattern => pattern.Touches(path)) };
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
}
