using Infra.Settings.Reading;

namespace Infra.Settings;

/// <summary><c>infra:alerts</c>: who is told, and from which values on.</summary>
public sealed record AlertSettings
{
    /// <summary>The Slack channel for critical alerts.</summary>
    public required string CriticalChannel { get; init; }

    /// <summary>The Slack channel for what can wait until the morning.</summary>
    public required string WarningChannel { get; init; }

    /// <summary>The share of failed requests, in percent, above which an alert fires.</summary>
    public int ErrorRatePercent { get; init; } = 5;

    /// <summary>The base address of the pages of runbooks. Default: none, and alerts have no link.</summary>
    public Uri? Runbooks { get; init; }

    internal static AlertSettings Read(Section section, AlertSettings defaults)
    {
        var channel = SettingTypes.Text("\"#alerts\"", "it takes a channel's name");
        return new AlertSettings
        {
            CriticalChannel = section.Get(
                "criticalChannel",
                channel,
                defaults.CriticalChannel,
                "Slack channel for critical alerts: what needs somebody now."),
            WarningChannel = section.Get(
                "warningChannel",
                channel,
                defaults.WarningChannel,
                "Slack channel for warnings: what can wait until the morning."),
            ErrorRatePercent = section.Get(
                "errorRatePercent",
                SettingTypes.Integer(1, 100),
                defaults.ErrorRatePercent,
                "Error rate above which an alert fires: failed requests in percent of all."),
            Runbooks = section.Find(
                "runbooks",
                SettingTypes.Url("https://wiki.example.com/runbooks", "https"),
                "Base address of the folder docs/runbooks/alerts where it is read: alerts and their messages link to a page in it.",
                "none, alerts have no link"),
        };
    }
}
