using Infra.Applications.Model;
using StackPreview.Checks;
using StackPreview.Json;
using StackPreview.Kinds;
using StackPreview.Plans;

namespace Infra.Checks.Rules;

/// <summary>
/// A rollout takes no capacity away and waits for the migrations of its release, so that a failed one leaves the old version running.
/// </summary>
internal sealed class RolloutsAreSafe : ICheck<CheckContext>
{
    private const string DataServices = "infra:data:";

    public string Id => "rollouts-safe";

    public string Sentence
        => "Rollouts make no pod unavailable, wait for the data services and jobs before them, and drain what they replace";

    public IEnumerable<Finding> Run(CheckContext context)
    {
        foreach (var deployment in context.Plan.OfKind(KubernetesKinds.Deployment))
        {
            if (deployment.Inputs.Text("spec.strategy.type") != "RollingUpdate"
                || deployment.Inputs.Text("spec.strategy.rollingUpdate.maxUnavailable") != "0")
            {
                yield return new Finding(deployment, "a rollout makes pods unavailable", "Set maxUnavailable to 0");
            }

            if (deployment.Inputs.Items("spec.template.spec.containers").First().At("lifecycle.preStop") is null)
            {
                yield return new Finding(
                    deployment,
                    "a pod is sent SIGTERM while it still gets requests",
                    "Add a preStop hook that sleeps");
            }
        }

        var jobs = context.Plan.OfKind(KubernetesKinds.Job).ToList();
        foreach (var (later, earlier) in ReleaseOrder.All(context).Where(pair => !Waits(pair, jobs)))
            yield return new Finding(later, $"it does not wait for {earlier.Title}", "Make it depend on that");

        foreach (var job in context.Settings.Application.AllWorkloads.OfType<JobDefinition>().Where(job => job.BacksUpFirst))
        {
            foreach (var template in context
                    .TemplatesByWorkload[job.Name]
                    .Where(template => !context.Services.SelectMany(service => service.BackupsBefore(template.Owner, context)).Any()))
            {
                yield return new Finding(
                    template.Owner,
                    "the database is not backed up before it",
                    "Declare a step that takes a backup, and make the job depend on it");
            }
        }

        foreach (var finding in JobFindings(context))
            yield return finding;
    }

    private static IEnumerable<Finding> JobFindings(CheckContext context)
    {
        // A verification is of what runs now.
        var verifications = context.Settings.Application.AllWorkloads
            .OfType<JobDefinition>()
            .Where(job => job.Purpose == JobPurpose.Verification)
            .SelectMany(job => context.TemplatesByWorkload[job.Name])
            .Select(template => template.Owner)
            .ToHashSet();
        foreach (var job in context.Plan.OfKind(KubernetesKinds.Job))
        {
            if (!verifications.Contains(job) && !job.Options.IgnoreChanges.Any(path => path is "spec" or "spec.template"))
                yield return new Finding(job, "it runs again when a secret is rotated", "Add spec.template to IgnoreChanges");
            if (job.Inputs.At("spec.ttlSecondsAfterFinished") is not null)
            {
                yield return new Finding(
                    job,
                    "it is deleted after ttlSecondsAfterFinished, so that a refresh runs it again",
                    "Leave ttlSecondsAfterFinished out");
            }

            if (job.Inputs.At("spec.activeDeadlineSeconds") is null || job.Inputs.At("spec.backoffLimit") is null)
                yield return new Finding(job, "it may go on for ever", "Set activeDeadlineSeconds and backoffLimit");
        }

        foreach (var job in context.Plan.OfKind(KubernetesKinds.CronJob))
        {
            if (job.Inputs.Text("spec.concurrencyPolicy") != "Forbid")
                yield return new Finding(job, "it may run twice at a time", "Set concurrencyPolicy to Forbid");
            if (job.Inputs.At("spec.jobTemplate.spec.activeDeadlineSeconds") is null
                || job.Inputs.At("spec.jobTemplate.spec.backoffLimit") is null)
            {
                yield return new Finding(job, "it may go on for ever", "Set activeDeadlineSeconds and backoffLimit");
            }
        }
    }

    // A step that a data service has of its own stands in between, such as one that loads its data.
    private static bool Waits(ReleaseStep pair, IReadOnlyList<PlannedResource> jobs)
        => pair.Later.Dependencies.Contains(pair.Earlier.Urn)
            || jobs.Any(step => ComponentOf(step) == ComponentOf(pair.Earlier)
                && pair.Later.Dependencies.Contains(step.Urn)
                && step.Dependencies.Contains(pair.Earlier.Urn)
                && ComponentOf(step).Contains(DataServices, StringComparison.Ordinal));

    // The types of the components that it is a part of.
    private static string ComponentOf(PlannedResource resource) => resource.Urn[..Math.Max(resource.Urn.LastIndexOf('$'), 0)];
}
