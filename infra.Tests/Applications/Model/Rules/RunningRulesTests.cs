using Infra.Applications.Model;
using Infra.Applications.Model.Rules;
using Infra.Data;
using Infra.Data.Postgres;
using Infra.Values;
using static Infra.Tests.Applications.Model.Rules.Shop;

namespace Infra.Tests.Applications.Model.Rules;

/// <summary>Definitions of workloads that could not start, be asked for their health, or end.</summary>
public sealed class RunningRulesTests
{
    private static readonly MetricAlert Alert = new("DeadLetters", "dead_letters")
    {
        Summary = "Jobs have failed.",
        Action = "Look.",
        Runbook = "dead-letters",
    };

    [Theory]
    [InlineData(0, "Use 1024 or more")]
    [InlineData(1023, "Use 1024 or more")]
    [InlineData(65536, "Use 65535 or less")]
    public void Probes_are_answered_on_a_port_that_needs_no_root(int port, string fix)
        => Assert.Equal(
            [$"worker.Health.Port is {port}; a container that is not root listens on 1024 to 65535. {fix}."],
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
            FaultsOf(Worker with
            {
                Health = Health with
                {
                    Startup = HealthProbe.Http(path),
                    Liveness = HealthProbe.Http(path),
                    Readiness = HealthProbe.Http(path),
                },
            }));

    [Theory]
    [InlineData("")]
    [InlineData("metrics")]
    [InlineData("/metrics?format=text")]
    [InlineData("/`) || Path(`/")]
    [InlineData("/metrics\n")]
    public void Metrics_have_a_path(string path)
        => Assert.Equal(
            [
                $"worker.MetricsPath is \"{path}\"; a path of metrics is '/', then letters, digits, '-', '.', '_' and '/'. "
                    + "Use a path such as /metrics.",
            ],
            FaultsOf(Worker with { MetricsPath = path }));

    [Theory]
    [InlineData("")]
    [InlineData("deadLetters")]
    [InlineData("Dead letters")]
    [InlineData("1Dead")]
    public void An_alert_has_a_name_as_alerts_have(string name)
        => Assert.Equal(
            [$"worker.Alerts is \"{name}\"; the name of an alert is letters and digits, and begins with a capital. Rename it."],
            FaultsOf(Worker with { MetricsPath = "/metrics", Alerts = [Alert with { Name = name }] }));

    [Theory]
    [InlineData("")]
    [InlineData("1_dead")]
    [InlineData("dead-letters")]
    [InlineData("dead) or vector(1")]
    public void An_alert_has_a_metric_as_Prometheus_names_them(string metric)
        => Assert.Equal(
            [
                $"worker.Alerts.DeadLetters is \"{metric}\"; the name of a metric is letters, digits and '_', and begins with no digit. "
                    + "Use the name that the workload writes.",
            ],
            FaultsOf(Worker with { MetricsPath = "/metrics", Alerts = [Alert with { Metric = metric }] }));

    [Theory]
    [InlineData("")]
    [InlineData("Dead letters")]
    [InlineData("dead-letters.md")]
    [InlineData("../dead-letters")]
    public void An_alert_names_a_page(string runbook)
        => Assert.Equal(
            [
                $"worker.Alerts.DeadLetters.Runbook is \"{runbook}\"; a runbook is lower-case letters and digits, with '-' between them. "
                    + "Name a page of docs/runbooks/alerts, without .md.",
            ],
            FaultsOf(Worker with { MetricsPath = "/metrics", Alerts = [Alert with { Runbook = runbook }] }));

    [Fact]
    public void An_alert_needs_metrics_that_are_scraped()
        => Assert.Equal(
            ["worker.Alerts.DeadLetters is dead_letters; no metrics of the workload are scraped. Set MetricsPath."],
            FaultsOf(Worker with { MetricsPath = null, Alerts = [Alert] }));

    [Theory]
    [InlineData(-1, "-00:00:01", "Use 1s or more")]
    [InlineData(0, "00:00:00", "Use 1s or more")]
    [InlineData(86401, "1.00:00:01", "Use 1d or less")]
    public void Times_are_from_a_second_to_a_day(int seconds, string shown, string fix)
    {
        var time = TimeSpan.FromSeconds(seconds);
        Assert.Equal(
            [
                $"worker.Health.StartupTime is {shown}; it takes a duration from 1s to 1d. {fix}.",
                $"worker.DrainTime is {shown}; it takes a duration from 1s to 1d. {fix}.",
            ],
            FaultsOf(Worker with { Health = Health with { StartupTime = time }, DrainTime = time }));
        Assert.Equal([$"migrate.Deadline is {shown}; it takes a duration from 1s to 1d. {fix}."], FaultsOf(Job with { Deadline = time }));
    }

