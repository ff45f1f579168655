using Infra.Settings.Reading;

namespace Infra.Settings;

/// <summary><c>infra:alerts.email</c>: whom alerts are mailed to, over a server that takes STARTTLS.</summary>
/// <param name="To">The recipient.</param>
/// <param name="From">The sender.</param>
/// <param name="Server">The server, host and port.</param>
/// <param name="Username">The user there, whose password is a secret of the stack.</param>
/// <param name="Alerts">Which alerts.</param>
public sealed record EmailReceiverSettings(string To, string From, string Server, string Username, AlertAudience Alerts)
{
    internal static EmailReceiverSettings? Read(Section section)
    {
        var to = section.Find("to", SettingTypes.Email("oncall@example.com"), "Address that alerts are mailed to.", "nobody");
        var from = section.Find("from", SettingTypes.Email("alerts@example.com"), "Address that they come from.", "that of `to`");
        var server = section.Find(
            "server",
            SettingTypes.FromPattern(
                "it takes a host and a port",
                "smtp.example.com:587",
                text => SettingPatterns.EndpointPattern().IsMatch(text) ? text : null,
                SettingPatterns.EndpointText),
            "Server that takes mails, with STARTTLS.",
            "none");
        var username = section.Find(
            "username",
            SettingTypes.Text("alerts@example.com"),
            "User there; the password is the secret ALERT_MAIL_PASSWORD.",
            "that of `from`");
        var alerts = AlertAudience.Read(section, "severities", AlertAudience.All, "Which alerts are mailed.");
        if (to is not null && server is null)
        {
            section.Report(
                $"{section.Path}.server",
                "not set",
                "mails are sent over a server",
                $"Set it: {section.SetCommand("server", "smtp.example.com:587")}, or remove {section.Path}");
        }

        return to is null || server is null ? null : new EmailReceiverSettings(to, from ?? to, server, username ?? from ?? to, alerts);
    }
}
