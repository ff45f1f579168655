using System.Text.Json.Nodes;
using Infra.Settings;
using Infra.Tests.Applications;
using Infra.Tests.Support;
using StackPreview.Json;
using StackPreview.Plans;

namespace Infra.Tests.Platform.Application;

/// <summary>How the volumes whose files cannot be made again are backed up, tried out and restored in a stack.</summary>
public sealed class VolumeBackupTests
{
    private const string Recovery = """{"evolution-data": {"recover": {"backup": "20261130T020000Z"}}}""";

    [Fact]
    public async Task Sessions_and_files_are_backed_up_and_what_can_be_fetched_again_is_not()
    {
        Assert.Equal(
            ["chatwoot-storage", "evolution-data", "evolution-store"],
            Previews.SettingsOf("prod", "julia").VolumeBackups.Keys.Order(StringComparer.Ordinal));
        var plan = (await Previews.OfAsync("prod", "nica")).Plan;
        Assert.NotNull(plan.Find("PersistentVolumeClaim hf-cache"));
        Assert.DoesNotContain(plan.Objects, one => one.ObjectName is "hf-cache-backup" or "hf-cache-drill");
    }

    [Fact]
    public async Task A_volume_of_one_node_is_read_where_its_workload_runs_as_its_workloads_user()
    {
        var pod = Pod((await Previews.OfAsync("prod", "julia")).Plan, "CronJob evolution-data-backup");
        var term = pod.Items("affinity.podAffinity.requiredDuringSchedulingIgnoredDuringExecution").Single();
        Assert.Equal("kubernetes.io/hostname", term.Text("topologyKey"));
        Assert.Equal(
            ["evolution-api"],
            term.Items("labelSelector.matchExpressions").Single().Items("values").Select(value => value.ToString()));
        Assert.Equal(("1000", "1000"), (pod.Text("securityContext.runAsUser"), pod.Text("securityContext.fsGroup")));
        var archive = pod.Items("initContainers").Single();
        var mounts = archive.Items("volumeMounts").ToDictionary(mount => mount.Text("mountPath"));
        Assert.True(mounts["/volume"].IsTrue("readOnly"));
        Assert.Equal("evolution-data", mounts["/volume"].Text("name"));
        Assert.Equal("save", archive.Items("command").Last().ToString());
    }

    [Fact]
    public async Task What_belongs_to_root_is_read_by_its_group_and_keeps_its_own()
    {
        var pod = Pod((await Previews.OfAsync("prod", "julia")).Plan, "CronJob chatwoot-storage-backup");
        Assert.True(pod.IsTrue("securityContext.runAsNonRoot"));
        Assert.Equal(("10001", "0"), (pod.Text("securityContext.runAsUser"), pod.Text("securityContext.runAsGroup")));
        // It would change the group of every file on the live volume.
        Assert.Null(pod.At("securityContext.fsGroup"));
    }

    [Fact]
    public async Task What_belongs_to_root_is_tried_out_on_volumes_of_the_drills_own_by_nobody_of_roots_group()
    {
        var pod = Pod((await Previews.OfAsync("prod", "julia")).Plan, "CronJob chatwoot-storage-drill");
        var security = pod.At("securityContext");
        Assert.Equal(("10001", "10001", "10001"), (security.Text("runAsUser"), security.Text("runAsGroup"), security.Text("fsGroup")));
        var volumes = pod.Items("volumes").Where(volume => volume.At("ephemeral") is not null);
        Assert.Equal(["backup", "scratch"], volumes.Select(volume => volume.Text("name")));
    }

    [Fact]
    public async Task The_drill_mounts_no_volume_of_the_application()
    {
        var pod = Pod((await Previews.OfAsync("prod", "julia")).Plan, "CronJob evolution-data-drill");
        Assert.DoesNotContain(pod.Items("volumes"), volume => volume.At("persistentVolumeClaim") is not null);
        Assert.Null(pod.At("affinity"));
        Assert.Equal(["fetch", "restore"], Steps(pod).Select(container => container.Text("name")));
        Assert.Equal("no", Variables(Steps(pod)[1])["OVER"]);
    }

