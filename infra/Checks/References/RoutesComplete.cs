using Infra.Edge;
using StackPreview.Checks;
using StackPreview.Json;
using StackPreview.Kinds;
using StackPreview.Plans;

namespace Infra.Checks.References;

/// <summary>Every middleware, timeout, TLS option and certificate of a route is there, and every certificate serves a route.</summary>
internal sealed class RoutesComplete : ICheck<CheckContext>
{
    public string Id => "routes-complete";

    public string Sentence
        => "Every middleware, timeout, TLS option and certificate that a route names exists, and every certificate serves a route";

    public IEnumerable<Finding> Run(CheckContext context)
    {
        var plan = context.Plan;
        var middlewares = NamesOf(plan, EdgeKinds.Middleware);
        var options = NamesOf(plan, EdgeKinds.TlsOption);
        var transports = NamesOf(plan, EdgeKinds.ServersTransport);
        var shares = plan.ByName(EdgeKinds.TraefikService);
        var certificates = EdgeKinds.HostCertificates(plan).ToLookup(certificate => certificate.Inputs.Text("spec.secretName"));
        var routes = plan.OfKind(EdgeKinds.IngressRoute).ToList();
        foreach (var route in routes)
        {
            var used = route
                .Inputs.Items("spec.routes")
                .SelectMany(rule => rule.Items("middlewares"))
                .Select(middleware => middleware.Text("name"));
            foreach (var name in used.Where(name => !middlewares.Contains(name)))
            {
                yield return new Finding(
                    route,
                    $"it uses Middleware {name}, which is not there: the route would answer 404",
                    "Declare the Middleware, or correct the name");
            }

            var timeouts = RouteTargets.Targets(route, shares).Select(target => target.Text("serversTransport")).Distinct();
            foreach (var name in timeouts.Where(name => name.Length > 0 && !transports.Contains(name)))
            {
                yield return new Finding(
                    route,
                    $"it uses ServersTransport {name}, which is not there: its requests would not be answered",
                    "Declare the ServersTransport, or correct the name");
            }

            if (route.Inputs.Text("spec.tls.options.name") is { Length: > 0 } option && !options.Contains(option))
            {
                yield return new Finding(
                    route,
                    $"it uses TLSOption {option}, which is not there",
                    "Declare the TLSOption, or correct the name");
            }

            if (route.Inputs.Text("spec.tls.secretName") is { Length: > 0 } secret && !certificates.Contains(secret))
            {
                yield return new Finding(
                    route,
                    $"it uses the certificate in Secret {secret}, which no Certificate puts there",
                    "Declare the Certificate, or correct the name");
            }
        }

        var served = routes.Select(route => route.Inputs.Text("spec.tls.secretName")).ToHashSet();
        foreach (var certificate in certificates.Where(ofSecret => !served.Contains(ofSecret.Key)).SelectMany(ofSecret => ofSecret))
            yield return new Finding(certificate, "no route uses it", "Declare the IngressRoute of its host, or remove the Certificate");
    }

    private static HashSet<string> NamesOf(Plan plan, ResourceKind kind)
        => [.. plan.OfKind(kind).Select(resource => resource.ObjectName!)];
}
