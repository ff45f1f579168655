using System.Collections.Immutable;
using Infra.Applications.Model;
using Infra.Settings;
using Infra.Settings.Values;
using Pulumi;

namespace Infra.Components.Application;

/// <summary>An application, and all that it is given.</summary>
internal sealed record ApplicationProjectArgs
{
    /// <summary>Where it is put.</summary>
    public required Placement Placement { get; init; }

    /// <summary>What it is made of.</summary>
    public required ApplicationDefinition Definition { get; init; }

    /// <summary>The images that run, by name.</summary>
    public required ImmutableSortedDictionary<string, ImageReference> Images { get; init; }

    /// <summary>The replicas and resources of its services and workers, by name.</summary>
    public required ImmutableDictionary<string, WorkloadSettings> Workloads { get; init; }

    /// <summary>How it reaches its data services.</summary>
    public required Connections Connections { get; init; }

    /// <summary>The values of its secrets, by name.</summary>
    public required ImmutableDictionary<string, Output<string>> Secrets { get; init; }

    /// <summary>Whether the jobs of the release run.</summary>
    public required bool RunReleaseJobs { get; init; }
}
