using Infra.Faults;
using Infra.Settings;
using Infra.Tests.Applications;
using Infra.Tests.Support;
using StackPreview.Json;
using StackPreview.Plans;

namespace Infra.Tests.Platform.Edge;

/// <summary>
/// Who signs the certificates of hosts, and for which names: one a host with HTTP-01, several hosts or a wildcard in one with DNS-01.
/// julia has two hosts: its own and Chatwoot's.
/// </summary>
public sealed class CertificateTests
{
    private const string Shared = """{"challenge": "dns-01", "shared": ["*.example.com", "example.com"]}""";

    [Theory]
    [InlineData("dev", "own-ca")]
    [InlineData("stage", "letsencrypt-staging")]
    [InlineData("prod", "letsencrypt-prod")]
    public async Task The_stack_says_who_signs(string stack, string issuer)
        => Assert.All(
            (await Previews.OfAsync(stack, "julia")).Plan.OfKind("Certificate"),
            certificate => Assert.Equal(issuer, certificate.Inputs.Text("spec.issuerRef.name")));

    [Fact]
    public async Task With_HTTP_01_each_host_has_a_certificate_of_its_own()
        => Assert.Equal(
            ["chatwoot: chat.example.com in chatwoot-tls", "julia-api: julia.example.com in julia-api-tls"],
            CertificatesOf(await PlanAsync("{}")));

    [Fact]
    public async Task With_DNS_01_alone_each_host_still_has_a_certificate_of_its_own()
        => Assert.Equal(
            ["chatwoot: chat.example.com in chatwoot-tls", "julia-api: julia.example.com in julia-api-tls"],
            CertificatesOf(await PlanAsync("""{"challenge": "dns-01"}""")));

    [Fact]
    public async Task With_DNS_01_a_wildcard_serves_all_hosts()
    {
        var plan = await PlanAsync(Shared);
        Assert.Equal(["shared-hosts: *.example.com, example.com in shared-hosts-tls"], CertificatesOf(plan));
        Assert.Equal("shared-hosts-tls", plan.Find("IngressRoute julia-api").Inputs.Text("spec.tls.secretName"));
        Assert.Equal("shared-hosts-tls", plan.Find("IngressRoute chatwoot").Inputs.Text("spec.tls.secretName"));
    }

    [Fact]
    public async Task With_DNS_01_several_hosts_are_in_one_certificate()
        => Assert.Equal(
            ["shared-hosts: chat.example.com, julia.example.com in shared-hosts-tls"],
            CertificatesOf(await PlanAsync("""{"challenge": "dns-01", "shared": ["chat.example.com", "julia.example.com"]}""")));

    [Fact]
    public async Task A_host_that_the_shared_names_do_not_cover_has_a_certificate_of_its_own()
        => Assert.Equal(
            ["julia-api: julia.example.com in julia-api-tls", "shared-hosts: chat.example.com in shared-hosts-tls"],
            CertificatesOf(await PlanAsync("""{"challenge": "dns-01", "shared": ["chat.example.com"]}""")));

    [Theory]
    [InlineData("*.example.com", "julia.example.com", true)]
    [InlineData("*.example.com", "example.com", false)]
    [InlineData("*.example.com", "julia.dev.example.com", false)]
    [InlineData("*.example.com", "juliaexample.com", false)]
    [InlineData("example.com", "example.com", true)]
    [InlineData("example.com", "julia.example.com", false)]
    public void A_wildcard_covers_what_is_directly_below_its_name(string name, string host, bool isCovered)
        => Assert.Equal(isCovered, new CertificateSettings { Shared = [name] }.IsShared(host));

    [Theory]
    [InlineData("{}", true)]
    [InlineData("""{"challenge": "dns-01"}""", false)]
    [InlineData("""{"challenge": "none"}""", false)]
    public async Task The_pods_of_a_challenge_are_reached_where_there_is_one_over_HTTP(string certificates, bool isOpen)
        => Assert.Equal(
            isOpen,
            (await PlanAsync(certificates)).OfKind("NetworkPolicy").Any(policy => policy.ObjectName == StackNetwork.AcmeSolver));

    [Theory]
    [InlineData(Shared)]
    [InlineData("""{"challenge": "none"}""")]
    public async Task All_checks_pass(string certificates)
    {
        var preview = await PreviewAsync(certificates);
        Assert.Empty(preview.Failing(preview.Plan));
    }

    [Fact]
    public async Task A_shared_certificate_that_does_not_cover_a_host_is_found()
    {
        var preview = await PreviewAsync(Shared);
        var findings = preview
            .Failing(preview.Plan.With("Certificate shared-hosts", "spec.dnsNames[0]", "*.example.org"))
            .SelectMany(check => check.Findings);
        Assert.Contains("its certificate is not for julia.example.com", findings.Select(finding => finding.Problem));
    }

    [Fact]
    public void A_wildcard_is_refused_with_HTTP_01()
        => Assert.Equal(
            [
                "Pulumi.prod.yaml: infra:edge.certificates.shared[0] is \"*.example.com\"; "
                    + "HTTP-01 asks each host, and a wildcard is none. "
                    + "Set infra:edge.certificates.challenge to dns-01, or remove the line.",
                "Pulumi.prod.yaml: infra:edge.certificates.shared[1] is \"julia.example.com\"; "
                    + "with HTTP-01 each host has a certificate of its own: one that fails would hold up the renewal of the others. "
                    + "Set infra:edge.certificates.challenge to dns-01, or remove the line.",
            ],
            FaultsOf("""{"shared": ["*.example.com", "julia.example.com"]}"""));

    [Theory]
    [InlineData("*")]
    [InlineData("*.com")]
    [InlineData("a.*.example.com")]
    [InlineData("*.Example.com")]
    [InlineData("localhost")]
    public void A_name_of_a_certificate_is_a_host_or_a_wildcard(string name)
        => Assert.Equal(
            [
                $"Pulumi.prod.yaml: infra:edge.certificates.shared[0] is \"{name}\"; it takes a DNS name in lower case with at least one "
                    + "dot, or *. and such a name. Use a value such as *.example.com, or remove the line.",
            ],
            FaultsOf($$"""{"challenge": "dns-01", "shared": ["{{name}}"]}"""));

    [Fact]
    public void A_challenge_is_one_of_three()
        => Assert.Equal(
            [
                "Pulumi.prod.yaml: infra:edge.certificates.challenge is \"dns01\"; it takes one of http-01, dns-01, none. "
                    + "Use dns-01, or remove the line.",
            ],
            FaultsOf("""{"challenge": "dns01"}"""));

    private static IEnumerable<string> CertificatesOf(Plan plan)
        => plan.OfKind("Certificate")
            .Select(one =>
                $"{one.ObjectName}: {string.Join(", ", one.Inputs.Items("spec.dnsNames"))} in {one.Inputs.Text("spec.secretName")}")
            .Order(StringComparer.Ordinal);

    private static async Task<Plan> PlanAsync(string certificates) => (await PreviewAsync(certificates)).Plan;

    private static Task<Preview> PreviewAsync(string certificates)
        => Preview.RunAsync(SettingsOf(certificates), "prod", Catalog.Default);

    private static StackSettings SettingsOf(string certificates)
        => ApplicationRuns.SettingsOf(
            "julia",
            "prod",
            ("edge", $$"""{"domain": "example.com", "certificates": {{certificates}}}"""));

    private static string[] FaultsOf(string certificates)
        => [.. Assert.Throws<InputException>(() => SettingsOf(certificates)).Messages];
}
