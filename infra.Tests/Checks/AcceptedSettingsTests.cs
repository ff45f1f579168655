using Infra.Applications;
using Infra.Applications.Model;
using Infra.Tests.Support;

namespace Infra.Tests.Checks;

/// <summary>What the settings take, the checks take as well: none is refused by something that nobody can set.</summary>
public sealed class AcceptedSettingsTests
{
    [Theory]
    [InlineData("cluster", """{ "apiServerRanges": [] }""")]
    [InlineData("cluster", """{ "dnsRanges": [] }""")]
    [InlineData("cluster", """{ "monitoringLabels": { "app.kubernetes.io/part-of": "kube-prometheus" } }""")]
    [InlineData("redis", """{ "cpu": "2" }""")]
    [InlineData("qdrant", """{ "cpu": "4" }""")]
    [InlineData("postgres", """{ "cpu": "8", "instances": 1 }""")]
    [InlineData("workloads", """{ "api": { "cpu": "16" }, "worker": { "scaling": { "minReplicas": 1, "maxReplicas": 1 } } }""")]
    public Task Of_the_reference_application(string key, string value) => AssertPassesAsync(Reference.Definition, (key, value));

    [Theory]
    [InlineData("postgres")]
    [InlineData("redis")]
    [InlineData("qdrant")]
    [InlineData("mysql")]
    public Task Data_services_that_no_workload_uses(string service)
        => AssertPassesAsync(new ApplicationDefinition { Name = "plain", Needs = []}, (service, """{ "enabled": true }"""));

    private static async Task AssertPassesAsync(ApplicationDefinition application, params (string Key, string Value)[] configuration)
    {
        List<(string, string)> complete = [("objectStorage", """{ "destination": "s3://backups/prod" }"""), .. configuration];
        if (!application.Services.IsEmpty)
            complete.Add(("edge", """{ "hosts": { "api": "api.example.com" } }"""));
        var preview = await Preview.RunAsync(CustomStack.SettingsOf(application, "prod", [.. complete]), "prod", Catalog.Default);
        Assert.Empty(preview.Checks.SelectMany(check => check.Findings).Select(finding => finding.Text));
    }
}
