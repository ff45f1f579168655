using Infra.Environments;

namespace Infra.Settings;

/// <summary>What an environment means for what is not a data service: its traits in values.</summary>
internal static class PlatformDefaults
{
    /// <summary>Defaults of <c>infra:edge.rateLimit</c>.</summary>
    public static RateLimitSettings RateLimit(EnvironmentTraits environment) => environment.Exposure switch
    {
        HostExposure.Team => new() { Average = 50, Burst = 100 },
        _ => new() { Average = 10, Burst = 20 },
    };

    /// <summary>Defaults of <c>infra:alerts</c>.</summary>
    public static AlertSettings Alerts(EnvironmentTraits environment) => new()
    {
        CriticalChannel = environment.SeparatesCriticalAlerts ? $"#alerts-{environment.Name}-critical" : $"#alerts-{environment.Name}",
        WarningChannel = $"#alerts-{environment.Name}",
    };

    /// <summary>The most replicas of a workload whose application says how many it wants.</summary>
    public static int ReplicaCap(EnvironmentTraits environment) => environment.Size switch
    {
        EnvironmentSize.Small => 1,
        EnvironmentSize.Medium => 4,
        _ => 100,
    };

    /// <summary>Number of replicas of a service whose application does not say.</summary>
    public static ScalingSettings Services(EnvironmentTraits environment) => environment.Size switch
    {
        EnvironmentSize.Small => ScalingSettings.One,
        EnvironmentSize.Medium => new() { MinReplicas = 2, MaxReplicas = 4 },
        _ => new() { MinReplicas = 3, MaxReplicas = 10 },
    };

    /// <summary>Number of replicas of a worker whose application does not say.</summary>
    public static ScalingSettings Workers(EnvironmentTraits environment) => environment.Size switch
    {
        EnvironmentSize.Small or EnvironmentSize.Medium => ScalingSettings.One,
        _ => new() { MinReplicas = 2, MaxReplicas = 2 },
    };
}
