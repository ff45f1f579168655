using StackPreview.Comparison;
using StackPreview.Json;
using StackPreview.Kinds;
using StackPreview.Plans;

namespace Infra.Data.Redis;

/// <summary>
/// A server that closes the port that its running clients are on leaves them without it until each of them is replaced, although there is
/// a way on which it listens on both meanwhile.
/// </summary>
internal sealed class RedisClientsKeepTheirPort : IChangeRule
{
    public IEnumerable<ChangeFinding> Run(PlanComparison comparison)
    {
        foreach (var (before, after) in comparison.Kept.Where(pair => pair.After.Is(KubernetesKinds.StatefulSet)))
        {
            var (old, now) = (PortsOf(before), PortsOf(after));
            if (old.Count == 0 || now.Count == 0)
                continue;
            var isTls = HasClientsOverTls(comparison.Before, before);
            var used = isTls ? RedisTls.Port : RedisServer.Port;
            if (!old.Contains(used) || now.Contains(used))
                continue;
            var between = isTls ? TlsMode.Allowed : TlsMode.Preferred;
            yield return new ChangeFinding(
                after.StableTitle,
                $"its clients are on port {used}, which it closes before they are replaced: until then they have no Redis",
                $"Set {DataSection.Of(RedisService.ServiceName, after.ObjectName!)}.tls to {between} first, and deploy that",
                IsRefused: true);
        }
    }

    // Those who come over TLS mount what they verify the server with, and nothing else of its Secret.
    private static bool HasClientsOverTls(Plan plan, PlannedResource server)
    {
        var secret = ServerCertificate.SecretOf(server.ObjectName!);
        return plan.Objects.Any(resource => resource.Urn != server.Urn
            && PodTemplate.Of(resource) is { } template
            && template.Spec.Items("volumes").Any(volume => volume.Text("secret.secretName") == secret));
    }

    private static HashSet<int> PortsOf(PlannedResource server)
        =>
        [
            .. from container in PodTemplate.Of(server)?.Containers ?? []
               from port in container.Items("ports")
               where port.Text("name") is RedisServer.PortName or RedisTls.PortName
               select port.Number("containerPort") ?? 0,
        ];
}
