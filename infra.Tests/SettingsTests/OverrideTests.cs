using Infra.Data;
using Infra.Tests.Support;
using Infra.Applications.Model;
using Infra.Backups;
using Infra.Data.Postgres;
using Infra.Data.Qdrant;
using Infra.Data.Redis;
using Infra.Environments;
using Infra.Faults;
using Infra.Settings;

namespace Infra.Tests.SettingsTests;

/// <summary>Whatever a stack file says reaches the settings.</summary>
public sealed class OverrideTests
{
    [Fact]
    public void Postgres()
    {
        var postgres = Load(
            "infra:postgres: {version: 17, instances: 5, storage: 75Gi, walStorage: 15Gi, cpu: 3, memory: 6Gi, maxConnections: 300, "
                + "image: 'registry.example.com/postgresql:17.9', smartShutdownTimeout: 15s, switchoverDelay: 1m, "
                + "incarnation: 3, formers: {postgres: remove, postgres-2: release}, archive: shop, "
                + "dump: {enabled: false, schedule: 0 9 * * *, retentionDays: 9}, "
                + "drill: {enabled: false, schedule: 0 6 2 * *, storageClass: cheap, deadline: 3h}, "
                + "pooler: {enabled: true, inCertificate: true, instances: 3, maxClientConnections: 500, poolSize: 30}, "
                + "recover: {from: old, backup: 20261130T020000, targetTime: '2026-11-30 14:05:00+01:00'}, "
                + "backup: {schedule: 30 1 * * *, archiveTimeout: 2m, retentionDays: 90, deadline: 45m}}").OwnData.Postgres;
        Assert.Equal(new FormerServer(2, IsProtected: false), Assert.Single(postgres!.Formers));
        Assert.Equal(
            new PostgresSettings
            {
                Provider = "cluster",
                Database = "reference",
                Version = 17,
                Instances = 5,
                Storage = "75Gi",
                WalStorage = "15Gi",
                Cpu = "3",
                Memory = "6Gi",
                MaxConnections = 300,
                Image = "registry.example.com/postgresql:17.9",
                SmartShutdownTimeout = TimeSpan.FromSeconds(15),
                SwitchoverDelay = TimeSpan.FromMinutes(1),
                Pooler = new() { IsEnabled = true, IsInCertificate = true, Instances = 3, MaxClientConnections = 500, PoolSize = 30 },
                Incarnation = 3,
                Archive = "shop",
                Recover = new PostgresRecovery
                {
                    From = "old",
                    Backup = "20261130T020000",
                    TargetTime = new("2026-11-30T14:05:00+01:00", new DateTimeOffset(2026, 11, 30, 14, 5, 0, TimeSpan.FromHours(1))),
                },
                Backup = new PostgresBackupSettings
                {
                    Schedule = "30 1 * * *",
                    ArchiveTimeout = TimeSpan.FromMinutes(2),
                    RetentionDays = 90,
                    Deadline = TimeSpan.FromMinutes(45),
                },
                Dump = new DumpSettings { IsEnabled = false, Schedule = "0 9 * * *", RetentionDays = 9 },
                Drill = new PostgresDrillSettings
                {
                    IsEnabled = false,
                    Schedule = "0 6 2 * *",
                    StorageClass = "cheap",
                    Deadline = TimeSpan.FromHours(3),
                    RecoveryPoint = TimeSpan.FromMinutes(15),
                    RecoveryTime = TimeSpan.FromHours(1),
                },
            },
            postgres with { Formers = [] });
    }

    [Fact]
    public void Redis()
        => Assert.Equal(
            new RedisSettings
            {
                Provider = "cluster",
                Engine = "redis",
                Storage = "11Gi",
                Cpu = "275m",
                Memory = "1.5Gi",
                Backup = OfProd with { Schedule = "15 * * * *", RetentionDays = 60 },
                Restore = new RestoreSettings("20261130T020000Z", IsImport: false),
                IsBackupDemanded = true,
            },
            Load(
                "infra:redis: {engine: redis, storage: 11Gi, cpu: 275m, memory: 1.5Gi, backup: {schedule: 15 * * * *, retentionDays: 60},"
                    + " recover: {backup: 20261130T020000Z}}").OwnData.Redis);

