using System.Collections.Immutable;
using System.Text.Json.Nodes;
using StackPreview.Json;
using StackPreview.Plans;

namespace Infra.Tests.Live;

/// <summary>What the first container of a pod is given.</summary>
internal sealed record RenderedPod
{
    /// <summary>The program and its arguments.</summary>
    public required ImmutableArray<string> Command { get; init; }

    /// <summary>The variables that come from the ConfigMaps and Secrets that it names.</summary>
    public required ImmutableSortedDictionary<string, string> Variables { get; init; }

    /// <summary>The files of the ConfigMaps and Secrets that are mounted, by path.</summary>
    public required ImmutableSortedDictionary<string, string> Files { get; init; }

    /// <summary>The user that it runs as.</summary>
    public required int UserId { get; init; }

    /// <summary>The first port it listens on; null where it has none.</summary>
    public required int? Port { get; init; }

    /// <summary>Finds what a pod names among what a stack declares.</summary>
    /// <param name="template">The pod.</param>
    /// <param name="contents">The entries of a ConfigMap or Secret, by its kind and name.</param>
    public static RenderedPod Of(PodTemplate template, Func<string, string, IReadOnlyDictionary<string, string>> contents)
    {
        var container = template.Spec.Items("containers").First();
        var sources = container
            .Items("envFrom")
            .Select(source =>
                source.At("secretRef") is { } secret
                    ? contents("Secret", secret.Text("name"))
                    : contents("ConfigMap", source.Text("configMapRef.name")));
        var single =
            from variable in container.Items("env")
            let reference = variable.At("valueFrom.secretKeyRef")
            where reference is not null
            select KeyValuePair.Create(variable.Text("name"), contents("Secret", reference.Text("name"))[reference.Text("key")]);
        var volumes = template.Spec.Items("volumes").ToDictionary(volume => volume.Text("name"));
        var files = from mount in container.Items("volumeMounts")
                    where volumes.ContainsKey(mount.Text("name"))
                    let volume = volumes[mount.Text("name")]
                    from file in FilesOf(volume)
                    select KeyValuePair.Create($"{mount.Text("mountPath")}/{file.Key}", file.Value);
        return new RenderedPod
        {
            Command = [.. container.Items("command").Select(part => part.ToString())],
            Variables = sources.SelectMany(source => source).Concat(single).ToImmutableSortedDictionary(StringComparer.Ordinal),
            Files = files.ToImmutableSortedDictionary(StringComparer.Ordinal),
            UserId = template.Spec.Number("securityContext.runAsUser")!.Value,
            Port = container.Items("ports").FirstOrDefault().Number("containerPort"),
        };

        IEnumerable<KeyValuePair<string, string>> FilesOf(JsonNode volume)
        {
            if (volume.At("configMap") is { } map)
                return contents("ConfigMap", map.Text("name"));
            if (volume.At("secret") is not { } secret)
                return [];
            var entries = contents("Secret", secret.Text("secretName"));
            return secret.Items("items").Select(item => KeyValuePair.Create(item.Text("path"), entries[item.Text("key")]));
        }
    }
}