    [Theory]
    [InlineData(-1, 0, "InitialDelay is -00:00:01; it takes a duration from 0s to 1d. Use 0s or more")]
    [InlineData(86401, 1001, "InitialDelay is 1.00:00:01; it takes a duration from 0s to 1d. Use 1d or less")]
    public void Probes_begin_and_fail_in_time(int seconds, int failures, string delay)
    {
        var probe = HealthProbe.Http("/ready") with { InitialDelay = TimeSpan.FromSeconds(seconds), FailureThreshold = failures };
        Assert.Equal(
            [
                $"worker.Health.Readiness.{delay}.",
                $"worker.Health.Readiness.FailureThreshold is {failures}; it takes a whole number from 1 to 1000. "
                    + $"{(failures < 1 ? "Use 1 or more" : "Use 1000 or less")}.",
            ],
            FaultsOf(Worker with { Health = Health with { Readiness = probe } }));
    }

    [Theory]
    [InlineData(-1, "Use 0 or more")]
    [InlineData(21, "Use 20 or less")]
    public void A_job_is_tried_again_a_few_times(int retries, string fix)
        => Assert.Equal(
            [$"migrate.Retries is {retries}; it takes a whole number from 0 to 20. {fix}."],
            FaultsOf(Job with { Retries = retries }));

    [Theory]
    [InlineData(1)]
    [InlineData(86400)]
    public void Such_times_are_accepted(int seconds)
    {
        var time = TimeSpan.FromSeconds(seconds);
        Assert.Empty(FaultsOf(Worker with { Health = Health with { StartupTime = time }, DrainTime = time }));
        Assert.Empty(FaultsOf(Job with { Deadline = time }));
    }

    [Theory]
    [InlineData(0, 1, "worker.Replicas.Min is 0; it takes a whole number from 1 to 100. Use 1 or more.")]
    [InlineData(101, 100, "worker.Replicas.Min is 101; it takes a whole number from 1 to 100. Use 100 or less.")]
    [InlineData(4, 2, "worker.Replicas.Max is 2; it is at least Min, which is 4, and at most 100. Use 4 or more.")]
    [InlineData(4, 101, "worker.Replicas.Max is 101; it is at least Min, which is 4, and at most 100. Use 100 or less.")]
    public void Replicas_are_a_range(int min, int max, string fault)
        => Assert.Equal([fault], FaultsOf(Worker with { Replicas = new ReplicaRange(min, max) }));

    [Fact]
    public void Where_the_fewest_replicas_are_no_number_of_replicas_the_most_are_held_to_the_range()
        => Assert.Equal(
            [
                "worker.Replicas.Min is 0; it takes a whole number from 1 to 100. Use 1 or more.",
                "worker.Replicas.Max is 0; it takes a whole number from 1 to 100. Use 1 or more.",
            ],
            FaultsOf(Worker with { Replicas = new ReplicaRange(0, 0) }));

    [Fact]
    public void Replicas_are_added_at_a_share_that_can_be_reached()
        => Assert.Equal(
            [
                "worker.Replicas.TargetCpuPercent is 101; it takes a whole number from 10 to 100. Use 100 or less.",
                "worker.Replicas.TargetMemoryPercent is 9; it takes a whole number from 10 to 100. Use 10 or more.",
            ],
            FaultsOf(Worker with { Replicas = new ReplicaRange(1, 2) { TargetCpuPercent = 101, TargetMemoryPercent = 9 } }));

    [Fact]
    public void A_singleton_has_no_number_of_replicas_and_is_no_Deployment()
    {
        Assert.Equal(
            ["worker.Replicas is set; only one of Replicas and IsSingleton can be set. Remove one of them."],
            FaultsOf(Worker with { IsSingleton = true, Replicas = new ReplicaRange(1, 1) }));
        Assert.Equal(
            ["worker.Customize is set; a singleton is a StatefulSet. Use CustomizeSingleton."],
            FaultsOf(Worker with { IsSingleton = true, Customize = _ => { } }));
        Assert.Equal(
            ["worker.CustomizeSingleton is set; it is a Deployment, as it is no singleton. Use Customize."],
            FaultsOf(Worker with { CustomizeSingleton = _ => { } }));
    }

    [Theory]
    [InlineData(8080)]
    [InlineData(9000)]
    public void A_container_beside_it_has_a_port_that_probes_reach(int port)
    {
        var faults = FaultsOf(Worker with { Sidecars = [Sidecar("exporter", port), Sidecar("proxy", 9000)] });
        Assert.Contains(
            $"worker.exporter.Port is {port}; another container of the pod listens on it, so that no probe can reach this one. "
                + "Use another port.",
            faults);
    }

