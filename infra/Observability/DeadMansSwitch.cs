using Infra.Kubernetes.Prometheus;

namespace Infra.Observability;

/// <summary>
/// An alert that always fires and goes to an address outside: where that no longer hears it, neither Prometheus nor Alertmanager can tell
/// of anything, and the address does.
/// </summary>
internal static class DeadMansSwitch
{
    /// <summary>The name of its receiver, and of the key of its address.</summary>
    public const string Receiver = "dead-mans-switch";

    private const string Name = "DeadMansSwitch";

    // Alertmanager sends no group more often than its group interval.
    private const string Interval = "5m";

    /// <summary>The alert.</summary>
    public static AlertGroup Alerts { get; } = new(
        Receiver,
        [
            new AlertRule(
                Name,
                "vector(1)",
                TimeSpan.Zero,
                Severity.None,
                "Prometheus and Alertmanager work",
                "Nothing is wrong while this fires; the address that it goes to tells when it does not.",
                "dead-mans-switch"),
        ]);

    /// <summary>Its route, before all others.</summary>
    public static RouteArgs Route => new()
    {
        Receiver = Receiver,
        GroupBy = { "alertname", "namespace" },
        GroupWait = "0s",
        GroupInterval = Interval,
        RepeatInterval = Interval,
        Matchers = { new MatcherArgs { Name = "alertname", Value = Name, MatchType = "=" } },
    };
}
