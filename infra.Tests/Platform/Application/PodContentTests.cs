using System.Text.Json.Nodes;
using Infra.Tests.Support;
using StackPreview.Json;
using StackPreview.Plans;

namespace Infra.Tests.Platform.Application;

/// <summary>
/// What pods have beside their first container: volumes, secret files, steps before and containers beside it, and what some of them are
/// allowed.
/// </summary>
public sealed class PodContentTests
{
    [Fact]
    public async Task A_singleton_is_a_StatefulSet_with_one_replica_that_keeps_no_templates_of_volumes()
    {
        var set = (await PlanAsync()).Find("StatefulSet postman").Inputs;
        Assert.Equal((1, "Parallel"), (set.Number("spec.replicas"), set.Text("spec.podManagementPolicy")));
        Assert.Null(set.At("spec.volumeClaimTemplates"));
        Assert.Null(set.At("spec.updateStrategy"));
    }

    [Theory]
    [InlineData("letters", "ReadWriteOnce", "1Gi")]
    [InlineData("pictures", "ReadWriteMany", "10Gi")]
    public async Task A_volume_is_a_claim_that_is_protected_and_not_waited_for(string name, string mode, string size)
    {
        var claim = (await PlanAsync()).Find($"PersistentVolumeClaim {name}");
        Assert.Equal(mode, Assert.Single(claim.Inputs.Items("spec.accessModes")).ToString());
        Assert.Equal(size, claim.Inputs.Text("spec.resources.requests.storage"));
        Assert.Equal("true", claim.Inputs["metadata"]!["annotations"]!["pulumi.com/skipAwait"]!.ToString());
        Assert.True(claim.Options.Protect);
        Assert.False((await Previews.OfAsync("dev", Showcase.Name)).Plan.Find($"PersistentVolumeClaim {name}").Options.Protect);
    }

    [Fact]
    public async Task A_volume_is_mounted_where_it_is_declared_and_read_only_where_that_is_said()
    {
        var plan = await PlanAsync();
        var (web, postman) = (PodTemplate.Of(plan.Find("Deployment web"))!, PodTemplate.Of(plan.Find("StatefulSet postman"))!);
        Assert.Equal(("/var/pictures", true), MountOf(web.Spec.Items("containers").Single(), "pictures"));
        Assert.Equal(("/var/pictures", false), MountOf(postman.Spec.Items("initContainers").Single(), "pictures"));
        Assert.Equal(("/var/letters", false), MountOf(postman.Spec.Items("containers").First(), "letters"));
        Assert.DoesNotContain(postman.Spec.Items("containers").Last().Items("volumeMounts"), mount => mount.Text("name") == "letters");
        Assert.Contains(plan.Find("PersistentVolumeClaim letters").Urn, postman.Owner.Dependencies);
    }

    [Fact]
    public async Task A_secret_file_is_a_file_of_the_container_that_declares_it_and_no_variable()
    {
        var plan = await PlanAsync();
        var postman = PodTemplate.Of(plan.Find("StatefulSet postman"))!;
        var volume = postman.Spec.Items("volumes").Single(one => one.Text("name") == "fetch-files-0");

        Assert.Equal(("/run/secrets", true), MountOf(postman.Spec.Items("initContainers").Single(), "fetch-files-0"));
        Assert.DoesNotContain(
            postman.Spec.Items("containers").SelectMany(container => container.Items("volumeMounts")),
            mount => mount.Text("name") == "fetch-files-0");
        var item = Assert.Single(volume.Items("secret.items"));
        Assert.Equal(("token", 288), (item.Text("path"), volume.Number("secret.defaultMode")));
        var secret = plan.Objects.Single(resource => resource.Kind == "Secret" && resource.ObjectName == volume.Text("secret.secretName"));
        Assert.Equal([item.Text("key")], secret.Inputs.Entries("stringData").Select(entry => entry.Key));
        Assert.DoesNotContain(
            postman.Containers.SelectMany(container => container.Items("envFrom")),
            source => source.Text("secretRef.name") == secret.ObjectName);
    }

    [Fact]
    public async Task An_optional_secret_that_is_not_set_is_no_file()
    {
        var plan = (await Previews.OfAsync("prod", "nica")).Plan;
        Assert.DoesNotContain(plan.Objects, resource => resource.Name == "nica-nica-backend-prefetch-models-files");
        Assert.DoesNotContain(
            PodTemplate.Of(plan.Find("Deployment nica-backend"))!.Containers.SelectMany(container => container.Items("volumeMounts")),
            mount => mount.Text("mountPath") == "/run/secrets");
    }

    [Fact]
    public async Task A_container_beside_the_first_is_asked_whether_it_lives_and_is_scraped()
    {
        var plan = await PlanAsync();
        var sidecar = PodTemplate.Of(plan.Find("StatefulSet postman"))!.Spec.Items("containers").Last();
        Assert.Equal(("exporter", 9000), (sidecar.Text("name"), sidecar.Items("ports").Single().Number("containerPort")));
        Assert.Equal(("/", "exporter"), (sidecar.Text("livenessProbe.httpGet.path"), sidecar.Text("livenessProbe.httpGet.port")));
        Assert.Null(sidecar.At("readinessProbe"));
        Assert.Equal(
            "exporter",
            Assert.Single(plan.Find("PodMonitor postman-exporter").Inputs.Items("spec.podMetricsEndpoints")).Text("port"));
        Assert.True((await StackNetwork.OfAsync("prod", Showcase.Name)).IsReachedFrom("monitoring", "postman", 9000));
    }

