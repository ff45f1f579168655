using System.Text.Json.Nodes;
using static Infra.Tests.Checks.CheckCase;

namespace Infra.Tests.Checks.Cases;

/// <summary>What public hosts are held to: TLS, and limits on requests.</summary>
internal static class EdgeCases
{
    public static IEnumerable<CheckCase> All { get; } =
    [
        Field("hosts-use-tls", "IngressRoute api", "spec.tls", null, "it serves plain HTTP").Also("routes-complete", "workloads-exist"),
        Field("hosts-use-tls", "IngressRoute api-redirect", "spec.routes[0].middlewares[1]", null, "it serves plain HTTP"),
        Field(
            "hosts-use-tls",
            "Middleware redirect-to-https",
            "spec.redirectScheme.scheme",
            "http",
            "it serves plain HTTP",
            at: "IngressRoute api-redirect"),
        Field("hosts-use-tls", "IngressRoute api", "spec.tls.options", null, "it has no TLS options, so that old versions are allowed"),
        Field("hosts-use-tls", "IngressRoute api", "spec.routes[0].middlewares[1]", null, "browsers are not told to insist on HTTPS"),
        Field(
            "hosts-use-tls",
            "Middleware security-headers",
            "spec.headers.stsSeconds",
            0,
            "browsers are not told to insist on HTTPS",
            at: "IngressRoute api"),
        Field(
            "hosts-use-tls",
            "Certificate api",
            "spec.dnsNames[0]",
            "www.example.com",
            "its certificate is not for api.example.com",
            at: "IngressRoute api"),
        Field("hosts-use-tls", "Certificate api", "spec.dnsNames[0]", "web.example.com", "no route serves its hosts"),
        Field(
            "hosts-use-tls",
            "IngressRoute api-redirect",
            "spec.routes[0].match",
            "Host(`www.example.com`)",
            "plain HTTP to api.example.com is not redirected",
            at: "IngressRoute api"),
        Field("hosts-use-tls", "TLSOption tls", "spec.minVersion", "VersionTLS11", "it allows TLS below 1.2"),
        Field("hosts-use-tls", "TLSOption tls", "spec.minVersion", null, "it allows TLS below 1.2"),
        Field("hosts-use-tls", "Service api", "spec.type", "LoadBalancer", "it is reached from outside without TLS"),
        Field("hosts-use-tls", "Service redis", "spec.type", "NodePort", "it is reached from outside without TLS"),
        Field(
            "metrics-internal",
            "IngressRoute api",
            "spec.routes[0].match",
            "Host(`api.example.com`)",
            "it shows /metrics of api, which is for the inside, to everybody"),
        Field(
            "metrics-internal",
            "IngressRoute api",
            "spec.routes[0].match",
            "Host(`api.example.com`) && !Path(`/metric`)",
            "it shows /metrics of api, which is for the inside, to everybody"),
        // What a request reaches that is not redirected.
        Field(
            "metrics-internal",
            "IngressRoute api-redirect",
            "spec.routes[0].services[0]",
            new JsonObject { ["name"] = "api", ["port"] = 8000 },
            "it shows /metrics of api, which is for the inside, to everybody").Also("hosts-use-tls"),
        Field(
            "hosts-use-tls",
            "IngressRoute api-redirect",
            "spec.routes[0].services[0]",
            new JsonObject { ["name"] = "api", ["port"] = 8000 },
            "it serves plain HTTP from api where a proxy in front says that the request came over HTTPS").Also("metrics-internal"),
        Field("hosts-rate-limited", "Middleware rate-limit", "spec.rateLimit.average", 0, "its average is 0, which is no limit"),
        Field(
            "hosts-rate-limited",
            "Middleware rate-limit",
            "spec.rateLimit.burst",
            null,
            "it has no burst, so that two requests at once are one too many"),
        Field(
            "hosts-rate-limited",
            "Middleware rate-limit",
            "spec.rateLimit.sourceCriterion",
            null,
            "it does not say what tells clients apart"),
        Field("hosts-rate-limited", "IngressRoute api", "spec.routes[0].middlewares[0]", null, "its requests are not limited"),
        Field("hosts-rate-limited", "IngressRoute api-redirect", "spec.routes[0].middlewares", null, "its requests are not limited")
            .Also("hosts-use-tls"),
    ];
}
