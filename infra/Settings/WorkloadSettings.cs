using Infra.Settings.Reading;
using Infra.Settings.Values;

namespace Infra.Settings;

/// <summary><c>infra:workloads.NAME</c>: a service or worker of the application.</summary>
public sealed record WorkloadSettings
{
    /// <summary>How many replicas run.</summary>
    public required ScalingSettings Scaling { get; init; }

    /// <summary>The processor time one replica is promised. Default: the application's.</summary>
    public Quantity? Cpu { get; init; }

    /// <summary>The memory one replica is promised and held to. Default: the application's.</summary>
    public Quantity? Memory { get; init; }

    internal static WorkloadSettings Read(Section section, ScalingSettings defaults) => new()
    {
        Scaling = ScalingSettings.Read(section.Child("scaling", "How many replicas run."), defaults),
        Cpu = section.Find("cpu", SettingTypes.Cores, "Processor time one replica is promised.", "the application's"),
        Memory = section.Find("memory", SettingTypes.Bytes, "Memory one replica is promised and held to.", "the application's"),
    };
}
