using System.Text.Json.Nodes;
using Infra.Applications;
using Infra.Data.Qdrant;
using Infra.Data.Redis;
using Infra.Environments;
using Infra.Settings;
using Infra.Settings.Reading;
using Infra.Tests.Support;
using StackPreview.Json;
using StackPreview.Kinds;
using StackPreview.Plans;

namespace Infra.Tests.Data;

/// <summary>How Redis and Qdrant are backed up, tried out and restored in a stack.</summary>
public sealed class SnapshotWiringTests
{
    private const string Backup = "20261130T020000Z";

    private static readonly RestoreSettings Recovery = new(Backup, IsImport: false);
    private static readonly RestoreSettings Import = new("imports/old", IsImport: true);

    [Theory]
    [InlineData("redis", "dev", "0 3 * * *", "7", true)]
    [InlineData("redis", "stage", "0 */6 * * *", "7", true)]
    [InlineData("redis", "prod", "0 2 * * *", "30", false)]
    [InlineData("qdrant", "dev", "0 3 * * *", "7", true)]
    [InlineData("qdrant", "prod", "0 2 * * *", "30", false)]
    public async Task Each_environment_backs_up_and_prod_restores_one_every_month(
        string service,
        string stack,
        string schedule,
        string retention,
        bool isSuspended)
    {
        var plan = (await Previews.OfAsync(stack)).Plan;
        var backup = plan.Find($"CronJob {service}-backup");
        Assert.Equal((schedule, false), (backup.Inputs.Text("spec.schedule"), backup.Inputs.IsTrue("spec.suspend")));
        Assert.Equal(["snapshot", "upload"], Containers(backup).Select(container => container.Text("name")));
        var upload = Variables(Containers(backup)[1]);
        Assert.Equal(
            (retention, $"example-backups/reference-{stack}/reference-{stack}/{service}"),
            (upload["RETENTION_DAYS"], upload["DESTINATION"]));
        var drill = plan.Find($"CronJob {service}-drill");
        Assert.Equal(("30 4 1 * *", isSuspended), (drill.Inputs.Text("spec.schedule"), drill.Inputs.IsTrue("spec.suspend")));
        Assert.Equal("newest", Variables(Containers(drill).Single(one => one.Text("name") == "fetch"))["BACKUP"]);
    }

    [Fact]
    public void Whatever_is_backed_up_can_be_recovered_and_filled_by_settings()
    {
        var julia = ApplicationCatalog.All.Single(application => application.Name == "julia");
        var sections = Catalog.Default.Settings.Describe(Prod.Traits, julia).Descriptions.ToDictionary(setting => setting.Name);
        var companion = Below(Below(sections["companions"], "chatwoot"), "redis");
        var volumes = sections["volumeBackups"].Section!.Descriptions;
        Assert.Equal(3, volumes.Count);
        Assert.All([sections["redis"], sections["qdrant"], companion, .. volumes], section =>
        {
            Assert.Contains(Below(section, "recover").Section!.Descriptions, setting => setting.Name == "backup");
            Assert.Contains(Below(section, "import").Section!.Descriptions, setting => setting.Name == "path");
        });

        static SettingDescription Below(SettingDescription section, string name)
            => section.Section!.Descriptions.Single(setting => setting.Name == name);
    }

    [Fact]
    public async Task What_may_copy_the_data_is_in_no_pod_but_that_of_backups()
    {
        var plan = (await Previews.OfAsync("prod")).Plan;
        var holders = from template in plan.Objects.Select(PodTemplate.Of).OfType<PodTemplate>()
                      from container in template.Containers
                      from variable in container.Items("env")
                      where variable.Text("valueFrom.secretKeyRef.key") == "backup-password"
                      select $"{template.Owner.Title}: {container.Text("name")}";
        Assert.Equal(["CronJob redis-backup: snapshot"], holders);
        // The drill's pods reach neither the live server nor anything but the object storage.
        Assert.DoesNotContain("redis-client", PodTemplate.Of(plan.Find("CronJob redis-drill"))!.Labels.Keys);
        Assert.DoesNotContain("qdrant-client", PodTemplate.Of(plan.Find("CronJob qdrant-drill"))!.Labels.Keys);
    }

