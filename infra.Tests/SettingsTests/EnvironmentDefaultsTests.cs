using Infra.Tests.Support;
using Infra.Applications;
using Infra.Applications.Model;
using Infra.Environments;
using Infra.Settings;
using Infra.Settings.Reading;

namespace Infra.Tests.SettingsTests;

/// <summary>What an environment brings where the stack file says nothing.</summary>
public sealed class EnvironmentDefaultsTests
{
    [Fact]
    public void Dev_is_backed_up_every_day_for_seven_days()
    {
        var backup = Defaults("dev").OwnData.Postgres!.Backup;
        Assert.Equal(TimeSpan.FromDays(1), backup.Schedule.LongestInterval);
        Assert.Equal(7, backup.RetentionDays);
    }

    [Fact]
    public void Stage_loses_an_hour_at_most_and_goes_back_seven_days()
    {
        var backup = Defaults("stage").OwnData.Postgres!.Backup;
        Assert.InRange(backup.ArchiveTimeout, TimeSpan.FromMinutes(1), TimeSpan.FromHours(1));
        Assert.InRange(backup.Schedule.LongestInterval!.Value, TimeSpan.Zero, TimeSpan.FromDays(1));
        Assert.Equal(7, backup.RetentionDays);
    }

    [Fact]
    public void Prod_loses_a_quarter_of_an_hour_at_most_is_backed_up_every_day_and_goes_back_thirty_days()
    {
        var backup = Defaults("prod").OwnData.Postgres!.Backup;
        Assert.InRange(backup.ArchiveTimeout, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(15));
        Assert.Equal(TimeSpan.FromDays(1), backup.Schedule.LongestInterval);
        Assert.Equal(30, backup.RetentionDays);
    }

    [Theory]
    [InlineData("1Gi", 16)]
    [InlineData("50Gi", 65)]
    [InlineData("1500Mi", 17)]
    [InlineData("20Ti", 7 * 24 * 60)]
    public void A_base_backup_may_take_as_long_as_its_volume_is_large(string storage, int minutes)
        => Assert.Equal(
            TimeSpan.FromMinutes(minutes),
            Load("dev", $"infra:postgres: {{storage: {storage}}}").OwnData.Postgres!.Backup.Deadline);

    [Theory]
    [InlineData("dev", 24 * 60, 7)]
    [InlineData("stage", 60, 7)]
    [InlineData("prod", 15, 30)]
    public void The_least_that_backups_must_do_cannot_be_overridden(string stack, int recoveryPointMinutes, int retentionDays)
    {
        var environment = Load(
            stack,
            "infra:postgres: {backup: {archiveTimeout: 1d, retentionDays: 1, schedule: 0 0 1 1 *}}").Environment;
        Assert.Equal(TimeSpan.FromMinutes(recoveryPointMinutes), environment.RecoveryPoint);
        Assert.Equal(TimeSpan.FromDays(1), environment.BaseBackupInterval);
        Assert.Equal(retentionDays, environment.RecoveryWindowDays);
    }

    [Theory]
    [InlineData("dev", 1, 1, 1, 1, 1)]
    [InlineData("stage", 2, 4, 1, 1, 2)]
    [InlineData("prod", 3, 10, 2, 2, 3)]
    public void Replicas_grow_with_what_depends_on_them(
        string stack,
        int fewestApis,
        int mostApis,
        int fewestWorkers,
        int mostWorkers,
        int databases)
    {
        var settings = Defaults(stack);
        var (api, worker) = (settings.Workloads["api"].Scaling, settings.Workloads["worker"].Scaling);
        Assert.Equal((fewestApis, mostApis, 70, 80), (api.MinReplicas, api.MaxReplicas, api.TargetCpuPercent, api.TargetMemoryPercent));
        Assert.Equal((fewestWorkers, mostWorkers), (worker.MinReplicas, worker.MaxReplicas));
        Assert.Equal(databases, settings.OwnData.Postgres!.Instances);
        Assert.Equal(mostApis > fewestApis, api.IsAutomatic);
    }

    [Theory]
    [InlineData("dev", 50, 100, 250, 2000, 250, 1000)]
    [InlineData("stage", 10, 20, 50, 400, 50, 200)]
    [InlineData("prod", 10, 20, 50, 400, 50, 200)]
    public void Client_addresses_have_a_budget_of_requests_a_second(
        string stack,
        int average,
        int burst,
        int websiteAverage,
        int websiteBurst,
        int webhookAverage,
        int webhookBurst)
        => Assert.Equal(
            new RateLimitSettings
            {
                Api = new RateLimit(average, burst),
                Website = new RateLimit(websiteAverage, websiteBurst),
                Webhook = new RateLimit(webhookAverage, webhookBurst),
            },
            Defaults(stack).Edge.RateLimits);

