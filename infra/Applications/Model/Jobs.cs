using Infra.Values;
using Pulumi.Kubernetes.Types.Inputs.Batch.V1;

namespace Infra.Applications.Model;

/// <summary>A workload that runs to completion. It must be safe to run twice.</summary>
public sealed record JobDefinition : WorkloadDefinition
{
    /// <summary>What it is for, which decides when and where it runs.</summary>
    public required JobPurpose Purpose { get; init; }

    /// <summary>When it runs, in UTC, as five cron fields; for <see cref="JobPurpose.Scheduled"/> alone.</summary>
    public CronSchedule? Schedule { get; init; }

    /// <summary>
    /// Whether the databases of the project that can be backed up on demand are before it runs, which waits for that. Default: false.
    /// </summary>
    public bool BacksUpFirst { get; init; }

    /// <summary>The time after which it has failed, from 1 second to 1 day. Default: 10 minutes.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How often it is tried again after a failure. Default: 2.</summary>
    public int Retries { get; init; } = 2;

    /// <summary>What else makes it another job, beside what it runs and with what. Set by a release with a canary.</summary>
    public string? Occasion { get; init; }

    /// <summary>
    /// Edits the Job that is about to be declared, for what the model has no word for; of a CronJob, the spec of its jobs. A job of a
    /// release runs once: another edit takes effect with the next one that changes the image, the command or the configuration.
    /// </summary>
    public Action<JobArgs>? Customize { get; init; }

    /// <summary>Whether it runs at each release, as a Job; else it is a CronJob.</summary>
    public bool IsOfRelease => Purpose is not (JobPurpose.Scheduled or JobPurpose.OnDemand);
}

/// <summary>What a job is for, which decides when and where it runs.</summary>
public enum JobPurpose
{
    /// <summary>Changes the schema of a database: no new version of a workload starts before it has succeeded.</summary>
    Migration,

    /// <summary>Brings data in, once, where <c>infra:release.imports</c> names it: after the migrations, before the rollout.</summary>
    Import,

    /// <summary>
    /// Sees whether a release works, after its rollout; with a canary, before the canary gets its share of the requests.
    /// </summary>
    Verification,

    /// <summary>Puts example data in, after the rollout, and only in environments that have example data.</summary>
    Seed,

    /// <summary>Runs at set times.</summary>
    Scheduled,

    /// <summary>
    /// Runs when somebody starts it: <c>kubectl create job --from=cronjob/NAME</c>. Values for its parameters are put into that Job's
    /// containers as variables, which precede those of the ConfigMap; the pages of the applications show how.
    /// </summary>
    OnDemand,
}
