using System.Text.RegularExpressions;
using StackPreview.Checks;
using StackPreview.Json;
using StackPreview.Kinds;
using StackPreview.Plans;

namespace Infra.Checks.References;

/// <summary>Every host of the cluster that configuration and outputs name is a service that exists.</summary>
internal sealed partial class HostsExist : ICheck<CheckContext>
{
    public string Id => "hosts-exist";

    public string Sentence => "Every host of the cluster that configuration and outputs name is a Service that exists";

    public IEnumerable<Finding> Run(CheckContext context)
    {
        var plan = context.Plan;
        var services = (
            from resource in plan.Objects
            from name in resource
                .Creates.Where(created => created.Kind == KubernetesKinds.Service.Kind)
                .Select(created => created.Name)
                .Concat(resource.Is(KubernetesKinds.Service) ? [resource.ObjectName!] : [])
            select new Host(name, resource.Inputs.Text("metadata.namespace"))).ToHashSet();
        var stack = plan.Resources.Single(resource => resource.Parent is null);
        var texts = plan.OfKind(KubernetesKinds.ConfigMap)
            .SelectMany(map => map.Inputs.Texts("data").Values.Select(text => new Source(map, text)))
            .Concat(plan.Outputs.Values.Select(output => new Source(stack, output?.ToString() ?? "")));
        return from text in texts
            from Match match in ClusterHost().Matches(text.Text)
            let service = new Host(match.Groups["service"].Value, match.Groups["namespace"].Value)
            where !services.Contains(service)
            select new Finding(
                text.Resource,
                $"it names the host {match.Value}, and there is no Service {service.Name} in {service.Namespace}",
                "Correct the host, or declare the Service");
    }

    [GeneratedRegex(
        @"\b(?<service>[a-z0-9-]+)\.(?<namespace>[a-z0-9-]+)\.svc\b",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex ClusterHost();

    /// <summary>A Service, as its host names it.</summary>
    private sealed record Host(string Name, string Namespace);

    /// <summary>What may name hosts, and whose it is.</summary>
    private sealed record Source(PlannedResource Resource, string Text);
}
