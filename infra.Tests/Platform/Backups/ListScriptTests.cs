using System.Text.Json.Nodes;
using Infra.Tests.Platform.Steps;
using Infra.Tests.Support;
using StackPreview.Json;

namespace Infra.Tests.Platform.Backups;

/// <summary>The script that lists backups, with the drills that the program renders and a server that speaks S3.</summary>
public sealed class ListScriptTests
{
    [ToolTheory("rclone", "jq", RunningS3.Module)]
    [InlineData("reference", "redis-drill")]
    [InlineData("reference", "qdrant-drill")]
    [InlineData("julia", "chatwoot-storage-drill")]
    public async Task Backups_that_count_are_listed_by_a_pod_like_that_of_the_drill(string application, string drill)
    {
        using var store = await RunningS3.StartAsync();
        using var run = new StepRun();
        foreach (var file in new[] { "20261129T020000Z/SHA256SUMS", "20261128T020000Z/SHA256SUMS", "20261130T020000Z/dump.rdb" })
        {
            File.WriteAllText(run.PathOf("file"), file);
            store.Rclone("copyto", run.PathOf("file"), $"store:{RunningS3.Bucket}/shop/redis/{file}");
        }

        var cronJob = (await Previews.OfAsync("prod", application)).Plan.Find($"CronJob {drill}").Inputs;
        // As kubectl makes it of a CronJob, which would take its success for a drill's.
        var job = new JsonObject
        {
            ["kind"] = "Job",
            ["metadata"] = new JsonObject { ["ownerReferences"] = new JsonArray(new JsonObject { ["kind"] = "CronJob" }) },
            ["spec"] = cronJob.At("spec.jobTemplate.spec")!.DeepClone(),
        };
        File.WriteAllText(run.PathOf("job"), job.ToJsonString());
        foreach (var (name, value) in store.Variables)
            run.With(name, value);
        run.With("DESTINATION", $"{RunningS3.Bucket}/shop/redis").WithProgram("kubectl", $$"""
            case $* in
            *'create job'*) cat '{{run.PathOf("job")}}' ;;
            *'create --filename'*) cat >'{{run.PathOf("created")}}' ;;
            *logs*) sh -c "$(jq -r '.spec.template.spec.containers[0].command[2]' '{{run.PathOf("created")}}')" 2>/dev/null ;;
            esac
            """);
        var process = run.Start("list-backups.sh", "shop-prod", drill);
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Equal((0, "20261128T020000Z\n20261129T020000Z\n"), (process.ExitCode, output));

        var before = job.At("spec.template.spec")!;
        var listed = JsonNode.Parse(File.ReadAllText(run.PathOf("created")));
        Assert.Empty(listed.Items("metadata.ownerReferences"));
        var created = listed.At("spec.template.spec")!;
        var fetch = before.Items("initContainers").Single(container => container.Text("name") == "fetch");
        var listing = Assert.Single(created.Items("containers"));
        Assert.Equal(fetch.At("env")!.ToJsonString(), listing.At("env")!.ToJsonString());
        Assert.Equal(fetch.At("securityContext")!.ToJsonString(), listing.At("securityContext")!.ToJsonString());
        Assert.Empty(created.Items("initContainers"));
    }
}
