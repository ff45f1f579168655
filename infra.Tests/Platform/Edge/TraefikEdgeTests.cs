using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Infra.Applications.Model;
using Infra.Faults;
using Infra.Settings;
using Infra.Tests.Platform.Observability;
using Infra.Tests.PreviewTests.Rules;
using Infra.Tests.Support;
using StackPreview.Json;
using StackPreview.Plans;

namespace Infra.Tests.Platform.Edge;

public sealed class TraefikEdgeTests
{
    private static readonly HealthProbes Health = new()
    {
        Startup = HealthProbe.Http("/started"),
        Liveness = HealthProbe.Http("/live"),
        Readiness = HealthProbe.Http("/ready"),
    };

    /// <summary>Two services that are public, and one that is not.</summary>
    private static readonly ApplicationDefinition Shop = new()
    {
        Name = "shop",
        Needs = [],
        Services =
        [
            new ServiceDefinition { Name = "web", Image = "shop", Port = 8000, IsPublic = true, Health = Health },
            new ServiceDefinition { Name = "admin", Image = "shop", Port = 8001, IsPublic = true, Health = Health },
            new ServiceDefinition { Name = "prices", Image = "shop", Port = 8002, Health = Health },
        ],
    };

    [Fact]
    public async Task Former_hosts_are_served_beside_the_new_one_with_one_certificate()
    {
        var settings = Previews.SettingsOf("prod");
        var edge = WithHosts(settings.Edge, "new.example.com", "api.example.com", "old.example.com");
        var plan = (await new StackRun { Settings = settings with { Edge = edge } }.RunAsync()).Plan;
        Assert.Equal(
            ["new.example.com", "api.example.com", "old.example.com"],
            plan.Find("Certificate api").Inputs.Items("spec.dnsNames").Select(host => host.ToString()));
        const string Hosts = "(Host(`new.example.com`) || Host(`api.example.com`) || Host(`old.example.com`))";
        var rules = plan.Find("IngressRoute api").Inputs.Items("spec.routes").Select(route => route.Text("match")).ToList();
        Assert.All(rules, rule => Assert.StartsWith($"{Hosts} && ", rule, StringComparison.Ordinal));
        Assert.Equal($"{Hosts} && !Path(`/metrics`) && !PathPrefix(`/metrics/`)", rules[^1]);
        Assert.Equal(Hosts, Assert.Single(plan.Find("IngressRoute api-redirect").Inputs.Items("spec.routes")).Text("match"));
    }

    [Fact]
    public async Task A_new_host_is_said_to_be_an_outage_and_how_to_have_none()
    {
        var settings = Previews.SettingsOf("prod");
        var before = (await Previews.OfAsync("prod")).Plan;
        var moved = (await Preview.RunAsync(
            settings with { Edge = WithHosts(settings.Edge, "new.example.com") },
            "prod",
            Catalog.Default)).Plan;
        var kept = (await Preview.RunAsync(
            settings with { Edge = WithHosts(settings.Edge, "new.example.com", "api.example.com") },
            "prod",
            Catalog.Default)).Plan;
        const string Wait = "Certificate api: the host new.example.com is refused by browsers until its certificate is there, "
            + "minutes after DNS leads it to Traefik";

        ChangeAssert.Warned(
            $"{Wait}; api.example.com is not served from the update on. "
                + "Keep api.example.com in infra:edge.formerHosts.api until the new host answers, and remove it in a later update.",
            before,
            moved);
        ChangeAssert.Warned(
            $"{Wait}. Point DNS to Traefik before; kubectl get certificate api says when it is ready.",
            before,
            kept);
        ChangeAssert.Fine(kept, moved);
    }

