using System.Collections.Immutable;
using Infra.Applications.Model;
using Infra.Backups;
using Infra.Images;
using Infra.Isolation;
using Infra.Secrets;
using Infra.Settings;

namespace Infra.Application;

/// <summary>A project, and all that it is given.</summary>
internal sealed record ApplicationProjectArgs
{
    /// <summary>Where it is put.</summary>
    public required Placement Placement { get; init; }

    /// <summary>What it is made of.</summary>
    public required ProjectDefinition Definition { get; init; }

    /// <summary>The settings of the stack, and in them the application that it is a part of.</summary>
    public required StackSettings Settings { get; init; }

    /// <summary>The images that run, by name.</summary>
    public required ImmutableSortedDictionary<string, DeployedImage> Images { get; init; }

    /// <summary>Where backups go; null where nothing of the stack is backed up.</summary>
    public required ObjectStorage? ObjectStorage { get; init; }

    /// <summary>How it reaches its data services.</summary>
    public required ImmutableArray<DataConnection> Connections { get; init; }

    /// <summary>The values of its secrets, by name.</summary>
    public required ImmutableDictionary<string, RotatedValue> Secrets { get; init; }

    /// <summary>The store that has some of its secrets; null where the stack file has all of them.</summary>
    public required SecretStore? Store { get; init; }

    /// <summary>Which workload of the application calls which service.</summary>
    public required CallGraph Calls { get; init; }

    /// <summary>
    /// The host of a service, as the pods of a workload reach it: a verification asks those alone that its release has brought.
    /// </summary>
    /// <param name="service">The service.</param>
    /// <param name="caller">The workload.</param>
    public string HostOf(ServiceDefinition service, WorkloadDefinition caller)
    {
        var isVerified = caller is JobDefinition { Purpose: JobPurpose.Verification } && Definition.Services.Contains(service);
        return $"{(isVerified ? DerivedNames.ReleaseOf(service.Name) : service.Name)}.{Placement.Namespace}.svc";
    }
}
