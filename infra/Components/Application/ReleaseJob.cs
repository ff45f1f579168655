using Infra.Applications.Model;
using Pulumi;
using Pulumi.Kubernetes.Batch.V1;
using Pulumi.Kubernetes.Types.Inputs.Batch.V1;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;

namespace Infra.Components.Application;

/// <summary>Declares a job that runs to completion at a release.</summary>
internal static class ReleaseJob
{
    /// <summary>Declares the job. Its name tells what it does, so that another image, command or configuration is another job.</summary>
    /// <param name="prefix">What the names of the application's resources begin with.</param>
    /// <param name="definition">The job.</param>
    /// <param name="args">The application.</param>
    /// <param name="account">The service account.</param>
    /// <param name="parent">The component it is a part of.</param>
    /// <param name="after">What it comes after.</param>
    public static Job Declare(string prefix, JobDefinition definition, ApplicationProjectArgs args, string account, Resource parent, IEnumerable<Resource> after)
    {
        var workload = new Workload(prefix, definition, args, parent);
        var name = $"{definition.Name}-{workload.ReleaseHash}";
        var metadata = args.Placement.Metadata(definition.Name);
        metadata.Name = name;
        // A job that failed is made anew by the next run, even where nothing has changed.
        metadata.Annotations = new InputMap<string> { ["pulumi.com/replaceUnready"] = "true" };
        var jobArgs = new JobArgs
        {
            Metadata = metadata,
            Spec = new JobSpecArgs
            {
                BackoffLimit = definition.Retries,
                ActiveDeadlineSeconds = (int)definition.Deadline.TotalSeconds,
                Template = workload.Template(account, new ContainerArgs(), new PodSpecArgs { RestartPolicy = "Never" }),
            },
        };
        definition.Customize?.Invoke(jobArgs);

        var options = args.Placement.ChildOf(parent, [.. workload.Variables.Needs, .. after]);
        // A rotated secret has another name; the job has run, and does not run again for it.
        options.IgnoreChanges = ["spec.template"];
        options.CustomTimeouts = new CustomTimeouts { Create = definition.Deadline + TimeSpan.FromMinutes(5) };
        return new Job($"{prefix}-{name}", jobArgs, options);
    }
}
