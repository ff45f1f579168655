using System.Text.Json.Nodes;
using StackPreview.Comparison;
using StackPreview.Json;

namespace Infra.Edge;

/// <summary>
/// A new host is served once its certificate is there, which takes DNS and some minutes; a host that is left out is not served from one
/// moment to the next.
/// </summary>
internal sealed class NewHostsWait : IChangeRule
{
    public IEnumerable<ChangeFinding> Run(PlanComparison comparison)
    {
        foreach (var (before, after) in comparison.Kept.Where(kept => kept.After.Is(EdgeKinds.Certificate)))
        {
            var old = HostsOf(before.Inputs);
            var now = HostsOf(after.Inputs);
            var added = now.Except(old).ToList();
            if (added.Count == 0)
                continue;
            var hosts = string.Join(", ", added);
            var lost = string.Join(", ", old.Except(now));
            yield return new ChangeFinding(
                after.Title,
                $"the host {hosts} is refused by browsers until its certificate is there, minutes after DNS leads it to Traefik"
                    + (lost.Length == 0 ? "" : $"; {lost} is not served from the update on"),
                lost.Length == 0
                    ? $"Point DNS to Traefik before; kubectl get certificate {after.ObjectName} says when it is ready"
                    : $"Keep {lost} in infra:edge.formerHosts.{after.ObjectName} until the new host answers, "
                        + "and remove it in a later update",
                IsRefused: false);
        }
    }

    private static List<string> HostsOf(JsonObject certificate)
        => [.. certificate.Items("spec.dnsNames").Select(host => host.ToString())];
}
