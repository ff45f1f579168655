using System.Collections.Immutable;
using Infra.Applications.Model;
using Infra.Settings.Reading;
using Infra.Values;

namespace Infra.Settings;

/// <summary><c>infra:alerts</c>: who is told, and from which values on.</summary>
public sealed record AlertSettings
{
    private static readonly DurationRange Repeats = new(TimeSpan.FromMinutes(5), TimeSpan.FromDays(7));

    /// <summary>The Slack channel for critical alerts.</summary>
    public required string CriticalChannel { get; init; }

    /// <summary>The Slack channel for what can wait until the morning.</summary>
    public required string WarningChannel { get; init; }

    /// <summary>The share of failed requests, in percent, above which an alert fires.</summary>
    public int ErrorRatePercent { get; init; } = 5;

    /// <summary>The base address of the pages of runbooks. Default: none, and alerts have no link.</summary>
    public Uri? Runbooks { get; init; }

    /// <summary>Which alerts PagerDuty gets.</summary>
    public AlertAudience PagerDuty { get; init; } = AlertAudience.None;

    /// <summary>Which alerts are posted to an address.</summary>
    public AlertAudience Webhook { get; init; } = AlertAudience.None;

    /// <summary>Whom alerts are mailed to; null for nobody.</summary>
    public EmailReceiverSettings? Email { get; init; }

    /// <summary>Whether an address outside hears from Alertmanager all the time, and tells when it no longer does.</summary>
    public bool HasDeadMansSwitch { get; init; }

    /// <summary>When warnings are not sent, by name.</summary>
    public ImmutableSortedDictionary<string, MuteWindow> Mute { get; init; } = ImmutableSortedDictionary<string, MuteWindow>.Empty;

    /// <summary>After what time a critical alert that still fires is sent again.</summary>
    public TimeSpan CriticalRepeat { get; init; } = TimeSpan.FromHours(1);

    /// <summary>After what time a warning that still fires is sent again.</summary>
    public TimeSpan WarningRepeat { get; init; } = TimeSpan.FromHours(12);

    /// <summary>The secrets of the receivers beside Slack.</summary>
    internal IEnumerable<SuppliedSecret> Secrets
    {
        get
        {
            if (PagerDuty.HasCritical)
                yield return PlatformSecrets.PagerDutyRoutingKey;
            if (Webhook.HasCritical)
                yield return PlatformSecrets.AlertWebhookUrl;
            if (Email is not null)
                yield return PlatformSecrets.AlertMailPassword;
            if (HasDeadMansSwitch)
                yield return PlatformSecrets.DeadMansSwitchUrl;
        }
    }

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
            PagerDuty = AlertAudience.Read(
                section,
                "pagerDuty",
                AlertAudience.None,
                "Which alerts go to PagerDuty besides; the key of its integration is the secret PAGERDUTY_ROUTING_KEY."),
            Webhook = AlertAudience.Read(
                section,
                "webhook",
                AlertAudience.None,
                "Which alerts are posted besides to the address that is the secret ALERT_WEBHOOK_URL, in Alertmanager's form."),
            Email = EmailReceiverSettings.Read(section.Child("email", "Whom alerts are mailed to besides.")),
            HasDeadMansSwitch = section.Get(
                "deadMansSwitch",
                SettingTypes.Boolean,
                false,
                "Whether Alertmanager posts every five minutes to the address that is the secret DEAD_MANS_SWITCH_URL, which tells when "
                    + "it no longer does."),
            Mute = ReadMute(section),
            CriticalRepeat = section.Get(
                "criticalRepeat",
                SettingTypes.Duration(Repeats),
                defaults.CriticalRepeat,
                "After what time a critical alert that still fires is sent again."),
            WarningRepeat = section.Get(
                "warningRepeat",
                SettingTypes.Duration(Repeats),
                defaults.WarningRepeat,
                "After what time a warning that still fires is sent again."),
        };
    }

    private static ImmutableSortedDictionary<string, MuteWindow> ReadMute(Section section)
    {
        var windows = section.Map(
            "mute",
            SettingTypes.ObjectName,
            MuteWindow.Type,
            ImmutableSortedDictionary<string, MuteWindow>.Empty,
            "When warnings are not sent, in UTC, by a name: `weekend: saturday-sunday`, `night: 22:00-06:00`. Critical ones always are.");
        if (MuteWindow.AreEndless(windows.Values))
        {
            section.Report(
                $"{section.Path}.mute",
                string.Join(", ", windows.Values),
                "warnings are sent at some time of the week",
                "Shorten one of them");
        }

        return windows;
    }
}
