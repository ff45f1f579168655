using Infra.Tests.Support;
using StackPreview.Checks;

namespace Infra.Tests.Checks;

/// <summary>What an operator would have created is missed when the custom resource that causes it goes.</summary>
public sealed class MissingClusterTests
{
    [Theory]
    [InlineData("Job migrate")]
    [InlineData("Deployment api")]
    [InlineData("Deployment worker")]
    [InlineData("Job postgres-archive")]
    [InlineData("Job postgres-base")]
    [InlineData("CronJob postgres-backup")]
    public async Task Workload_misses_the_certificate_authority_that_it_mounts(string workload)
        => Assert.Contains(
            $"{workload}: it uses Secret postgres-ca, which is not there",
            await ProblemsAsync("secrets-and-configmaps-exist"));

    [Fact]
    public async Task Nothing_but_the_workloads_that_mount_it_misses_the_certificate_authority()
        => Assert.Equal(10, (await ProblemsAsync("secrets-and-configmaps-exist")).Count);

    [Theory]
    [InlineData("PodMonitor postgres")]
    [InlineData("NetworkPolicy postgres-instances")]
    public async Task Selector_misses_the_instances(string title)
        => Assert.Contains($"{title}: its selector selects no pod", await ProblemsAsync("selectors-match"));

    [Theory]
    [InlineData("postgres-rw")]
    public async Task Output_misses_the_host(string host)
        => Assert.Contains(
            $"Stack infra-prod: it names the host {host}.reference-prod.svc, and there is no Service {host} in reference-prod",
            await ProblemsAsync("hosts-exist"));

    [Fact]
    public async Task Backup_misses_its_cluster()
        => Assert.Contains(
            "ScheduledBackup postgres-base: it backs up Cluster postgres, which is not there",
            await ProblemsAsync("database-objects-exist"));

    [Fact]
    public async Task Store_misses_its_cluster()
        => Assert.Contains("ObjectStore postgres: no Cluster archives to it", await ProblemsAsync("database-objects-exist"));

    [Fact]
    public async Task Secret_of_a_certificate_that_is_gone_is_missed_by_its_route()
    {
        var preview = await Previews.OfAsync("prod");
        var failing = preview.Failing(preview.Plan.Forgetting(preview.Plan.Find("Certificate api")));
        Assert.Contains(
            "IngressRoute api: it uses the certificate in Secret api-tls, which no Certificate puts there",
            Problems(failing, "routes-complete"));
    }

    private static async Task<IReadOnlyList<string>> ProblemsAsync(string check)
    {
        var preview = await Previews.OfAsync("prod");
        return Problems(preview.Failing(preview.Plan.Forgetting(preview.Plan.Find("Cluster postgres"))), check);
    }

    private static IReadOnlyList<string> Problems(IEnumerable<CheckResult> failing, string check)
        => [
            .. failing
                .Single(result => result.Check.Id == check)
                .Findings.Select(finding => $"{finding.Resource.StableTitle()}: {finding.Problem}"),
        ];
}
