using Infra.Applications.Model;
using Infra.Steps;
using Pulumi;
using Pulumi.Kubernetes.Batch.V1;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;

namespace Infra.Application;

/// <summary>
/// The step of a release that judges its rollout. The provider's own wait takes an older status, or a ReplicaSet that is used again, for
/// the new pods, and it goes on until its time is over where a container ends at once. This step may read the workloads and the pods of
/// the namespace, and nothing else.
/// </summary>
internal static class RolloutGate
{
    // For nodes to be added and images to be pulled, which no workload's own time has to allow for.
    private static readonly TimeSpan ClusterTime = TimeSpan.FromMinutes(30);

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Declares the step, which succeeds when all of a project run what is declared.</summary>
    /// <param name="project">The project.</param>
    /// <param name="args">What it is given.</param>
    /// <param name="rollouts">Its workloads; one at least.</param>
    /// <param name="parent">The component that it is a part of.</param>
    /// <param name="after">What else it comes after.</param>
    public static Job Declare(
        ProjectDefinition project,
        ApplicationProjectArgs args,
        IReadOnlyList<RolledOut> rollouts,
        Resource parent,
        IEnumerable<Resource> after)
    {
        var name = DerivedNames.RolloutOf(project.Name);
        var account = StepAccount.Declare(
            name,
            args.Placement,
            parent,
            [.. Rules("deployments", rollouts.Where(one => !one.Definition.IsSingleton)),
                .. Rules("statefulsets", rollouts.Where(one => one.Definition.IsSingleton)),
                new ApiRule("", "pods", "list")]);
        var deadline = ClusterTime + rollouts.Max(one => one.Longest);
        var workloads = Output.All(rollouts.Select(one => one.Told)).Apply(told => string.Join(' ', told));
        var step = new PlatformStep
        {
            Account = account,
            Deadline = deadline,
            Trigger = workloads,
            Containers =
            [
                new StepContainer("await-rollouts", StepImages.Kubectl, "await-rollouts.sh")
                {
                    CallsApiServer = true,
                    Variables =
                    [
                        new EnvVarArgs { Name = "WORKLOADS", Value = workloads },
                        StepContainer.Told("PATIENCE", $"{Patience.TotalSeconds}"),
                        StepContainer.Told("DEADLINE", $"{deadline.TotalSeconds}"),
                    ],
                },
            ],
        };
        return step.Declare(name, null, args.Placement, parent, [.. rollouts.Select(one => one.Resource), .. after]);
    }

    private static IEnumerable<ApiRule> Rules(string resource, IEnumerable<RolledOut> rollouts)
        => rollouts.Select(one => one.Definition.Name).ToArray() is { Length: > 0 } names
            ? [new ApiRule("apps", resource, "get") { Names = [.. names] }]
            : [];
}