    [Fact]
    public void Former_hosts_are_settings_and_each_host_is_named_once()
    {
        const string File = """
            config:
              infra:environment: dev
              infra:objectStorage: { destination: s3://backups/reference }
              infra:edge:
                hosts: { api: new.example.com }
                formerHosts: { api: [HOSTS] }
            """;
        Assert.Equal("old.example.com", Assert.Single(Parse("old.example.com").Edge.FormerHosts["api"]));
        var refused = Assert.Throws<InputException>(() => Parse("new.example.com"));
        Assert.Contains(
            "infra:edge.formerHosts.api is \"new.example.com\"; a host is named once, and this one is in infra:edge.hosts.api. "
                + "Remove it here.",
            refused.Message,
            StringComparison.Ordinal);

        static StackSettings Parse(string host) => Previews.Parse("dev", File.Replace("HOSTS", host, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_public_service_has_a_certificate_a_route_and_a_redirect()
    {
        var plan = await PlanAsync();
        foreach (var (service, host) in new[] { ("web", "shop.example.com"), ("admin", "admin.example.com") })
        {
            var certificate = plan.Find($"Certificate {service}").Inputs;
            Assert.Equal(host, Assert.Single(certificate.Items("spec.dnsNames")).ToString());
            Assert.Equal(
                ("letsencrypt-prod", "ClusterIssuer"),
                (certificate.Text("spec.issuerRef.name"), certificate.Text("spec.issuerRef.kind")));
            Assert.Equal(
                ("Always", "ECDSA"),
                (certificate.Text("spec.privateKey.rotationPolicy"), certificate.Text("spec.privateKey.algorithm")));

            var route = plan.Find($"IngressRoute {service}").Inputs;
            Assert.Equal("websecure", Assert.Single(route.Items("spec.entryPoints")).ToString());
            Assert.Equal(certificate.Text("spec.secretName"), route.Text("spec.tls.secretName"));
            Assert.Equal(("tls", "shop-prod"), (route.Text("spec.tls.options.name"), route.Text("spec.tls.options.namespace")));
            AssertRoute(route, host, "rate-limit", "security-headers.this-host", "body-limit.10mi");
            var port = Shop.Services.Single(one => one.Name == service).Port;
            Assert.All(route.Items("spec.routes").SelectMany(rule => rule.Items("services")), target =>
                Assert.Equal((service, port), (target.Text("name"), target.Number("port"))));

            var redirect = plan.Find($"IngressRoute {service}-redirect").Inputs;
            Assert.Equal("web", Assert.Single(redirect.Items("spec.entryPoints")).ToString());
            Assert.Null(redirect.At("spec.tls"));
            AssertRoute(redirect, host, "rate-limit", "redirect-to-https");
        }
    }

    [Fact]
    public async Task A_service_that_is_not_public_is_not_reached_from_outside()
    {
        var plan = await PlanAsync();
        Assert.Equal(
            ["admin", "web"],
            plan.OfKind("Certificate").Select(certificate => certificate.ObjectName).Order(StringComparer.Ordinal));
        Assert.Equal(
            ["admin", "admin-redirect", "web", "web-redirect"],
            plan.OfKind("IngressRoute").Select(route => route.ObjectName).Order(StringComparer.Ordinal));
        Assert.Equal("prices", plan.Find("Service prices").ObjectName);
        Assert.Empty(plan.Find("NetworkPolicy prices").Inputs.Items("spec.ingress"));
        Assert.DoesNotContain(PlannedRules.In(plan), rule => rule.Text("alert") is "PricesErrorRateHigh" or "PricesLatencyHigh");
    }

    [Theory]
    [InlineData(null, "Host(`shop.example.com`) && !Path(`/metrics`) && !PathPrefix(`/metrics/`)")]
    [InlineData(8000, "Host(`shop.example.com`) && !Path(`/metrics`) && !PathPrefix(`/metrics/`)")]
    [InlineData(9000, "Host(`shop.example.com`)")]
    public async Task Metrics_beside_the_requests_are_not_routed(int? healthPort, string rule)
    {
        var web = Shop.Services[0] with { MetricsPath = "/metrics", Health = Health with { Port = healthPort } };
        var plan = await PlanAsync(application: Shop with { Services = [web, .. Shop.Services[1..]] });
        Assert.Equal(rule, RuleOf("web"));
        // Longer, it would go before the challenge of a certificate.
        Assert.Equal("Host(`shop.example.com`)", RuleOf("web-redirect"));

        string RuleOf(string route) => plan.Find($"IngressRoute {route}").Inputs.Items("spec.routes").Last().Text("match");
    }

    [Fact]
    public async Task An_application_without_public_services_has_no_route()
    {
        var settings = CustomStack.SettingsOf(Shop with { Services = [Shop.Services[2]] }, "prod");
        var plan = (await new StackRun { Settings = settings }.RunAsync()).Plan;
        Assert.Empty(plan.OfKind("Certificate", "IngressRoute"));
    }

    [Fact]
    public async Task A_route_comes_after_what_it_names()
    {
        var plan = await PlanAsync();
        var before = plan.OfKind("Middleware", "TLSOption").Select(resource => resource.Urn).ToHashSet();
        Assert.Equal(5, before.Count);
        Assert.All(plan.OfKind("IngressRoute"), route => Assert.Superset(before, route.Dependencies.ToHashSet()));
        Assert.Contains(plan.Find("Certificate web").Urn, plan.Find("IngressRoute web").Dependencies);
    }

    [Theory]
    [InlineData("dev", 50, 100)]
    [InlineData("stage", 10, 20)]
    [InlineData("prod", 10, 20)]
    public async Task A_client_may_send_as_many_requests_as_the_environment_allows(string stack, int average, int burst)
    {
        var limit = (await Previews.OfAsync(stack)).Plan.Find("Middleware rate-limit").Inputs.At("spec.rateLimit");
        Assert.Equal(
            (average, burst, "1s", 0),
            (limit.Number("average"), limit.Number("burst"), limit.Text("period"), limit.Number("sourceCriterion.ipStrategy.depth")));
    }

    [Fact]
    public async Task A_client_is_who_the_trusted_proxies_say_it_is()
    {
        var plan = await PlanAsync(
            """{ "hosts": { "web": "shop.example.com", "admin": "admin.example.com" }, "trustedProxies": 2,"""
                + """ "rateLimit": { "average": 100, "period": "1m", "burst": 30 } }"""
        );
        var limit = plan.Find("Middleware rate-limit").Inputs.At("spec.rateLimit");
        Assert.Equal(
            (100, 30, "1m", 2),
            (limit.Number("average"), limit.Number("burst"), limit.Text("period"), limit.Number("sourceCriterion.ipStrategy.depth")));
    }

    [Fact]
    public async Task Browsers_are_told_to_encrypt_and_to_trust_nothing()
    {
        var plan = await PlanAsync("""{ "domain": "example.com" }""");
        var headers = plan.Find("Middleware security-headers").Inputs.At("spec.headers");
        Assert.Equal(63_072_000, headers.Number("stsSeconds"));
        Assert.All(
            ["stsIncludeSubdomains", "stsPreload", "frameDeny", "contentTypeNosniff", "browserXssFilter"],
            header => Assert.True(headers.IsTrue(header), header));
        Assert.Equal("strict-origin-when-cross-origin", headers.Text("referrerPolicy"));
        // An empty value takes the header away.
        Assert.Equal(new Dictionary<string, string> { ["Server"] = "", ["X-Powered-By"] = "" }, headers.Texts("customResponseHeaders"));
    }

    [Fact]
    public async Task Plain_HTTP_is_sent_to_HTTPS_for_good()
    {
        var redirect = (await PlanAsync()).Find("Middleware redirect-to-https").Inputs.At("spec.redirectScheme");
        Assert.Equal("https", redirect.Text("scheme"));
        Assert.True(redirect.IsTrue("permanent"));
    }

    // The redirect lets a request pass of which a trusted proxy says that it came over HTTPS.
    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    public async Task What_the_redirect_lets_through_reaches_nothing(int canaryPercent)
    {
        var preview = await Preview.RunAsync(Showcase.SettingsOf("prod", canaryPercent), "prod", Catalog.Default);
        var plain = preview.Plan.OfKind("IngressRoute").Where(route => route.Inputs.At("spec.tls") is null).ToList();
        Assert.NotEmpty(plain);
        Assert.All(plain, route =>
        {
            var target = Assert.Single(route.Inputs.Items("spec.routes").SelectMany(rule => rule.Items("services")));
            Assert.Equal(("noop@internal", "TraefikService", null), (target.Text("name"), target.Text("kind"), target.At("port")));
        });
    }

    [Fact]
    public async Task Old_and_weak_encryption_is_refused()
    {
        var options = (await PlanAsync()).Find("TLSOption tls").Inputs.At("spec");
        Assert.Equal("VersionTLS12", options.Text("minVersion"));
        Assert.True(options.IsTrue("sniStrict"));
        var ciphers = options.Items("cipherSuites").Select(cipher => cipher.ToString()).ToList();
        Assert.NotEmpty(ciphers);
        Assert.All(ciphers, cipher =>
            Assert.Matches("^TLS_ECDHE_(ECDSA|RSA)_WITH_(AES_(128|256)_GCM_SHA(256|384)|CHACHA20_POLY1305_SHA256)$", cipher));
    }

    private static void AssertRoute(JsonObject inputs, string host, params string[] middlewares)
    {
        // Those before it are of the paths of probes.
        var route = inputs.Items("spec.routes").Last();
        Assert.Equal(("Rule", $"Host(`{host}`)"), (route.Text("kind"), route.Text("match")));
        Assert.Equal(middlewares, route.Items("middlewares").Select(middleware => middleware.Text("name")));
    }

    private static async Task<Plan> PlanAsync(
        string edge = """{ "hosts": { "web": "shop.example.com", "admin": "admin.example.com" } }""",
        ApplicationDefinition? application = null
    ) => (await new StackRun { Settings = CustomStack.SettingsOf(application ?? Shop, "prod", ("edge", edge)) }.RunAsync()).Plan;

    private static EdgeSettings WithHosts(EdgeSettings edge, string host, params ImmutableArray<string> former) => edge with
    {
        Hosts = edge.Hosts.SetItem("api", host),
        FormerHosts = edge.FormerHosts.SetItem("api", former),
    };
}
