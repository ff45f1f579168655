using Infra.Applications.Model;
using Infra.Environments;

namespace Infra.Settings;

/// <summary>What an environment means for what is not a data service: its traits in values.</summary>
internal static class PlatformDefaults
{
    // The largest page that is known loads 190 files, over HTTP/2 all in one moment: two of it at once, by a reload or by two people
    // behind one address, and twenty requests on top.
    private const int WebsiteBurst = 400;

    // What the burst took is back after eight seconds.
    private const int WebsiteAverage = 50;

    // Members of a team, and their tests, behind one address.
    private const int TeamSize = 5;

    /// <summary>
    /// Defaults of <c>infra:edge.rateLimit</c> and its like. An API gets what the guides of the applications ask for.
    /// </summary>
    public static RateLimitSettings RateLimits(EnvironmentTraits environment)
    {
        var clients = environment.Exposure == HostExposure.Team ? TeamSize : 1;
        return new()
        {
            Api = new RateLimit(10 * clients, 20 * clients),
            Website = new RateLimit(WebsiteAverage * clients, WebsiteBurst * clients),
            // The events of many users come from one address, and those that are refused are sent again.
            Webhook = new RateLimit(50 * clients, 200 * clients),
        };
    }

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