    [Fact]
    public async Task A_recovery_is_unpacked_before_the_workload_starts_and_changes_nothing_else_of_it()
    {
        var before = (await ApplicationRuns.RunAsync("julia", "prod")).Plan;
        var run = await ApplicationRuns.RunAsync("julia", "prod", ("volumeBackups", Recovery));
        var pod = Pod(run.Plan, "StatefulSet evolution-api");
        var steps = pod.Items("initContainers").ToList();
        Assert.Equal(["fetch-evolution-data", "restore-evolution-data"], steps.Select(container => container.Text("name")));
        var (fetch, restore) = (Variables(steps[0]), Variables(steps[1]));
        Assert.Equal(("20261130T020000Z", "/volume/.infra-restored"), (fetch["BACKUP"], fetch["MARK"]));
        Assert.EndsWith("/julia-prod/evolution-data", fetch["DESTINATION"], StringComparison.Ordinal);
        Assert.Equal(("20261130T020000Z", "yes", "/volume"), (restore["SOURCE"], restore["OVER"], restore["DATA"]));
        Assert.Equal(
            Pod(before, "StatefulSet evolution-api").Items("containers").Select(one => one.ToJsonString()),
            pod.Items("containers").Select(one => one.ToJsonString()));
        // The pods of no other workload may reach the object storage for it.
        var policy = run.Plan.Find("NetworkPolicy evolution-api-store");
        Assert.Equal("evolution-api", policy.Inputs.Texts("spec.podSelector.matchLabels")["app.kubernetes.io/name"]);
        Assert.DoesNotContain(before.Objects, one => one.ObjectName == "evolution-api-store");
    }

    [Fact]
    public async Task Every_workload_that_writes_to_a_shared_volume_waits_until_it_is_restored()
    {
        const string Import = """{"chatwoot-storage": {"import": {"path": "imports/files.tar.gz"}}}""";
        var plan = (await ApplicationRuns.RunAsync("julia", "prod", ("volumeBackups", Import))).Plan;
        foreach (var title in new[] { "Deployment chatwoot", "Deployment chatwoot-sidekiq" })
        {
            var steps = Pod(plan, title).Items("initContainers").ToList();
            Assert.Equal(
                ["fetch-chatwoot-storage", "restore-chatwoot-storage"],
                steps.Take(2).Select(container => container.Text("name")));
            Assert.Equal(
                ("imports/files.tar.gz", "files.tar.gz"),
                (Variables(steps[0])["OBJECT"], Variables(steps[0])["AS"]));
            Assert.Equal("no", Variables(steps[1])["OVER"]);
        }
    }

    [Fact]
    public void What_is_not_backed_up_against_the_environments_promise_is_told()
    {
        var settings = ApplicationRuns.SettingsOf("julia", "prod", ("volumeBackups", """{"evolution-data": {"enabled": false}}"""));
        var volume = settings.VolumeBackups["evolution-data"];
        Assert.False(volume.Backup.IsEnabled);
        Assert.Equal(
            "what evolution-data holds is lost with it; prod promises to lose what is written in 15m at most. Remove the line unless all "
                + "of it can be made again",
            volume.Contradiction("evolution-data", settings.Environment));
        Assert.Null(settings.VolumeBackups["evolution-store"].Contradiction("evolution-store", settings.Environment));
        Assert.Equal(SnapshotSettings.Of(settings.Environment), settings.VolumeBackups["evolution-store"].Backup);
    }

    private static JsonNode Pod(Plan plan, string title) => PodTemplate.Of(plan.Find(title))!.Spec;

    private static List<JsonNode> Steps(JsonNode pod) => [.. pod.Items("initContainers"), .. pod.Items("containers")];

    private static Dictionary<string, string> Variables(JsonNode container)
        => container.Items("env").ToDictionary(variable => variable.Text("name"), variable => variable.Text("value"));
}
