using System.Text.Json.Nodes;
using Infra.Offline.Plans;

namespace Infra.Offline.Checks.References;

/// <summary>Every Secret and ConfigMap that pods, monitors, routes and stores name is there, with the keys they ask for.</summary>
internal sealed class SecretsAndConfigMapsExist : ICheck
{
    // Where a reference to a key stands, by the name of the field: what it refers to, and the fields of the name and the key.
    private static readonly Dictionary<string, (string Kind, string NameField)> References = new()
    {
        ["secretKeyRef"] = ("Secret", "name"),
        ["configMapKeyRef"] = ("ConfigMap", "name"),
        ["secretRef"] = ("Secret", "name"),
        ["configMapRef"] = ("ConfigMap", "name"),
        ["configMap"] = ("ConfigMap", "name"),
        ["imagePullSecrets"] = ("Secret", "name"),
        // AlertmanagerConfig, PodMonitor, ObjectStore, Cluster.
        ["apiURL"] = ("Secret", "name"),
        ["credentials"] = ("Secret", "name"),
        ["accessKeyId"] = ("Secret", "name"),
        ["secretAccessKey"] = ("Secret", "name"),
        ["region"] = ("Secret", "name"),
    };

    // Of PerconaServerMySQL: the name alone stands there, and the operator knows the keys.
    private static readonly Dictionary<string, string> Keys = new()
    {
        ["credentialsSecret"] = "AWS_ACCESS_KEY_ID,AWS_SECRET_ACCESS_KEY",
        ["secretsName"] = "clusterset,heartbeat,monitor,operator,orchestrator,replication,root,xtrabackup",
    };

    public string Id => "secrets-and-configmaps-exist";

    public string Sentence => "Every Secret and ConfigMap that is named exists, with the keys that are asked for";

    public IEnumerable<Finding> Run(CheckContext context)
    {
        var existing = KeysByObject(context.Plan);
        foreach (var resource in context.Plan.Objects)
        {
            foreach (var (kind, name, keys) in ReferencesIn(resource.Inputs).Concat(InitDatabaseSecret(resource)).Distinct())
            {
                if (!existing.TryGetValue((kind, name), out var present))
                    yield return new Finding(resource, $"it uses {kind} {name}, which is not there", $"Declare {kind} {name}, or correct the name");
                else if (keys?.Split(',').FirstOrDefault(key => !present.Contains(key)) is { } missing)
                    yield return new Finding(resource, $"it uses key {missing} of {kind} {name}, which has {string.Join(", ", present.Order(StringComparer.Ordinal))}", "Correct the key, or add it");
            }
        }
    }

    private static Dictionary<(string Kind, string Name), HashSet<string>> KeysByObject(Plan plan)
    {
        var existing = new Dictionary<(string, string), HashSet<string>>();
        foreach (var resource in plan.OfKind("Secret", "ConfigMap"))
            existing[(resource.Kind, resource.ObjectName!)] = [.. resource.Inputs.Entries("data").Concat(resource.Inputs.Entries("stringData")).Select(entry => entry.Key)];
        foreach (var created in plan.Resources.SelectMany(resource => resource.Creates).Where(created => created.Kind is "Secret" or "ConfigMap"))
            existing[(created.Kind, created.Name)] = [.. created.Keys];
        return existing;
    }

    // The secret of the owner of a new database must have both keys.
    private static IEnumerable<Reference> InitDatabaseSecret(PlannedResource resource)
        => resource.Inputs.Text("spec.bootstrap.initdb.secret.name") is { Length: > 0 } name ? [new Reference("Secret", name, "username,password")] : [];

    private static IEnumerable<Reference> ReferencesIn(JsonNode inputs)
    {
        foreach (var field in inputs.WithDescendants())
        {
            if (ReferenceOf(field) is { } reference)
                yield return reference;
        }
    }

    private static Reference? ReferenceOf(JsonField field) => field.Value switch
    {
        JsonObject map when map.IsTrue("optional") => null,
        JsonValue name when Keys.TryGetValue(field.Name, out var keys) => new Reference("Secret", name.ToString(), keys),
        JsonObject map when References.TryGetValue(field.Name, out var reference) && map[reference.NameField] is JsonValue name
            => new Reference(reference.Kind, name.ToString(), map["key"]?.ToString() ?? ItemKeys(map)),
        JsonObject map when field.Name == "secret" && map["secretName"] is JsonValue name => new Reference("Secret", name.ToString(), ItemKeys(map)),
        _ => null,
    };

    private static string? ItemKeys(JsonObject volume)
    {
        var keys = volume.Items("items").Select(item => item.Text("key")).ToList();
        return keys.Count == 0 ? null : string.Join(',', keys);
    }

    /// <summary>What an object asks for.</summary>
    /// <param name="Kind">The kind of what it refers to.</param>
    /// <param name="Name">Its name.</param>
    /// <param name="Keys">The keys that it must have, with commas between; null for any.</param>
    private sealed record Reference(string Kind, string Name, string? Keys);
}
