namespace Infra.Applications.Model;

/// <summary>How many replicas run: as many as the load wants between two numbers, or always the same number.</summary>
/// <param name="Min">The fewest.</param>
/// <param name="Max">The most; the same as <paramref name="Min"/> for a fixed number.</param>
public sealed record ReplicaRange(int Min, int Max)
{
    /// <summary>The share of the requested processor time, in percent, above which replicas are added. Default: 70.</summary>
    public int TargetCpuPercent { get; init; } = 70;

    /// <summary>The share of the requested memory, in percent, above which replicas are added. Default: 80.</summary>
    public int TargetMemoryPercent { get; init; } = 80;
}
