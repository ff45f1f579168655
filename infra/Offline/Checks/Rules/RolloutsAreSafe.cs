using Infra.Offline.Plans;

namespace Infra.Offline.Checks.Rules;

/// <summary>A rollout takes no capacity away, waits for the migrations of its release, and a failed release leaves the old version running.</summary>
internal sealed class RolloutsAreSafe : ICheck
{
    public string Id => "rollouts-safe";

    public string Sentence => "Rollouts take no capacity away, wait for the jobs before them, and drain what they replace";

    public IEnumerable<Finding> Run(CheckContext context)
    {
        foreach (var deployment in context.Plan.OfKind("Deployment"))
        {
            if (deployment.Inputs.Text("spec.strategy.type") != "RollingUpdate" || deployment.Inputs.Text("spec.strategy.rollingUpdate.maxUnavailable") != "0")
                yield return new Finding(deployment, "a rollout takes capacity away", "Set maxUnavailable to 0");
            if (!deployment.Inputs.Items("spec.template.spec.containers").All(container => container.At("lifecycle.preStop") is not null))
                yield return new Finding(deployment, "a pod is told to stop while it still gets requests", "Add a preStop that sleeps");
        }

        foreach (var job in context.Plan.OfKind("Job"))
        {
            if (!job.Options.IgnoreChanges.Contains("spec.template"))
                yield return new Finding(job, "it runs again when a secret is rotated", "Add spec.template to IgnoreChanges");
            if (job.Inputs.At("spec.ttlSecondsAfterFinished") is not null)
                yield return new Finding(job, "it is removed after a while, so that a refresh runs it again", "Leave ttlSecondsAfterFinished out");
            if (job.Inputs.At("spec.activeDeadlineSeconds") is null || job.Inputs.At("spec.backoffLimit") is null)
                yield return new Finding(job, "it may go on for ever", "Set activeDeadlineSeconds and backoffLimit");
        }
    }
}