    [Fact]
    public async Task Where_nothing_is_backed_up_there_is_no_job_no_alert_and_nobody_who_may_copy()
    {
        var settings = Previews.SettingsOf("dev").With(data => data
            .With<RedisSettings>(redis => (RedisSettings)redis.WithoutObjectStorage())
            .With<QdrantSettings>(qdrant => (QdrantSettings)qdrant.WithoutObjectStorage()));
        var run = await new StackRun { Settings = settings }.RunAsync();
        Assert.DoesNotContain("backup", run.Inputs("redis-users")["stringData.users.acl"], StringComparison.Ordinal);
        Assert.DoesNotContain(
            run.Plan.Objects,
            one => one.ObjectName is "redis-backup" or "redis-drill" or "qdrant-backup" or "qdrant-drill");
        Assert.DoesNotContain("redis-backup", run.Plan.Find("PrometheusRule redis").Inputs.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_recovery_of_Redis_is_loaded_before_the_server_starts_and_takes_what_is_there_aside()
    {
        var before = (await Previews.OfAsync("prod")).Plan.Find("StatefulSet redis");
        var after = (await RunAsync<RedisSettings>(redis => redis with { Restore = Recovery })).Find("StatefulSet redis");
        var init = after.Inputs.Items("spec.template.spec.initContainers").ToList();
        Assert.Equal(["fetch", "load"], init.Select(container => container.Text("name")));
        var (fetch, load) = (Variables(init[0]), Variables(init[1]));
        Assert.Equal((Backup, "/data/.loaded"), (fetch["BACKUP"], fetch["MARK"]));
        Assert.True(init[0].Items("volumeMounts").Single(mount => mount.Text("mountPath") == "/data").IsTrue("readOnly"));
        Assert.Equal((Backup, "yes", "/backup/dump.rdb", "/data"), (load["SOURCE"], load["OVER"], load["SNAPSHOT"], load["DATA"]));
        // What serves is as it was, and stays itself.
        Assert.Equal(
            before.Inputs.Items("spec.template.spec.containers").Select(one => one.ToJsonString()),
            after.Inputs.Items("spec.template.spec.containers").Select(one => one.ToJsonString()));
        Assert.Equal(before.Urn, after.Urn);
        Assert.Equal(
            before.Inputs.At("spec.volumeClaimTemplates")?.ToJsonString(),
            after.Inputs.At("spec.volumeClaimTemplates")?.ToJsonString());
    }

    [Fact]
    public async Task An_import_into_Redis_is_a_file_that_is_not_put_over_data()
    {
        var init = (await RunAsync<RedisSettings>(redis => redis with { Restore = Import }))
            .Find("StatefulSet redis")
            .Inputs.Items("spec.template.spec.initContainers")
            .ToList();
        var (fetch, load) = (Variables(init[0]), Variables(init[1]));
        Assert.Equal(
            ("example-backups", "imports/old", "dump.rdb", "/data/.loaded"),
            (fetch["BUCKET"], fetch["OBJECT"], fetch["AS"], fetch["MARK"]));
        Assert.Equal(("imports/old", "no"), (load["SOURCE"], load["OVER"]));
    }

    [Fact]
    public async Task A_recovery_of_Qdrant_saves_what_is_there_first_and_clients_come_after_it()
    {
        var plan = await RunAsync<QdrantSettings>(qdrant => qdrant with { Restore = Recovery });
        var job = RestoreOf(plan);
        Assert.Equal(["fetch", "snapshot", "upload", "restore"], Containers(job).Select(container => container.Text("name")));
        // What is restored may be older than all that is kept.
        Assert.Equal("", Variables(Containers(job)[2])["RETENTION_DAYS"]);
        // What is there and what is restored are in folders of their own.
        Assert.Equal(
            ["backup", "before", "before", "backup"],
            Containers(job).Select(one => one.Items("volumeMounts").Single(mount => mount.Text("mountPath") == "/backup").Text("name")));
        var restore = Variables(Containers(job)[^1]);
        Assert.Equal((Backup, "yes"), (restore["SOURCE"], restore["OVER"]));
        Assert.Contains(plan.Find("StatefulSet qdrant").Urn, job.Dependencies);
        Assert.All(["Deployment api", "Deployment worker"], client => Assert.Contains(job.Urn, plan.Find(client).Dependencies));
        var other = await RunAsync<QdrantSettings>(qdrant => qdrant with { Restore = Recovery with { Source = "20261129T020000Z" } });
        Assert.DoesNotContain(other.Objects, one => one.ObjectName == job.ObjectName);
    }

    [Fact]
    public async Task An_import_into_Qdrant_is_a_folder_of_snapshots_that_are_not_put_over_data()
    {
        var plan = await RunAsync<QdrantSettings>(qdrant => qdrant with { Restore = Import });
        var job = RestoreOf(plan);
        Assert.Equal(["fetch", "restore"], Containers(job).Select(container => container.Text("name")));
        var restore = Variables(Containers(job)[^1]);
        Assert.Equal("no", restore["OVER"]);
        Assert.Matches("^import-[0-9a-f]{8}$", restore["SOURCE"]);
    }

    [Fact]
    public async Task The_drill_of_Qdrant_restores_into_a_server_that_only_its_own_pod_reaches()
    {
        var containers = Containers((await Previews.OfAsync("prod")).Plan.Find("CronJob qdrant-drill"));
        Assert.Equal(["server", "fetch", "restore"], containers.Select(container => container.Text("name")));
        Assert.Equal("Always", containers[0].Text("restartPolicy"));
        Assert.Equal("127.0.0.1", Variables(containers[0])["QDRANT__SERVICE__HOST"]);
        var restore = Variables(containers[2]);
        Assert.Equal(("http://127.0.0.1:6333", "no"), (restore["URL"], restore["OVER"]));
    }

    private static async Task<Plan> RunAsync<T>(Func<T, T> edit)
        where T : DataServiceSettings
        => (await new StackRun { Settings = Previews.SettingsOf("prod").With(data => data.With(edit)) }.RunAsync()).Plan;

    private static PlannedResource RestoreOf(Plan plan) => Assert.Single(
        plan.OfKind(KubernetesKinds.Job),
        job => job.ObjectName!.StartsWith("qdrant-restore-", StringComparison.Ordinal));

    // Those of jobs run in this order, unless one is told to stay.
    private static List<JsonNode> Containers(PlannedResource owner)
    {
        var pod = PodTemplate.Of(owner)!.Spec;
        return [.. pod.Items("initContainers"), .. pod.Items("containers")];
    }

    private static Dictionary<string, string> Variables(JsonNode container)
        => container.Items("env").ToDictionary(variable => variable.Text("name"), variable => variable.Text("value"));
}
