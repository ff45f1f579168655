using Infra.Applications.Model;
using Pulumi;

namespace Infra.Application;

/// <summary>A workload whose new pods are on their way.</summary>
/// <param name="Definition">The workload.</param>
/// <param name="Resource">What declares its pods.</param>
/// <param name="ContentHash">The label of its new pods, by which they are told from those that they replace.</param>
/// <param name="MostReplicas">How many there may be of it.</param>
internal sealed record RolledOut(LongRunningDefinition Definition, CustomResource Resource, Output<string> ContentHash, int MostReplicas)
{
    // A container that has started may still wait for what it needs to be ready.
    private static readonly TimeSpan ReadinessTime = TimeSpan.FromMinutes(2);

    // Also of a step that Customize adds.
    private static readonly TimeSpan LeastInitTime = TimeSpan.FromMinutes(2);

    /// <summary>The longest time from a container's start until it is ready.</summary>
    public TimeSpan StartTime => Definition.Health.StartupTime + Definition.Health.Readiness.InitialDelay + ReadinessTime;

    /// <summary>The longest time that one step before the containers takes.</summary>
    public TimeSpan InitTime => Definition.Init.Select(step => step.Timeout).Append(LeastInitTime).Max();

    /// <summary>The longest time in which all its pods are replaced, one after the other.</summary>
    public TimeSpan Longest
        => (Definition.Init.Aggregate(StartTime, (time, step) => time + step.Timeout) + Definition.DrainTime) * MostReplicas;

    /// <summary>It in words of the script that waits for it.</summary>
    public Output<string> Told
        => ContentHash.Apply(hash => $"{Kind}/{Definition.Name}/{hash}/{Seconds(StartTime)}/{Seconds(InitTime)}");

    private string Kind => Definition.IsSingleton ? "statefulset" : "deployment";

    private static int Seconds(TimeSpan time) => (int)time.TotalSeconds;
}