    [Fact]
    public void Qdrant()
        => Assert.Equal(
            new QdrantSettings
            {
                Provider = "cluster",
                Storage = "60Gi",
                SnapshotStorage = "70Gi",
                Cpu = "750m",
                Memory = "5G",
                Backup = OfProd with { IsEnabled = false },
                Restore = new RestoreSettings("from/elsewhere", IsImport: true),
                IsBackupDemanded = true,
            },
            Load(
                "infra:qdrant: {storage: 60Gi, snapshotStorage: 70Gi, cpu: 750m, memory: 5G, backup: {enabled: false},"
                    + " import: {path: from/elsewhere}}").OwnData.Qdrant);

    [Fact]
    public void Edge()
    {
        var edge = Load(
            "infra:edge: {hosts: {api: shop.example.org}, rateLimit: {average: 5, period: 10s, burst: 50}, trustedProxies: 2,"
                + " websiteRateLimit: {average: 60, burst: 500}, webhookRateLimit: {average: 70}, maxBody: 100Mi,"
                + " allowedSources: {api: [203.0.113.0/24]}, redirects: {www.example.org: api}, hstsSubdomains: true}").Edge;
        Assert.Equal([KeyValuePair.Create("api", "shop.example.org")], edge.Hosts);
        Assert.Equal(new RateLimit(5, 50) { Period = TimeSpan.FromSeconds(10) }, edge.RateLimits.Api);
        Assert.Equal((new RateLimit(60, 500), new RateLimit(70, 200)), (edge.RateLimits.Website, edge.RateLimits.Webhook));
        Assert.Equal((2, "100Mi"), (edge.TrustedProxies, edge.MaxBody.Text));
        Assert.Equal("203.0.113.0/24", Assert.Single(edge.AllowedSources["api"]));
        Assert.Equal(KeyValuePair.Create("www.example.org", "api"), Assert.Single(edge.Redirects));
        Assert.True(edge.HstsSubdomains);
    }

    [Fact]
    public void Object_storage()
        => Assert.Equal(
            new ObjectStorageSettings
            {
                Destination = new Uri("s3://elsewhere/shop"),
                Endpoint = new Uri("https://minio.example.org:9000"),
                Region = "eu-central-1",
            },
            Load(
                "infra:objectStorage: {destination: s3://elsewhere/shop, endpoint: 'https://minio.example.org:9000', region: "
                    + "eu-central-1}").ObjectStorage);

    [Fact]
    public void Alerts()
        => Assert.Equal(
            new AlertSettings { CriticalChannel = "#now", WarningChannel = "#later", ErrorRatePercent = 1 },
            Load("infra:alerts: {criticalChannel: '#now', warningChannel: '#later', errorRatePercent: 1}").Alerts);

    [Fact]
    public void Cluster()
    {
        var cluster = Load(
            "infra:cluster: {context: eu-1, storageClass: fast, issuer: internal, namespaces: {postgresOperator: a, traefik: b, "
                + "prometheus: c}, monitoringLabels: {team: shop, app.kubernetes.io/part-of: shop}, apiServerRanges: [10.1.2.3/32, "
                + "'fd00::/8'], apiServerPorts: [8443], priorityClass: business, dnsRanges: [10.96.0.10/32]}").Cluster;
        Assert.Equal(
            ("eu-1", "fast", "internal", "a", "b", "c"),
            (
                cluster.Context,
                cluster.StorageClass,
                cluster.Issuer,
                cluster.Namespaces["postgresOperator"],
                cluster.TraefikNamespace,
                cluster.PrometheusNamespace));
        Assert.Equal(
            [KeyValuePair.Create("app.kubernetes.io/part-of", "shop"), KeyValuePair.Create("team", "shop")],
            cluster.MonitoringLabels);
        Assert.Equal(["10.1.2.3/32", "fd00::/8"], cluster.ApiServerRanges.AsEnumerable());
        Assert.Equal([8443], cluster.ApiServerPorts.AsEnumerable());
        Assert.Equal("business", cluster.PriorityClass);
        Assert.Equal(["10.96.0.10/32"], cluster.DnsRanges.AsEnumerable());
    }

    [Fact]
    public void Release()
    {
        var image = $"registry.example.com/reference@sha256:{new string('a', 64)}";
        var settings = Load($"infra:release: {{images: {{reference: '{image}'}}, migrate: false}}");
        Assert.Equal(image, settings.Images["reference"].Text);
        Assert.False(settings.Release.Migrate);
    }

