namespace Infra.Applications.Model;

/// <summary>Processor time and memory of one container, as Kubernetes quantities.</summary>
public sealed record ResourceAmounts
{
    /// <summary>The processor time it is promised. Default: 100m.</summary>
    public string CpuRequest { get; init; } = "100m";

    /// <summary>The processor time it is held to. Default: 1.</summary>
    public string CpuLimit { get; init; } = "1";

    /// <summary>The memory it is promised. Default: all that it is held to, so that it is not killed for what others use.</summary>
    public string? MemoryRequest { get; init; }

    /// <summary>The memory it is held to: more than that and it is killed. Default: 256Mi.</summary>
    public string Memory { get; init; } = "256Mi";

    /// <summary>The space for temporary files and logs it is promised and held to. Default: 256Mi.</summary>
    public string Scratch { get; init; } = "256Mi";
}
