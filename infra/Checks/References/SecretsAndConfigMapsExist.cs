using Infra.Kubernetes;
using StackPreview.Checks;
using StackPreview.Json;
using StackPreview.Kinds;
using StackPreview.Plans;

namespace Infra.Checks.References;

/// <summary>Every Secret and ConfigMap that pods, monitors, routes and stores name is there, with the keys they ask for.</summary>
internal sealed class SecretsAndConfigMapsExist : ICheck<CheckContext>
{
    public string Id => "secrets-and-configmaps-exist";

    public string Sentence => "Every Secret and ConfigMap that is named exists, with the keys that are asked for";

    public IEnumerable<Finding> Run(CheckContext context)
    {
        var existing = KeysByObject(context.Plan);
        foreach (var resource in context.Plan.Objects)
        {
            foreach (var (kind, name, keys) in ObjectReference.In(resource).Distinct())
            {
                if (!existing.TryGetValue(new ObjectKey(kind, name), out var present))
                {
                    yield return new Finding(
                        resource,
                        $"it uses {kind} {name}, which is not there",
                        $"Declare {kind} {name}, or correct the name");
                }
                else if (keys.FirstOrDefault(key => !present.Contains(key)) is { } missing)
                {
                    yield return new Finding(
                        resource,
                        $"it uses key {missing} of {kind} {name}, which has {string.Join(", ", present.Order(StringComparer.Ordinal))}",
                        "Correct the key, or add it");
                }
            }
        }
    }

    private static Dictionary<ObjectKey, HashSet<string>> KeysByObject(Plan plan)
    {
        var existing = new Dictionary<ObjectKey, HashSet<string>>
        {
            [new ObjectKey(ReferenceFact.ConfigMap, ApiServer.RootCertificates)] = [ApiServer.RootCertificateKey],
        };
        foreach (var resource in plan.OfKind(KubernetesKinds.Secret, KubernetesKinds.ConfigMap))
        {
            var entries = resource.Inputs.Entries("data").Concat(resource.Inputs.Entries("stringData"));
            existing[new ObjectKey(resource.Kind, resource.ObjectName!)] = [.. entries.Select(entry => entry.Key)];
        }

        foreach (var created in plan
                .Resources.SelectMany(resource => resource.Creates)
                .Where(created => created.Kind is ReferenceFact.Secret or ReferenceFact.ConfigMap))
        {
            existing[new ObjectKey(created.Kind, created.Name)] = [.. created.Keys];
        }

        return existing;
    }
}
