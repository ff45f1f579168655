using Infra.Isolation;
using Infra.Kubernetes;
using Infra.Values;
using Pulumi;
using Pulumi.Kubernetes.Batch.V1;
using Pulumi.Kubernetes.Types.Inputs.Batch.V1;
using StackPreview.Plans;

namespace Infra.Steps;

/// <summary>A step of the platform that runs at set times, and whenever somebody makes a Job of it.</summary>
internal sealed record ScheduledStep
{
    private const int LongestName = 52;

    /// <summary>A schedule for what is suspended anyway: the field is required.</summary>
    public static CronSchedule Never { get; } = "0 0 1 1 *";

    /// <summary>
    /// The name of the CronJob of an account: its jobs' names, which are labels of their pods, are eleven characters longer
    /// (https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/).
    /// </summary>
    public static string NameOf(string account) => ContentHash.Bounded(account, LongestName);

    /// <summary>What runs.</summary>
    public required PlatformStep Step { get; init; }

    /// <summary>When it runs, in UTC.</summary>
    public required CronSchedule Schedule { get; init; }

    /// <summary>
    /// Whether it runs only when somebody makes a Job of it: <c>kubectl create job RUN --from=cronjob/NAME</c>. Default: false.
    /// </summary>
    public bool IsSuspended { get; init; }

    /// <summary>The objects that an operator creates while it runs, as far as others refer to them. Default: none.</summary>
    public IReadOnlyList<OperatorObject> Creates { get; init; } = [];

    /// <summary>Declares it.</summary>
    /// <param name="resource">The name in Pulumi.</param>
    /// <param name="placement">Where it is put.</param>
    /// <param name="parent">The component that it is a part of.</param>
    /// <param name="after">What it comes after.</param>
    public CronJob Declare(string resource, Placement placement, Resource parent, params IEnumerable<Resource> after)
    {
        var metadata = placement.Metadata(Step.Account.Name);
        metadata.Name = NameOf(Step.Account.Name);
        var spec = new CronJobSpecArgs
        {
            Schedule = Schedule.WithSundayAsZero,
            TimeZone = "Etc/UTC",
            Suspend = IsSuspended,
            ConcurrencyPolicy = "Forbid",
            // A run that could not start within an hour waits for the next time.
            StartingDeadlineSeconds = 3600,
            SuccessfulJobsHistoryLimit = 1,
            FailedJobsHistoryLimit = 3,
            JobTemplate = new JobTemplateSpecArgs { Spec = Step.Spec(placement) },
        };
        var args = new CreatingCronJobArgs { Creates = Creates, Metadata = metadata, Spec = spec };
        return new CronJob(resource, args, placement.ChildOf(parent, [.. Step.Account.Resources, .. after]));
    }
}
