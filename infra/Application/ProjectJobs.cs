using System.Collections.Immutable;
using Infra.Applications.Model;
using Infra.Kubernetes;
using Infra.Steps;
using Pulumi;
using Pulumi.Kubernetes.Batch.V1;
using Pulumi.Kubernetes.Types.Inputs.Batch.V1;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;

namespace Infra.Application;

/// <summary>Declares what runs to completion: once a release, at set times, or when somebody starts it.</summary>
/// <param name="prefix">What the names of the project's resources begin with.</param>
/// <param name="args">The project.</param>
/// <param name="volumes">The claims of its volumes, by the volume's name.</param>
/// <param name="account">The service account.</param>
/// <param name="parent">The component they are a part of.</param>
internal sealed class ProjectJobs(
    string prefix,
    ApplicationProjectArgs args,
    ImmutableDictionary<string, Resource> volumes,
    string account,
    Resource parent)
{
    /// <summary>
    /// Declares a job of the release. Its name tells what it does, so that another image, command or configuration is another job.
    /// </summary>
    /// <param name="definition">The job.</param>
    /// <param name="after">What it comes after.</param>
    /// <param name="released">
    /// What a verification looks at: where that is another, it runs again. Null for a job that is no verification.
    /// </param>
    public Job OfRelease(JobDefinition definition, IEnumerable<Resource> after, Output<string>? released = null)
    {
        var workload = new Workload(prefix, definition, args, volumes, parent);
        var name = $"{definition.Name}-{workload.ReleaseHash}";
        var metadata = args.Placement.Metadata(definition.Name);
        metadata.Name = name;
        // A job that failed is made anew by the next run, even where nothing has changed.
        metadata.Annotations = new InputMap<string> { [PulumiAnnotations.ReplaceUnready] = "true" };
        var jobArgs = new JobArgs { Metadata = metadata, Spec = Spec(definition, workload, released) };
        definition.Customize?.Invoke(jobArgs);

        var backups = definition.BacksUpFirst
            ? args.Connections.Select(connection => connection.BackUpBefore(name)).OfType<Resource>()
            : [];
        var options = args.Placement.ChildOf(parent, [.. workload.Needs, .. after, .. backups]);
        if (released is null)
        {
            // A rotated secret has another name; the job has run, and does not run again for it.
            options.IgnoreChanges = ["spec.template"];
        }

        options.CustomTimeouts = new CustomTimeouts { Create = definition.Deadline + TimeSpan.FromMinutes(5) };
        return new Job($"{prefix}-{name}", jobArgs, options);
    }

    /// <summary>Declares a job that runs at set times, or that waits for somebody to start it.</summary>
    /// <param name="definition">The job.</param>
    /// <param name="after">What it comes after.</param>
    public CronJob OnRequest(JobDefinition definition, IEnumerable<Resource> after)
    {
        var workload = new Workload(prefix, definition, args, volumes, parent);
        var jobArgs = new JobArgs { Spec = Spec(definition, workload) };
        definition.Customize?.Invoke(jobArgs);
        return new CronJob(
            $"{prefix}-{definition.Name}",
            new CronJobArgs
            {
                Metadata = args.Placement.Metadata(definition.Name),
                Spec = new CronJobSpecArgs
                {
                    Schedule = (definition.Schedule ?? ScheduledStep.Never).WithSundayAsZero,
                    TimeZone = "Etc/UTC",
                    Suspend = definition.Schedule is null,
                    ConcurrencyPolicy = "Forbid",
                    // A run that could not start within an hour waits for the next time.
                    StartingDeadlineSeconds = 3600,
                    SuccessfulJobsHistoryLimit = 1,
                    FailedJobsHistoryLimit = 3,
                    JobTemplate = new JobTemplateSpecArgs { Spec = jobArgs.Spec! },
                },
            },
            args.Placement.ChildOf(parent, [.. workload.Needs, .. after]));
    }

    private JobSpecArgs Spec(JobDefinition definition, Workload workload, Output<string>? released = null) => new()
    {
        BackoffLimit = definition.Retries,
        ActiveDeadlineSeconds = (int)definition.Deadline.TotalSeconds,
        Template = workload.Template(account, new ContainerArgs(), new PodSpecArgs { RestartPolicy = "Never" }, contentHash: released),
    };
}
