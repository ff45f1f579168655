using System.Collections.Immutable;
using Infra.Applications.Model;

namespace Infra.Settings;

/// <summary>Makes of an application the one that a release with a canary deploys.</summary>
internal static class CanaryRelease
{
    /// <summary>
    /// The application with a canary beside each public service that the release has a next version of. Its migrations and imports are
    /// those of the next version, which both must work with, and its verifications ask the canary.
    /// </summary>
    public static ApplicationDefinition Apply(ApplicationDefinition application, CanarySettings? canary)
    {
        if (canary is null)
            return application;

        var services = application.Services
            .Where(service => service is { IsPublic: true, IsSingleton: false } && canary.Images.ContainsKey(service.Image))
            .ToImmutableArray();
        var names = services.Select(service => service.Name).ToHashSet();
        return application with
        {
            Services = [.. application.Services, .. services.Select(Canary)],
            Jobs = [.. application.Jobs.Select(Job)],
        };

        ServiceDefinition Canary(ServiceDefinition service) => service with
        {
            Name = DerivedNames.CanaryOf(service.Name),
            Image = ImageOf(service.Image),
            Init = StepsOf(service),
            Replicas = new ReplicaRange(1, 1),
            IsPublic = false,
            CanaryOf = service.Name,
        };

        JobDefinition Job(JobDefinition job) => job.Purpose switch
        {
            JobPurpose.Migration or JobPurpose.Import => job with { Image = ImageOf(job.Image), Init = StepsOf(job) },
            JobPurpose.Verification => job with
            {
                Image = ImageOf(job.Image),
                Init = StepsOf(job),
                Variables = [.. job.Variables.Select(Redirected)],
                Calls = [.. job.Calls.Select(RedirectedCall)],
                Occasion = $"{canary.Percent} % of the requests",
            },
            _ => job,
        };

        Variable Redirected(Variable variable)
            => variable is ServiceUrlVariable url ? url with { Call = RedirectedCall(url.Call) } : variable;

        ServiceCall RedirectedCall(ServiceCall call)
            => names.Contains(call.Service) ? call with { Service = DerivedNames.CanaryOf(call.Service) } : call;

        ImmutableArray<InitStep> StepsOf(WorkloadDefinition workload) => [.. workload.Init.Select(step => step with
        {
            Image = ImageOf(step.Image),
            Variables = workload is JobDefinition ? [.. step.Variables.Select(Redirected)] : step.Variables,
        })];

        string ImageOf(string image) => canary.Images.ContainsKey(image) ? DerivedNames.CanaryOf(image) : image;
    }
}