    [Fact]
    public async Task A_workload_whose_process_tells_of_its_life_has_no_liveness_probe()
    {
        var main = PodTemplate.Of((await PlanAsync()).Find("StatefulSet postman"))!.Spec.Items("containers").First();
        Assert.Null(main.At("livenessProbe"));
        Assert.Equal(["true"], main.Items("readinessProbe.exec.command").Select(word => word.ToString()));
        Assert.Equal(["true"], main.Items("startupProbe.exec.command").Select(word => word.ToString()));
    }

    [Fact]
    public async Task Temporary_files_have_the_space_that_the_hungriest_container_asks_for()
    {
        var pod = PodTemplate.Of((await Previews.OfAsync("prod", Showcase.Name)).Plan.Find("StatefulSet postman"))!.Spec;
        Assert.Equal("2Gi", pod.Items("volumes").Single(volume => volume.Text("name") == "tmp").Text("emptyDir.sizeLimit"));
        Assert.Equal("2Gi", pod.Items("initContainers").Single()["resources"]!["limits"]!["ephemeral-storage"]!.ToString());
        Assert.Equal("256Mi", pod.Items("containers").First()["resources"]!["limits"]!["ephemeral-storage"]!.ToString());
    }

    [Theory]
    [InlineData(443, true)]
    [InlineData(587, true)]
    [InlineData(25, false)]
    public async Task The_internet_is_called_on_the_ports_that_are_named(int port, bool isOpen)
        => Assert.Equal(isOpen, (await StackNetwork.OfAsync("prod", Showcase.Name)).ReachesAddress("postman", "198.51.100.1", port));

    [Fact]
    public async Task An_exemption_allows_what_it_names_and_nothing_more()
    {
        var plan = await PlanAsync();
        var desk = PodTemplate.Of(plan.Find("Deployment desk"))!;
        Assert.Equal((0, null), (desk.Spec.Number("securityContext.runAsUser"), desk.Spec.At("securityContext.runAsNonRoot")));
        var security = desk.Containers.Single().At("securityContext");
        Assert.Equal(
            ("false", "false", "ALL"),
            (
                security.Text("readOnlyRootFilesystem"),
                security.Text("allowPrivilegeEscalation"),
                security.Items("capabilities.drop").Single().ToString()));
        Assert.Equal("RuntimeDefault", desk.Spec.Text("securityContext.seccompProfile.type"));
        Assert.All(
            PodTemplate.In(plan).Where(template => template.Workload != "desk"),
            template => Assert.True(template.Spec.IsTrue("securityContext.runAsNonRoot")));
    }

    [Theory]
    [InlineData("report", "0 6 * * 1", "false")]
    [InlineData("export", "0 0 1 1 *", "true")]
    public async Task A_job_at_set_times_or_on_demand_is_a_CronJob_that_runs_once_at_a_time(string name, string schedule, string suspended)
    {
        var job = (await PlanAsync()).Find($"CronJob {name}").Inputs;
        Assert.Equal(
            (schedule, "Etc/UTC", suspended, "Forbid"),
            (job.Text("spec.schedule"), job.Text("spec.timeZone"), job.Text("spec.suspend"), job.Text("spec.concurrencyPolicy")));
        Assert.Equal(
            name,
            job["spec"]!["jobTemplate"]!["spec"]!["template"]!["metadata"]!["labels"]!["app.kubernetes.io/name"]!.ToString());
        Assert.Equal(
            [name],
            job.Items("spec.jobTemplate.spec.template.spec.containers").Single().Items("command").Select(word => word.ToString()));
    }

    [Fact]
    public async Task A_CronJob_runs_on_Sundays_by_the_number_that_Kubernetes_takes()
    {
        var settings = Previews.SettingsOf("dev", Showcase.Name);
        var jobs = settings.Application.Jobs.Select(job => job.Name == "report" ? job with { Schedule = "0 6 * * 7" } : job);
        var preview = await Preview.RunAsync(
            settings with
            {
                Application = settings.Application with { Jobs = [.. jobs] },
            },
            "dev",
            Catalog.Default);
        Assert.Equal("0 6 * * 0", preview.Plan.Find("CronJob report").Inputs.Text("spec.schedule"));
    }

    [Fact]
    public async Task Nothing_waits_for_its_own_parent_which_would_wait_for_it()
    {
        foreach (var (application, stack) in Repository.Deployments.Append((Showcase.Name, "prod")))
        {
            var resources = (await Previews.OfAsync(stack, application)).Plan.Resources;
            var parents = resources.ToDictionary(resource => resource.Urn, resource => resource.Parent);
            Assert.All(resources, resource => Assert.Empty(resource.Dependencies.Intersect(AncestorsOf(resource.Urn, parents))));
        }
    }

    private static IEnumerable<string> AncestorsOf(string urn, Dictionary<string, string?> parents)
    {
        for (var parent = parents[urn]; parent is not null; parent = parents[parent])
            yield return parent;
    }

    private static (string Path, bool IsReadOnly) MountOf(JsonNode container, string volume)
    {
        var mount = container.Items("volumeMounts").Single(one => one.Text("name") == volume);
        return (mount.Text("mountPath"), mount.IsTrue("readOnly"));
    }

    private static async Task<Plan> PlanAsync() => (await Previews.OfAsync("prod", Showcase.Name)).Plan;
}