    [Theory]
    [InlineData("dev", false, false, false, false, true)]
    [InlineData("stage", true, false, true, true, true)]
    [InlineData("prod", true, true, true, true, false)]
    public void Rules_become_stricter_towards_prod(
        string stack,
        bool survivesNodeLoss,
        bool protectsData,
        bool requiresDigests,
        bool requiresContext,
        bool hasExampleData)
    {
        var environment = Defaults(stack).Environment;
        Assert.Equal(
            (survivesNodeLoss, protectsData, requiresDigests, requiresContext, hasExampleData),
            (
                environment.SurvivesNodeLoss,
                environment.ProtectsData,
                environment.RequiresImageDigests,
                environment.RequiresClusterContext,
                environment.HasExampleData));
    }

    [Theory]
    [InlineData("dev")]
    [InlineData("stage")]
    [InlineData("prod")]
    public void Everywhere_the_rest_is_the_same(string stack)
    {
        var settings = Defaults(stack);
        Assert.Equal(
            (18, "valkey", 5, 0, true, false),
            (
                settings.OwnData.Postgres!.Version,
                settings.OwnData.Redis!.Engine,
                settings.Alerts.ErrorRatePercent,
                settings.Edge.TrustedProxies,
                settings.Release.Migrate,
                settings.AllowSourceSdk));
        Assert.Equal(
            ("letsencrypt-prod", "cnpg-system", "traefik", "monitoring"),
            (
                settings.Cluster.Issuer,
                settings.Cluster.Namespaces["postgresOperator"],
                settings.Cluster.TraefikNamespace,
                settings.Cluster.PrometheusNamespace));
        Assert.Equal(["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"], settings.Cluster.ApiServerRanges.AsEnumerable());
        Assert.Equal([KeyValuePair.Create("release", "kube-prometheus-stack")], settings.Cluster.MonitoringLabels);
        Assert.Equal(
            (null, null, null, "us-east-1"),
            (settings.Cluster.Context, settings.Cluster.StorageClass, settings.ObjectStorage!.Endpoint, settings.ObjectStorage.Region));
        Assert.Equal((null, null), (settings.Workloads["api"].Cpu, settings.Workloads["api"].Memory));
        Assert.Equal($"reference-{stack}", settings.Namespace);
    }

    // Nothing else reads them: a default is text in the environment's file, and is never parsed where it is not deployed.
    [Theory]
    [InlineData("dev")]
    [InlineData("stage")]
    [InlineData("prod")]
    public void What_an_environment_brings_a_stack_file_may_say(string stack)
    {
        var environment = EnvironmentCatalog.All.Single(environment => environment.Name == stack);
        var reading = Catalog.Default.Settings.Describe(environment, ApplicationCatalog.All[0]);
        var sections = reading.Descriptions.Where(setting => setting.Name is "postgres" or "redis" or "qdrant" or "mysql").ToList();
        Assert.Equal(4, sections.Count);
        Assert.Equal<IEnumerable<DeployedDataService>>(
            Defaults(stack).OwnData.Services,
            Load(stack, sections.Select(section => $"infra:{section.Name}: {Written(section)}")).OwnData.Services);
    }

    // A recovery, an import or a server elsewhere has no default, nor has what is empty.
    // What AWS runs is another provider's.
    private static bool IsWritten(SettingDescription setting)
        => setting is not { Name: "enabled" or "recover" or "import" or "existing" }
            and not { Name: "rds" or "elasticache" or "flexibleServer" or "managedRedis" }
            and not { IsOptional: true }
            and not { Default: "" };

    private static string Written(SettingDescription setting)
    {
        var inner = setting.Section?.Descriptions.Where(IsWritten).Select(one => $"{one.Name}: {Written(one)}");
        return inner is null ? $"'{setting.Default}'" : $"{{{string.Join(", ", inner)}}}";
    }

    private static StackSettings Defaults(string stack) => Load(stack);

    private static StackSettings Load(string stack, params IEnumerable<string> entries)
    {
        using var project = new Project().With(stack, StackText.Of(entries));
        return project.Load(stack);
    }
}