    [Fact]
    public void Workloads()
    {
        var workloads = Load(
            "infra:workloads: {api: {cpu: 300m, memory: 700Mi, scaling: {minReplicas: 4, maxReplicas: 12, targetCpuPercent: 60, "
                + "targetMemoryPercent: 65}}}").Workloads;
        Assert.Equal(
            new WorkloadSettings
            {
                Cpu = "300m",
                Memory = "700Mi",
                Scaling = new ScalingSettings { MinReplicas = 4, MaxReplicas = 12, TargetCpuPercent = 60, TargetMemoryPercent = 65 },
            },
            workloads["api"]);
        Assert.Equal(new ScalingSettings { MinReplicas = 2, MaxReplicas = 2 }, workloads["worker"].Scaling);
    }

    [Fact]
    public void Allow_source_sdk() => Assert.True(Load("infra:allowSourceSdk: true").AllowSourceSdk);

    [Fact]
    public void One_setting_leaves_the_others_of_its_section_as_they_are()
    {
        var backup = Load("infra:postgres: {backup: {retentionDays: 31}}").OwnData.Postgres!.Backup;
        Assert.Equal((31, "0 2 * * *", TimeSpan.FromMinutes(5)), (backup.RetentionDays, backup.Schedule.Text, backup.ArchiveTimeout));
    }

    [Fact]
    public void A_data_service_that_the_application_does_not_need_is_deployed_only_where_the_stack_file_says_so()
    {
        var application = new ApplicationDefinition { Name = "plain", Needs = []};
        using var project = new Project()
            .With("dev", "")
            .With(
                "stage",
                StackText.Only(
                    "infra:objectStorage: {destination: s3://backups/plain}",
                    "infra:redis: {enabled: true}",
                    "infra:qdrant: {enabled: true}"));
        var (without, with) = (project.Load("dev", requireAll: false, application), project.Load("stage", requireAll: false, application));

        Assert.Equal(
            (null, null, null, null),
            (without.OwnData.Postgres, without.OwnData.Redis, without.OwnData.Qdrant, without.ObjectStorage));
        Assert.Equal(["infra:SLACK_WEBHOOK_URL"], without.Unset.Select(unset => unset.Key));
        Assert.Null(with.OwnData.Postgres);
        Assert.NotNull(with.OwnData.Redis);
        Assert.NotNull(with.OwnData.Qdrant);
    }

    [Fact]
    public void An_application_without_a_database_may_still_name_where_backups_go()
    {
        var application = new ApplicationDefinition { Name = "plain", Needs = []};
        using var project = new Project().With("dev", StackText.Only("infra:objectStorage: {destination: s3://backups/plain}"));
        Assert.Equal(new Uri("s3://backups/plain"), project.Load("dev", requireAll: false, application).ObjectStorage?.Destination);
    }

    [Fact]
    public void A_Redis_alone_is_backed_up_in_dev_where_it_is_said_to_where_and_everywhere_else_that_must_be_said()
    {
        var application = new ApplicationDefinition { Name = "plain", Needs = [new RedisNeed()] };
        using var project = new Project().With("dev", "").With("stage", StackText.Only("infra:redis: {backup: {enabled: false}}"));
        var dev = project.Load("dev", requireAll: false, application);
        Assert.Equal((false, null), (dev.OwnData.Redis?.IsBackedUp, dev.ObjectStorage));
        Assert.Equal(["infra:SLACK_WEBHOOK_URL"], dev.Unset.Select(unset => unset.Key));
        var stage = project.Load("stage", requireAll: false, application);
        Assert.Equal((false, null), (stage.OwnData.Redis!.IsBackedUp, stage.ObjectStorage));
        Assert.Equal(
            "what Redis holds is lost with its volume; stage promises to lose what is written in 1h at most. Remove the line unless all "
                + "of it can be made again",
            Assert.Single(stage.OwnData.Redis!.Contradictions(stage.Environment)).Value);

        using var named = new Project()
            .With("dev", StackText.Only("infra:objectStorage: {destination: s3://backups/plain}"))
            .With("stage", "");
        var backedUp = named.Load("dev", requireAll: false, application);
        Assert.True(backedUp.OwnData.Redis!.IsBackedUp);
        Assert.Contains("infra:BACKUP_ACCESS_KEY_ID", backedUp.Unset.Select(unset => unset.Key));
        var refused = Assert.Throws<InputException>(() => named.Load("stage", requireAll: false, application));
        Assert.Contains("infra:objectStorage.destination is missing", refused.Message, StringComparison.Ordinal);
    }

    private static SnapshotSettings OfProd { get; } = SnapshotSettings.Of(Prod.Traits);

    private static StackSettings Load(params IEnumerable<string> entries)
    {
        using var project = new Project().With("prod", StackText.Of(entries));
        return project.Load("prod");
    }
}
