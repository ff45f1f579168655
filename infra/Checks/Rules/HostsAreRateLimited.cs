using System.Text.Json.Nodes;
using Infra.Edge;
using StackPreview.Checks;
using StackPreview.Json;

namespace Infra.Checks.Rules;

/// <summary>Every route limits how many requests one client may send.</summary>
internal sealed class HostsAreRateLimited : ICheck<CheckContext>
{
    public string Id => "hosts-rate-limited";

    public string Sentence
        => "Every route of a public host limits how many requests one client address may send, to each pod of Traefik, or to all of them "
            + "where they count in one Redis";

    public IEnumerable<Finding> Run(CheckContext context)
    {
        var limits = context
            .Plan.OfKind(EdgeKinds.Middleware)
            .Where(middleware => middleware.Inputs.At("spec.rateLimit") is not null)
            .ToLookup(middleware => middleware.ObjectName);
        foreach (var limit in limits.SelectMany(named => named))
        {
            if (limit.Inputs.Number("spec.rateLimit.average") is not > 0)
            {
                yield return new Finding(
                    limit,
                    "its average is 0, which is no limit",
                    "Set average to the requests that one client may send in a period");
            }

            if (limit.Inputs.Number("spec.rateLimit.burst") is not > 0)
                yield return new Finding(limit, "it has no burst, so that two requests at once are one too many", "Set burst");
            if (limit.Inputs.At("spec.rateLimit.sourceCriterion.ipStrategy") is null)
                yield return new Finding(limit, "it does not say what tells clients apart", "Set sourceCriterion.ipStrategy");
        }

        foreach (
            var route in context.Plan.OfKind(EdgeKinds.IngressRoute).Where(route => !route.Inputs.Items("spec.routes").All(IsLimited)))
        {
            yield return new Finding(route, "its requests are not limited", "Add the rate limit to its middlewares");
        }

        bool IsLimited(JsonNode rule) => rule.Items("middlewares").Any(reference => limits.Contains(reference.Text("name")));
    }
}
