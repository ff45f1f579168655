using Infra.Settings.Reading;
using Infra.Values;

namespace Infra.Settings;

/// <summary><c>infra:edge.rateLimit</c>: how many requests one client address may send; more get status 429.</summary>
public sealed record RateLimitSettings
{
    /// <summary>The number of requests per <see cref="Period"/>.</summary>
    public required int Average { get; init; }

    /// <summary>The time that <see cref="Average"/> refers to.</summary>
    public TimeSpan Period { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The number of requests that may arrive at once.</summary>
    public required int Burst { get; init; }

    internal static RateLimitSettings Read(Section section, RateLimitSettings defaults) => new()
    {
        Average = section.Get(
            "average",
            SettingTypes.Integer(1, 100_000),
            defaults.Average,
            "Requests per period that one client address may send."),
        Period = section.Get(
            "period",
            SettingTypes.Duration(new DurationRange(TimeSpan.FromSeconds(1), TimeSpan.FromHours(1))),
            defaults.Period,
            "The time that average refers to."),
        Burst = section.Get("burst", SettingTypes.Integer(1, 100_000), defaults.Burst, "Requests that may arrive at once."),
    };
}
