using System.Text.Json.Nodes;
using Infra.Tests.Support;

namespace Infra.Tests.Platform.Steps;

/// <summary>The script that judges a rollout, with kubectl and an API server that says what the test wants.</summary>
public sealed class AwaitRolloutsTests
{
    private const string Success = "Every workload runs what is declared.";

    // Two minutes for the cluster, three to start, one for each step before.
    private const int Patience = 120;

    private static JsonObject Done => Look.Deployment(2, observed: 2, all: 2, updated: 2, available: 2);

    private static JsonObject Underway => Look.Deployment(2, observed: 2, all: 3, updated: 1, available: 2);

    [ToolFact("kubectl")]
    public void A_rollout_that_is_done_is_passed_at_once()
        => Assert.Equal((0, Success, TimeSpan.Zero), Judge(_ => new Look(Done)));

    [ToolFact("kubectl")]
    public void The_status_of_the_generation_before_is_not_taken_for_it()
        => AssertWaits(Look.Deployment(2, observed: 1, all: 2, updated: 2, available: 2));

    [ToolFact("kubectl")]
    public void A_ReplicaSet_that_is_used_again_and_still_at_0_is_not_taken_for_it()
        => AssertWaits(Look.Deployment(2, observed: 2, all: 2, updated: null, available: 2));

    [ToolFact("kubectl")]
    public void Pods_that_are_still_to_go_are_waited_for() => AssertWaits(Underway);

    [ToolFact("kubectl")]
    public void A_singleton_is_done_when_its_revision_is_the_new_one()
    {
        var (exitCode, line, slept) = Judge(
            look => new Look(Look.StatefulSet(2, look < 3 ? "api-1" : "api-2", "api-2", available: 1)),
            kind: "statefulset");
        Assert.Equal((0, Success, TimeSpan.FromSeconds(9)), (exitCode, line, slept));
    }

    [ToolFact("kubectl")]
    public void A_container_that_ends_at_once_ends_the_release_within_three_minutes_and_says_its_last_words()
    {
        // The kubelet waits 10, 20, 40 seconds and so on before it starts a container again.
        var (exitCode, line, slept) = Judge(look => new Look(
            Underway,
            Look.Pod(look < 4 ? 1 : 2, Look.Waiting("CrashLoopBackOff"), "DATABASE_URL is missing")));
        Assert.Equal(
            (1, "deployment api: container api of pod api-x1 has ended 3 times: Error, exit code 7"),
            (exitCode, line));
        Assert.True(slept < TimeSpan.FromMinutes(3), $"It took {slept}.");
    }

    [ToolFact("kubectl")]
    public void Before_the_verdict_are_the_containers_last_lines()
    {
        using var api = new WorkloadApi(_ => new Look(Underway, Look.Pod(2, Look.Waiting("CrashLoopBackOff"), "DATABASE_URL is missing")));
        using var folder = new ScratchFolder();
        File.WriteAllText(folder.PathOf("config"), api.KubeConfig);
        var (exitCode, output, _) = Tool.Run(
            "env",
            "",
            $"KUBECONFIG={folder.PathOf("config")}",
            "WORKLOADS=deployment/api/1a2b3c4d/180/60",
            $"PATIENCE={Patience}",
            "DEADLINE=3600",
            "sh",
            Repository.PathOf("infra/Application/await-rollouts.sh"));
        Assert.Equal(
            (1, "DATABASE_URL is missing\ndeployment api: container api of pod api-x1 has ended 3 times: Error, exit code 7\n"),
            (exitCode, output));
        // It asks for pods with the label of the release alone.
        Assert.Contains(
            api.Asked,
            path => path.Contains("labelSelector=app.kubernetes.io/name=api,content-hash=1a2b3c4d", StringComparison.Ordinal));
    }

    [ToolFact("kubectl")]
    public void A_step_before_the_containers_that_ends_again_and_again_does_too()
        => Assert.Equal(
            (1, "deployment api: container api of pod api-x1 has ended 3 times: Error, exit code 7"),
            Verdict(_ => new Look(Underway, Look.Pod(2, Look.Waiting("CrashLoopBackOff"), "no", list: "initContainerStatuses"))));

    [ToolFact("kubectl")]
    public void One_that_starts_slowly_has_its_time()
        => AssertWaits(Underway, seconds: 171, Look.Pod(0, Look.Running));

    [ToolFact("kubectl")]
    public void One_that_is_not_ready_after_its_time_fails()
    {
        var (exitCode, line, slept) = Judge(_ => new Look(Underway, Look.Pod(0, Look.Running)));
        Assert.Equal((1, "deployment api: container api of pod api-x1 is not ready after 180 seconds"), (exitCode, line));
        Assert.Equal(TimeSpan.FromSeconds(183), slept);
    }

    [ToolFact("kubectl")]
    public void A_step_before_the_containers_has_its_own_time()
        => Assert.Equal(
            (1, "deployment api: container api of pod api-x1 is not ready after 60 seconds"),
            Verdict(_ => new Look(Underway, Look.Pod(0, Look.Running, list: "initContainerStatuses"))));

    [ToolFact("kubectl")]
    public void Time_for_nodes_and_pulls_does_not_count()
        => AssertWaits(Underway, seconds: 240, Look.Pod(0, Look.Waiting("ContainerCreating")));

    [ToolFact("kubectl")]
    public void An_image_that_the_registry_refuses_for_long_fails()
        => Assert.Equal(
            (1, "deployment api: container api of pod api-x1 cannot start: ImagePullBackOff"),
            Verdict(_ => new Look(Underway, Look.Pod(0, Look.Waiting("ImagePullBackOff")))));

    [ToolFact("kubectl")]
    public void An_image_that_the_registry_refuses_for_a_moment_does_not()
        => AssertWaits(Underway, seconds: 90, Look.Pod(0, Look.Waiting("ErrImagePull")));

    [ToolFact("kubectl")]
    public void Pods_that_the_API_server_refuses_fail_with_its_reason()
    {
        var refused = Underway;
        refused["status"]!["conditions"] = new JsonArray(
            new JsonObject { ["type"] = "ReplicaFailure", ["message"] = "exceeded quota: all" });
        Assert.Equal(
            (1, "deployment api: its pods are refused: exceeded quota: all"),
            Verdict(_ => new Look((JsonObject)refused.DeepClone())));
    }

    [ToolFact("kubectl")]
    public void What_never_comes_is_named_in_the_end()
        => Assert.Equal((1, "Not rolled out after 300 seconds: deployment/api"), Verdict(_ => new Look(Underway)));

    private static void AssertWaits(JsonObject meanwhile, int seconds = 9, params JsonObject[] pods)
        => Assert.Equal(
            (0, Success, TimeSpan.FromSeconds(seconds)),
            Judge(look => look < seconds / 3 ? new Look((JsonObject)meanwhile.DeepClone(), pods) : new Look(Done)));

    private static (int ExitCode, string LastLine) Verdict(Func<int, Look> looks)
    {
        var (exitCode, line, _) = Judge(looks);
        return (exitCode, line);
    }

    private static (int ExitCode, string LastLine, TimeSpan Slept) Judge(Func<int, Look> looks, string kind = "deployment")
    {
        using var api = new WorkloadApi(looks);
        using var run = new StepRun();
        File.WriteAllText(run.PathOf("config"), api.KubeConfig);
        return run
            .With("KUBECONFIG", run.PathOf("config"))
            .With("WORKLOADS", $"{kind}/api/1a2b3c4d/180/60")
            .With("PATIENCE", $"{Patience}")
            .With("DEADLINE", "300")
            .Run("await-rollouts.sh");
    }
}
