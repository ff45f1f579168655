using Infra.Edge;
using Infra.Settings;
using StackPreview.Checks;
using StackPreview.Json;
using StackPreview.Kinds;
using StackPreview.Plans;

namespace Infra.Checks.Rules;

/// <summary>
/// Every public host is served over TLS 1.2 or later with a certificate of its own, and plain HTTP only redirects there.
/// </summary>
internal sealed class HostsUseTls : ICheck<CheckContext>
{
    private static readonly string[] PublicTypes = ["LoadBalancer", "NodePort"];
    private static readonly string[] GoodVersions = ["VersionTLS12", "VersionTLS13"];

    public string Id => "hosts-use-tls";

    public string Sentence
        => "Every public host is served over TLS 1.2 or later with a certificate and HSTS, plain HTTP only redirects, "
            + "and nothing else is public";

    public IEnumerable<Finding> Run(CheckContext context)
    {
        var plan = context.Plan;
        var routes = plan.OfKind(EdgeKinds.IngressRoute).ToList();
        var middlewares = plan.ByName(EdgeKinds.Middleware);
        var options = plan.ByName(EdgeKinds.TlsOption);
        var certified = CertifiedHosts(plan);
        var redirected =
            routes.Where(route => !IsSecure(route) && Uses(route, "redirectScheme")).SelectMany(RouteTargets.HostsOf).ToHashSet();

        foreach (var route in routes)
        {
            foreach (var problem in IsSecure(route) ? SecureProblems(route) : PlainProblems(route))
                yield return new Finding(route, problem, "Let the edge component declare the route");
        }

        foreach (var option in options.Values.Where(option => !GoodVersions.Contains(option.Inputs.Text("spec.minVersion"))))
            yield return new Finding(option, "it allows TLS below 1.2", "Set minVersion to VersionTLS12");
        var served = routes.Where(IsSecure).SelectMany(RouteTargets.HostsOf).ToHashSet();
        foreach (var certificate in EdgeKinds.HostCertificates(plan))
        {
            if (!served.Any(host => certified[SecretOf(certificate)].Any(name => CertificateSettings.Covers(name, host))))
                yield return new Finding(certificate, "no route serves its hosts", "Declare the IngressRoute");
        }

        foreach (var finding in ServiceFindings(plan))
            yield return finding;

        IEnumerable<string> SecureProblems(PlannedResource route)
        {
            if (!options.ContainsKey(route.Inputs.Text("spec.tls.options.name")))
                yield return "it has no TLS options, so that old versions are allowed";
            if (!Uses(route, "headers", middleware => middleware.Inputs.Number("spec.headers.stsSeconds") > 0))
                yield return "browsers are not told to insist on HTTPS";
            var hosts = certified.GetValueOrDefault(route.Inputs.Text("spec.tls.secretName"));
            foreach (var host in RouteTargets.HostsOf(route))
            {
                if (hosts?.Any(name => CertificateSettings.Covers(name, host)) != true)
                    yield return $"its certificate is not for {host}";
                if (!redirected.Contains(host))
                    yield return $"plain HTTP to {host} is not redirected";
            }
        }

        IEnumerable<string> PlainProblems(PlannedResource route)
        {
            if (!Uses(route, "redirectScheme", middleware => middleware.Inputs.Text("spec.redirectScheme.scheme") == "https"))
                yield return "it serves plain HTTP";
            foreach (var service in RouteTargets.ServedBy(route).Where(service => service != EdgeKinds.Nothing))
                yield return $"it serves plain HTTP from {service} where a proxy in front says that the request came over HTTPS";
        }

        bool Uses(PlannedResource route, string kind, Func<PlannedResource, bool>? condition = null)
            => route.Inputs.Items("spec.routes").All(rule => rule.Items("middlewares").Any(reference =>
                middlewares.TryGetValue(reference.Text("name"), out var middleware)
                    && middleware.Inputs.At($"spec.{kind}") is not null
                    && condition?.Invoke(middleware) != false));
    }

    private static IEnumerable<Finding> ServiceFindings(Plan plan)
        => from service in plan.OfKind(KubernetesKinds.Service)
           where PublicTypes.Contains(service.Inputs.Text("spec.type"))
           select new Finding(
               service,
               "it is reached from outside without TLS",
               "Leave its type out, and let the edge lead to it");

    // The hosts that a certificate is for, by the secret that holds it.
    private static Dictionary<string, HashSet<string>> CertifiedHosts(Plan plan)
        => plan.OfKind(EdgeKinds.Certificate)
            .DistinctBy(SecretOf)
            .ToDictionary(
                SecretOf,
                certificate => certificate.Inputs.Items("spec.dnsNames").Select(host => host.ToString()).ToHashSet());

    private static string SecretOf(PlannedResource certificate) => certificate.Inputs.Text("spec.secretName");

    private static bool IsSecure(PlannedResource route) => route.Inputs.At("spec.tls") is not null;
}
