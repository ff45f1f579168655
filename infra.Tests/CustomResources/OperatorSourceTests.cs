using Infra.Kubernetes.CertManager;
using Infra.Kubernetes.CloudNativePg;
using Infra.Kubernetes.Percona;
using Infra.Tests.PreviewTests.Comparison;
using Infra.Tests.Support;
using Sdk.Generator.Model;

namespace Infra.Tests.CustomResources;

/// <summary>The sources of the operators hold what is deployed, with what the API server holds it to.</summary>
public sealed class OperatorSourceTests
{
    private const string CloudNativePg = "CloudNativePG";
    private const string Percona = "Percona Operator for MySQL";
    private const string Prometheus = "Prometheus operator";
    private const string Traefik = "Traefik";

    [Fact]
    public async Task Every_custom_resource_that_is_deployed_is_in_a_source_and_no_other()
    {
        // The showcase alone has canaries.
        var deployments = Repository.Deployments.Append((Application: Showcase.Name, Stack: "prod"));
        var previews = await Task.WhenAll(deployments.Select(deployment => Previews.OfAsync(deployment.Stack, deployment.Application)));

        // What a stack has by a line of its file alone.
        var pooled = await StackChange.PlanWithAsync("prod", "infra:postgres: {pooler: {enabled: true}}");
        var shared = SharingStack.SettingsOf("prod", SharingStack.Companions, SharingStack.Host, SharingStack.Guest);
        var others = pooled.Objects.Concat((await Preview.RunAsync(shared, "prod", Catalog.Default)).Plan.Objects)
            .Concat((await StoredStack.OfProdAsync()).Plan.Objects);

        var types = previews.SelectMany(preview => preview.Plan.Objects).Concat(others).Select(resource => resource.Type);
        var deployed = types.Where(OperatorSources.IsCustom).Distinct();
        var declared = OperatorSources.Kinds.Select(kind => kind.Token);
        // Backups are made by scripts, in a release and at set times.
        Assert.Equal(
            declared.Order(StringComparer.Ordinal),
            deployed.Concat([BackupResource.Type, PerconaServerMySQLBackupResource.Type]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Definitions_are_published_where_their_version_tells()
        => Assert.All(OperatorSources.All, source => Assert.Contains($"/v{source.Version}/", source.Origin, StringComparison.Ordinal));

    [Fact]
    public void The_program_has_the_names_and_versions_of_the_sources()
    {
        Assert.Equal(PerconaOperator.Version, OperatorSources.All.Single(source => source.Operator == Percona).Version);
        var certificate = OperatorSources.Kinds.Single(kind => kind.Token == CertificateResource.Type);
        Assert.Equal((CertificateResource.ApiVersion, CertificateResource.Kind), (certificate.ApiVersion, certificate.Kind));
    }

    [Fact]
    public void Bounds_patterns_and_sets_of_values_are_there()
    {
        Assert.Equal(1, Rules(CloudNativePg, "ClusterSpec", "instances").Minimum);
        Assert.Equal(["primary", "prefer-standby"], Rules(CloudNativePg, "BackupSpec", "target").Enum);
        Assert.Equal(["name"], Rules(Prometheus, "PrometheusRuleSpec", "groups").UniqueBy);
        var duration = Rules(Prometheus, "Rule", "for").Pattern!;
        Assert.Matches(duration, "1h30m");
        Assert.DoesNotMatch(duration, "90 minutes");
    }

    [Fact]
    public void What_the_API_server_requires_is_there()
    {
        Assert.True(Rules(Traefik, "IngressRouteSpec", "routes").Required);
        Assert.False(Rules(Traefik, "IngressRouteSpec", "entryPoints").Required);
        // It would take a monitor of no port.
        Assert.True(Field(Prometheus, "PodMonitorSpec", "podMetricsEndpoints") is { Required: true, Rules.Required: false });
    }

    [Fact]
    public void Rules_in_CEL_are_there_with_their_messages()
    {
        var image = Assert.Single(OperatorSources.Type(CloudNativePg, "ClusterSpec").Rules);
        Assert.Equal("imageName and imageCatalogRef are mutually exclusive", image.Message);
        var account = Assert.Single(Rules(CloudNativePg, "ClusterSpec", "serviceAccountName").Cel);
        Assert.Equal(("self == oldSelf", "serviceAccountName is immutable"), (account.Rule, account.Message));
        Assert.Contains(
            OperatorSources.Type(Percona, "PerconaServerMySQLSpec").Rules,
            rule => rule.Rule.Contains("self.proxy.router != null", StringComparison.Ordinal)
                && rule.Message.EndsWith("MySQL Router and HAProxy can't be enabled at the same time", StringComparison.Ordinal));
    }

    private static FieldRules Rules(string @operator, string type, string field) => Field(@operator, type, field).Rules;

    private static FieldSchema Field(string @operator, string type, string field)
        => OperatorSources.Type(@operator, type).Fields.Single(candidate => candidate.Wire == field);
}
