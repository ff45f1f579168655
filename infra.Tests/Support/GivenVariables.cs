using StackPreview.Json;
using StackPreview.Plans;

namespace Infra.Tests.Support;

/// <summary>What each container of an application is given, by the names alone: where a value stands may differ.</summary>
internal static class GivenVariables
{
    private static readonly string[] Services = ["postgres", "mysql", "redis"];

    /// <summary>The variables of a plan, without those of what runs data services.</summary>
    public static List<string> Of(Plan plan)
    {
        var maps = plan.OfKind("ConfigMap", "Secret").ToDictionary(
            resource => (resource.Kind, resource.ObjectName!),
            resource => resource.Inputs.Entries("data").Concat(resource.Inputs.Entries("stringData")).Select(entry => entry.Key).ToList());
        return
        [
            .. (from resource in plan.Objects
                where !IsOfDataService(resource)
                from container in PodTemplate.Of(resource)?.Containers ?? []
                let own = container.Items("env").Select(variable => variable.Text("name"))
                let read = from source in container.Items("envFrom")
                           from key in source.Text("secretRef.name") is { Length: > 0 } secret
                               ? maps.GetValueOrDefault(("Secret", secret), [])
                               : maps.GetValueOrDefault(("ConfigMap", source.Text("configMapRef.name")), [])
                           select key
                from name in own.Concat(read).Distinct()
                select $"{resource.StableTitle} {container.Text("name")} {name}").Order(StringComparer.Ordinal),
        ];
    }

    private static bool IsOfDataService(PlannedResource resource)
        => Services.Any(service => resource.StableTitle.Contains(service, StringComparison.Ordinal));
}
