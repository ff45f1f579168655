using Infra.Applications.Model;
using Infra.Settings.Reading;
using Infra.Values;

namespace Infra.Settings;

/// <summary>How many replicas run: a fixed number, or as many as the load wants between two numbers.</summary>
public sealed record ScalingSettings
{
    private static readonly NumberRange Counts = new(1, 100);

    /// <summary>Minimum number of replicas.</summary>
    public required int MinReplicas { get; init; }

    /// <summary>The most replicas; the same as <see cref="MinReplicas"/> for a fixed number.</summary>
    public required int MaxReplicas { get; init; }

    /// <summary>The share of the CPU request, in percent, above which replicas are added.</summary>
    public int TargetCpuPercent { get; init; } = 70;

    /// <summary>The share of the memory request, in percent, above which replicas are added.</summary>
    public int TargetMemoryPercent { get; init; } = 80;

    /// <summary>How many entries of the worker's queue are one replica's work; 0 where CPU and memory say how many run.</summary>
    public int QueueLength { get; init; }

    /// <summary>Whether the number follows the load.</summary>
    public bool IsAutomatic => MaxReplicas > MinReplicas;

    /// <summary>One replica, whatever the load.</summary>
    internal static ScalingSettings One { get; } = new() { MinReplicas = 1, MaxReplicas = 1 };

    /// <summary>The scaling that an application wants, where an environment has no more than so many replicas by default.</summary>
    internal static ScalingSettings Of(ReplicaRange range, int cap) => new()
    {
        MinReplicas = Math.Min(range.Min, cap),
        MaxReplicas = Math.Min(range.Max, cap),
        TargetCpuPercent = range.TargetCpuPercent,
        TargetMemoryPercent = range.TargetMemoryPercent,
    };

    internal static ScalingSettings Read(Section section, ScalingSettings defaults)
    {
        var fewest = section.Get("minReplicas", SettingTypes.Integer(Counts), defaults.MinReplicas, "Minimum number of replicas.");
        var scaling = new ScalingSettings
        {
            MinReplicas = fewest,
            MaxReplicas = section.Get(
                "maxReplicas",
                SettingTypes.Integer(Counts, Counts with { Lowest = fewest }),
                defaults.MaxReplicas,
                "Maximum number of replicas; the same as minReplicas for a fixed number."),
            TargetCpuPercent = section.Get(
                "targetCpuPercent",
                SettingTypes.Integer(10, 100),
                defaults.TargetCpuPercent,
                "Target CPU utilization of the autoscaler, in percent of the request."),
            TargetMemoryPercent = section.Get(
                "targetMemoryPercent",
                SettingTypes.Integer(10, 100),
                defaults.TargetMemoryPercent,
                "Target memory utilization of the autoscaler, in percent of the request."),
            QueueLength = defaults.QueueLength == 0
                ? 0
                : section.Get(
                    "queueLength",
                    SettingTypes.Integer(0, 1_000_000),
                    defaults.QueueLength,
                    "Entries of the queue for each replica, where the cluster has KEDA; 0 leaves it to CPU and memory."),
        };
        if (scaling.MaxReplicas < scaling.MinReplicas)
        {
            section.Report(
                $"{section.Path}.maxReplicas",
                $"{scaling.MaxReplicas}",
                $"it is at least minReplicas, which is {scaling.MinReplicas}",
                $"Use {scaling.MinReplicas} or more, or lower minReplicas");
        }

        return scaling;
    }
}