    [Fact]
    public void A_container_beside_it_has_a_name_for_its_port()
        => Assert.Equal(
            [
                "worker.metrics-exporter.Name is \"metrics-exporter\"; "
                    + "its port bears its name, and names of ports have at most 15 characters and no two '-' in a row. Change it.",
                "worker.a--b.Name is \"a--b\"; its port bears its name, "
                    + "and names of ports have at most 15 characters and no two '-' in a row. Change it.",
            ],
            FaultsOf(Worker with { Sidecars = [Sidecar("metrics-exporter", 9000), Sidecar("a--b", 9001)] }));

    [Fact]
    public void A_sidecar_has_a_liveness_probe()
        => Assert.Equal(
            [
                "worker.exporter.Liveness is no probe; "
                    + "a sidecar has a liveness probe. Use a path, or a command.",
            ],
            FaultsOf(Worker with { Sidecars = [Sidecar("exporter", 9000) with { Liveness = HealthProbe.Process("It has no port.") }] }));

    [Fact]
    public void A_step_before_the_start_is_waited_for_from_a_second_to_a_day()
        => Assert.Equal(
            ["worker.fetch.Timeout is 00:00:00; it takes a duration from 1s to 1d. Use 1s or more."],
            FaultsOf(Worker with { Init = [new InitStep { Name = "fetch", Image = "shop", Timeout = TimeSpan.Zero }] }));

    [Fact]
    public void Only_a_liveness_probe_can_be_left_out()
        => Assert.Equal(
            ["worker.Health.Readiness is no probe; only a liveness probe can be left out. Use a path, or a command."],
            FaultsOf(
                Worker with
                {
                    Health = new HealthProbes { Liveness = HealthProbe.Run("true"), Readiness = HealthProbe.Process("It has no port.") },
                }));

    [Fact]
    public void A_probe_asks_something_or_says_why_not()
        => Assert.Equal(
            [
                "worker.Health.Liveness is empty; a probe has a path, a command, or the reason why there is none. "
                    + "Give one of the three.",
            ],
            FaultsOf(Worker with { Health = Health with { Startup = HealthProbe.Http("/"), Liveness = HealthProbe.Process(" ") } }));

    [Fact]
    public void A_worker_that_is_asked_by_a_command_needs_no_port()
        => Assert.Empty(
            FaultsOf(
                Worker with
                {
                    Health = new HealthProbes { Liveness = HealthProbe.Process("It has no port."), Readiness = HealthProbe.Run("true") },
                }));

    [Theory]
    [InlineData(
        JobPurpose.Scheduled,
        null,
        "missing; it takes a schedule of five fields: minute, hour, day of the month, month, day of the week. "
            + "Use a value such as 0 2 * * *.")]
    [InlineData(
        JobPurpose.Scheduled,
        "hourly",
        "\"hourly\"; it takes a schedule of five fields: minute, hour, day of the month, month, day of the week. "
            + "Use a value such as 0 2 * * *.")]
    [InlineData(
        JobPurpose.Seed,
        "0 2 * * *",
        "\"0 2 * * *\"; only a job of the purpose Scheduled runs at set times. Remove it, or change the purpose.")]
    public void A_job_has_a_schedule_where_it_runs_at_set_times(JobPurpose purpose, string? schedule, string fault)
    {
        CronSchedule? given = null;
        if (schedule is not null)
            given = schedule;
        Assert.Equal([$"migrate.Schedule is {fault}"], FaultsOf(Job with { Purpose = purpose, Schedule = given }));
    }

    [Fact]
    public void A_backup_is_of_a_database()
        => Assert.Equal(
            [
                "migrate.BacksUpFirst is true; a backup is of a Postgres database that the project needs. Remove it, "
                    + "or add Postgres to its needs.",
            ],
            FaultsOf(Job with { BacksUpFirst = true }));

    [Fact]
    public void A_backup_precedes_a_migration()
    {
        var application = Of() with { Needs = [new PostgresNeed("shop")] };
        var faults = RunningRules.FaultsOf(application, Job with { Purpose = JobPurpose.Seed, BacksUpFirst = true }, DataServices.All);
        Assert.Equal(
            ["migrate.BacksUpFirst is true; a backup precedes a migration alone. Remove it, or make the job a migration."],
            faults.Select(fault => fault.ToString()));
        Assert.Empty(RunningRules.FaultsOf(application, Job with { BacksUpFirst = true }, DataServices.All));
    }

    [Fact]
    public void Such_paths_are_accepted()
        => Assert.Empty(
            FaultsOf(
                Worker with
                {
                    Health = Health with { Startup = HealthProbe.Http("/health?full=1"), Liveness = HealthProbe.Http("/") },
                    MetricsPath = "/internal/metrics_v1.0",
                }));

    private static IEnumerable<string> FaultsOf(WorkloadDefinition workload)
        => RunningRules.FaultsOf(Of(), workload, DataServices.All).Select(fault => fault.ToString());

    private static SidecarDefinition Sidecar(string name, int port)
        => new() { Name = name, Image = "shop", Port = port, Liveness = HealthProbe.Http("/") };
}
