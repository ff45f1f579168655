using Infra.Applications.Model;
using Infra.Settings;

namespace Infra.Tests.SettingsTests;

/// <summary>Definitions of workloads that could not start, be asked for their health, or end.</summary>
public sealed class RunningRulesTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1023)]
    [InlineData(65536)]
    public void Probes_are_answered_on_a_port_that_needs_no_root(int port)
        => Assert.Equal(
            [$"worker.Health.Port is {port}; a container that is not root listens on 1024 to 65535. Use such a port."],
            FaultsOf(Worker with { Health = Health with { Port = port } }));

    [Theory]
    [InlineData("")]
    [InlineData("health")]
    [InlineData("/he alth")]
    [InlineData("/health\n")]
    [InlineData("http://localhost/health")]
    public void Probes_have_paths(string path)
        => Assert.Equal(
            [
                $"worker.Health.Startup is \"{path}\"; a path begins with '/' and has no spaces. Use a path such as /health.",
                $"worker.Health.Liveness is \"{path}\"; a path begins with '/' and has no spaces. Use a path such as /health.",
                $"worker.Health.Readiness is \"{path}\"; a path begins with '/' and has no spaces. Use a path such as /health.",
            ],
            FaultsOf(Worker with { Health = Health with { Startup = HealthProbe.Http(path), Liveness = HealthProbe.Http(path), Readiness = HealthProbe.Http(path) } }));

    [Theory]
    [InlineData("")]
    [InlineData("metrics")]
    [InlineData("/metrics?format=text")]
    [InlineData("/`) || Path(`/")]
    [InlineData("/metrics\n")]
    public void Metrics_have_a_path(string path)
        => Assert.Equal(
            [$"worker.MetricsPath is \"{path}\"; a path of metrics is '/', then letters, digits, '-', '.', '_' and '/'. Use a path such as /metrics."],
            FaultsOf(Worker with { MetricsPath = path }));

    [Theory]
    [InlineData(-1, "-00:00:01")]
    [InlineData(0, "00:00:00")]
    [InlineData(86401, "1.00:00:01")]
    public void Times_are_from_a_second_to_a_day(int seconds, string shown)
    {
        var time = TimeSpan.FromSeconds(seconds);
        Assert.Equal(
            [
                $"worker.Health.StartupTime is {shown}; it is a time from 1s to 1d. Use such a time.",
                $"worker.DrainTime is {shown}; it is a time from 1s to 1d. Use such a time.",
            ],
            FaultsOf(Worker with { Health = Health with { StartupTime = time }, DrainTime = time }));
        Assert.Equal([$"migrate.Deadline is {shown}; it is a time from 1s to 1d. Use such a time."], FaultsOf(Job with { Deadline = time }));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(86400)]
    public void Such_times_are_accepted(int seconds)
    {
        var time = TimeSpan.FromSeconds(seconds);
        Assert.Empty(FaultsOf(Worker with { Health = Health with { StartupTime = time }, DrainTime = time }));
        Assert.Empty(FaultsOf(Job with { Deadline = time }));
    }

    [Fact]
    public void Such_paths_are_accepted()
        => Assert.Empty(FaultsOf(Worker with { Health = Health with { Startup = HealthProbe.Http("/health?full=1"), Liveness = HealthProbe.Http("/") }, MetricsPath = "/internal/metrics_v1.0" }));

    private static IEnumerable<string> FaultsOf(WorkloadDefinition workload) => RunningRules.FaultsOf(new ApplicationDefinition { Name = "shop" }, workload);

    private static HealthProbes Health { get; } = new() { Port = 8080, Startup = HealthProbe.Http("/started"), Liveness = HealthProbe.Http("/live"), Readiness = HealthProbe.Http("/ready") };

    private static WorkerDefinition Worker { get; } = new() { Name = "worker", Image = "shop", Health = Health };

    private static JobDefinition Job { get; } = new() { Name = "migrate", Image = "shop", Purpose = JobPurpose.Migration };
}
