using Infra.Applications.Model;
using Infra.Settings.Reading;
using Infra.Values;

namespace Infra.Settings;

/// <summary>
/// <c>infra:edge.rateLimit</c> and its like: how many requests one client address may send to routes of a kind; more get status 429.
/// </summary>
public sealed record RateLimitSettings
{
    /// <summary>Of routes that programs call: <c>infra:edge.rateLimit</c>.</summary>
    public required RateLimit Api { get; init; }

    /// <summary>Of routes that browsers load pages from: <c>infra:edge.websiteRateLimit</c>.</summary>
    public required RateLimit Website { get; init; }

    /// <summary>Of routes that other products report events to: <c>infra:edge.webhookRateLimit</c>.</summary>
    public required RateLimit Webhook { get; init; }

    /// <summary>The limit of routes of a kind.</summary>
    public RateLimit Of(RouteKind kind) => kind switch
    {
        RouteKind.Website => Website,
        RouteKind.Webhook => Webhook,
        _ => Api,
    };

    internal static RateLimitSettings Read(Section edge, RateLimitSettings defaults) => new()
    {
        Api = Read(
            edge.Child("rateLimit", "How many requests one client address may send to APIs; more get status 429."),
            defaults.Api),
        Website = Read(
            edge.Child("websiteRateLimit", "The same of websites, whose pages load all their files at once."),
            defaults.Website),
        Webhook = Read(
            edge.Child("webhookRateLimit", "The same of webhooks, to which other products report events from a few addresses."),
            defaults.Webhook),
    };

    private static RateLimit Read(Section section, RateLimit defaults)
    {
        var average = section.Get(
            "average",
            SettingTypes.Integer(1, 100_000),
            defaults.Average,
            "Requests per period that one client address may send.");
        var period = section.Get(
            "period",
            SettingTypes.Duration(new DurationRange(TimeSpan.FromSeconds(1), TimeSpan.FromHours(1))),
            defaults.Period,
            "The time that average refers to.");
        var burst = section.Get("burst", SettingTypes.Integer(1, 100_000), defaults.Burst, "Requests that may arrive at once.");
        var limit = new RateLimit(average, burst) { Period = period };
        if (burst < limit.LeastBurst)
        {
            section.Report(
                $"{section.Path}.burst",
                $"{burst}",
                $"average and period let {limit.LeastBurst} requests a second through, which may come at once",
                $"Use {limit.LeastBurst} or more");
        }

        return limit;
    }
}
