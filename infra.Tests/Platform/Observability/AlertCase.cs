using System.Collections.Immutable;

namespace Infra.Tests.Platform.Observability;

/// <summary>What an alert makes of some series.</summary>
/// <param name="Alert">The alert.</param>
/// <param name="Title">The situation.</param>
/// <param name="Fires">Whether it fires.</param>
internal sealed record AlertCase(string Alert, string Title, bool Fires)
{
    /// <summary>
    /// The series, with a sample a minute in promtool's notation
    /// (https://prometheus.io/docs/prometheus/latest/configuration/unit_testing_rules/#series).
    /// </summary>
    public required IReadOnlyList<(string Name, string Samples)> Series { get; init; }

    /// <summary>
    /// From when on the condition holds, so that the alert is expected to fire once its time is over and not before; null where that is
    /// not looked at. Default: the first sample.
    /// </summary>
    public TimeSpan? Since { get; init; } = TimeSpan.Zero;

    /// <summary>The time before which the alert is not looked at. Default: the first sample.</summary>
    public TimeSpan From { get; init; } = TimeSpan.Zero;

    /// <summary>The time of the last look. Default: a few minutes after the alert would fire.</summary>
    public TimeSpan? At { get; init; }

    /// <summary>The labels that the alert takes over from the series.</summary>
    public ImmutableDictionary<string, string> Labels { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>A situation in which an alert fires.</summary>
    public static AlertCase Firing(string alert, string title, params IReadOnlyList<(string, string)> series)
        => new(alert, title, Fires: true) { Series = series };

    /// <summary>A situation in which an alert does not fire.</summary>
    public static AlertCase Quiet(string alert, string title, params IReadOnlyList<(string, string)> series)
        => new(alert, title, Fires: false) { Series = series };
}
