using System.Text.Json.Nodes;
using StackPreview.Json;
using StackPreview.Plans;

namespace Infra.Tests.Support;

/// <summary>
/// The routes of a plan as Traefik takes them: of the rules that match a request over HTTPS, the one of the highest priority
/// (https://doc.traefik.io/traefik/routing/routers/#priority).
/// </summary>
internal sealed class RenderedEdge(Plan plan)
{
    private readonly List<(TraefikRule Rule, int Priority, JsonNode Route)> _routes =
    [
        .. from route in plan.OfKind("IngressRoute")
           where route.Inputs.At("spec.tls") is not null
           from rule in route.Inputs.Items("spec.routes")
           let parsed = new TraefikRule(rule.Text("match"))
           select (parsed, (int)(rule.Number("priority") ?? parsed.Priority), rule),
    ];

    /// <summary>The edge of a stack.</summary>
    public static async Task<RenderedEdge> OfAsync(string stack, string application)
        => new((await Previews.OfAsync(stack, application)).Plan);

    /// <summary>The route that a request takes; null where nobody answers it.</summary>
    public JsonNode? RouteOf(EdgeRequest request)
    {
        var matching = _routes.Where(route => route.Rule.Matches(request)).OrderByDescending(route => route.Priority).ToList();
        // Of two of the same priority, either may win.
        if (matching is [var first, var second, ..])
            Assert.NotEqual(first.Priority, second.Priority);
        return matching is [] ? null : matching[0].Route;
    }

    /// <summary>The name of the service that answers a request; null for none.</summary>
    public string? ServiceOf(EdgeRequest request)
        => RouteOf(request) is { } route ? Assert.Single(route.Items("services")).Text("name") : null;

    /// <summary>The middlewares that a request passes through, in their order, and what they do.</summary>
    public IReadOnlyList<(string Name, JsonNode Spec)> MiddlewaresOf(EdgeRequest request)
        =>
        [
            .. RouteOf(request)!
                .Items("middlewares")
                .Select(reference => (reference.Text("name"), plan.Find($"Middleware {reference.Text("name")}").Inputs["spec"]!)),
        ];

    /// <summary>What one middleware of a request does, by the kind of it, such as <c>rateLimit</c>; null where there is none.</summary>
    public JsonNode? MiddlewareOf(EdgeRequest request, string kind)
        => MiddlewaresOf(request).Select(middleware => middleware.Spec[kind]).SingleOrDefault(spec => spec is not null);
}
