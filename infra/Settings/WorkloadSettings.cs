using Infra.Applications.Model;
using Infra.Environments;
using Infra.Settings.Reading;
using Infra.Values;

namespace Infra.Settings;

/// <summary><c>infra:workloads.NAME</c>: a service or worker of the application.</summary>
public sealed record WorkloadSettings
{
    /// <summary>How many replicas run; always one of a singleton.</summary>
    public required ScalingSettings Scaling { get; init; }

    /// <summary>The CPU request of one replica. Default: the application's.</summary>
    public Quantity? Cpu { get; init; }

    /// <summary>The memory request and limit of one replica. Default: the application's.</summary>
    public Quantity? Memory { get; init; }

    internal static WorkloadSettings Read(Section section, LongRunningDefinition workload, EnvironmentTraits environment) => new()
    {
        Scaling = workload.IsSingleton
            ? ScalingSettings.One
            : ScalingSettings.Read(section.Child("scaling", "How many replicas run."), DefaultScaling(workload, environment)),
        Cpu = section.Find("cpu", SettingTypes.Cores, "CPU request of one replica.", "the application's"),
        Memory = section.Find("memory", SettingTypes.Bytes, "Memory request and limit of one replica.", "the application's"),
    };

    /// <summary>How many replicas of a workload run unless the stack file says otherwise.</summary>
    internal static ScalingSettings DefaultScaling(LongRunningDefinition workload, EnvironmentTraits environment)
    {
        if (workload.IsSingleton)
            return ScalingSettings.One;
        var queueLength = (workload as WorkerDefinition)?.Queue?.LengthPerReplica ?? 0;
        return ReplicasOf(workload, environment) with { QueueLength = queueLength };
    }

    private static ScalingSettings ReplicasOf(LongRunningDefinition workload, EnvironmentTraits environment)
    {
        if (workload.Replicas is { } range)
            return ScalingSettings.Of(range, PlatformDefaults.ReplicaCap(environment));
        return workload is ServiceDefinition ? PlatformDefaults.Services(environment) : PlatformDefaults.Workers(environment);
    }
}
