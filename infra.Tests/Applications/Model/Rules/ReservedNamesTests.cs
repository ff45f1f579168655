using Infra.Applications;
using Infra.Applications.Model;
using Infra.Applications.Model.Rules;
using Infra.Data;
using Infra.Kubernetes;
using Infra.Tests.Support;

namespace Infra.Tests.Applications.Model.Rules;

/// <summary>The names that workloads may not bear are those that the program gives.</summary>
public sealed class ReservedNamesTests
{
    public static TheoryData<string, string> Deployments => Repository.DeploymentData;

    [Theory]
    [MemberData(nameof(Deployments))]
    public async Task Every_name_of_a_plan_is_the_applications_or_reserved(string application, string stack)
    {
        var (plan, definition) = ((await Previews.OfAsync(stack, application)).Plan, Previews.SettingsOf(stack, application).Application);
        var own = definition.AllContainers.Select(container => container.Name)
            .Concat(
                definition.AllWorkloads.SelectMany(
                    workload => workload.AllContainers,
                    (workload, container) => $"{workload.Name}-{container.Name}"))
            .Concat(definition.Projects.Select(project => project.Name))
            .Concat(definition.AllVolumes.Select(volume => volume.Name))
            .Concat(definition.AllServices.Select(service => DerivedNames.RedirectOf(service.Name)))
            .Concat(definition.AllServices.Select(service => DerivedNames.ReleaseOf(service.Name)));
        var names = plan.Objects.Select(resource => resource.Inputs["metadata"]!["labels"]![Labels.Name]!.GetValue<string>())
            .Concat(
                plan.Resources
                    .SelectMany(resource => resource.Creates)
                    .Where(created => created.Kind == "Service")
                    .Select(created => created.Name));

        // A name with a '.' is no workload's.
        Assert.Empty(names.Where(name => !name.Contains('.')).Except(own).Except(ReservedNames.Of(definition, DataServices.All)));
    }

    private const string Import = """{"host": "db.example.com", "addresses": ["203.0.113.7/32"]}""";

    // CloudNativePG names the service for any instance -r, and the one for replicas -ro: a stack has either.
    [Fact]
    public async Task Every_reserved_name_is_in_a_plan()
    {
        var sharing = ApplicationRuns.RunAsync(
            "julia",
            "prod",
            ("edge", """{"domain": "example.com", "certificates": {"challenge": "dns-01", "shared": ["*.example.com"]}}"""));
        var filled = ApplicationRuns.RunAsync(
            "reference",
            "stage",
            ("postgres", """{"recover": {"from": "postgres", "mask": {"destination": "s3://prod-backups/reference"}}}"""));
        var recovered = Enumerable
            .Range(2, 8)
            .Select(incarnation => $$$"""{"incarnation": {{{incarnation}}}, "pooler": {"enabled": true}, "import": {{{Import}}}}""")
            .Append($$$"""{"pooler": {"enabled": true}, "import": {{{Import}}}}""")
            .Append("""{"incarnation": 9, "instances": 1}""")
            .Select(async settings => (await ApplicationRuns.RunAsync("reference", "prod", ("postgres", settings))).Plan);
        var deployed = await Task.WhenAll(
            Repository.Deployments.Select(async one => (await Previews.OfAsync(one.Stack, one.Application)).Plan));
        const string Recovery = """{"recover": {"backup": "20261130T020000Z"}}""";
        var loading = ApplicationRuns.RunAsync("reference", "prod", ("redis", Recovery), ("qdrant", Recovery));
        var imported = ApplicationRuns.RunAsync("graphrag", "dev", ("mysql", """{"import": {"path": "backups/shop.sql.gz"}}"""));
        var restored = ApplicationRuns.RunAsync("graphrag", "prod", ("mysql", """{"recover": {"backup": "mysql-20261130t020000z"}}"""));
        const string OverTls = """{"tls": "required"}""";
        var encrypted = ApplicationRuns.RunAsync("reference", "prod", ("redis", OverTls), ("qdrant", OverTls));
        const string Elsewhere = """
            {"provider": "existing", "existing": {"host": "db.example.com", "addresses": ["203.0.113.7/32"], "authority": "supplied"}}
            """;
        var elsewhere = ApplicationRuns.RunAsync("reference", "prod", ("redis", Elsewhere), ("qdrant", Elsewhere));
        var sqlElsewhere = ApplicationRuns.RunAsync("graphrag", "prod", ("mysql", Elsewhere));
        var changed = await Task.WhenAll(sharing, loading, filled, imported, restored, encrypted, elsewhere, sqlElsewhere);
        var plans = deployed.Concat(changed.Select(one => one.Plan)).Concat(await Task.WhenAll(recovered))
            .Append((await AwsStack.OfAsync("prod")).Plan)
            .Append((await RdsMySqlStack.OfAsync("prod")).Plan);
        var names = plans.SelectMany(
            plan => plan.Objects
                .Select(resource => StableNames.WithoutHashes(resource.ObjectName!))
                .Concat(plan.Resources.SelectMany(resource => resource.Creates).Select(created => created.Name)));
        // The pods of Percona's proxies bear the label app.kubernetes.io/name with this value.
        // No stack here has the certificate that hosts share.
        string[] selected = ["haproxy", "shared-hosts"];
        Assert.Empty(ReservedNames.Of(ApplicationCatalog.All[0], DataServices.All).Except(names).Except(selected));
    }
}
