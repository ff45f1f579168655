using Infra.Applications.Model;
using Infra.Kubernetes.Prometheus;
using Infra.Secrets;
using Infra.Settings;
using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;

namespace Infra.Observability;

/// <summary>Who gets the alerts of a namespace: Slack, and whoever the settings name besides.</summary>
/// <param name="settings">Who.</param>
/// <param name="slack">The Secret with the addresses of Slack, one a severity.</param>
/// <param name="others">The Secret with what the others are reached by.</param>
internal sealed class AlertReceivers(AlertSettings settings, string slack, string others)
{
    private const string Mail = "mail";
    private const string PagerDuty = "pagerduty";
    private const string Title = "[{{ .Status | toUpper }}] {{ .CommonLabels.alertname }} in {{ .CommonLabels.namespace }}";
    private const string Webhook = "webhook";

    /// <summary>What the others are reached by; empty where there are none.</summary>
    public Dictionary<string, Output<string>> Values
    {
        get
        {
            var secrets = settings.Secrets.ToHashSet();
            (string Key, SuppliedSecret Secret)[] known =
            [
                (PagerDuty, PlatformSecrets.PagerDutyRoutingKey),
                (Webhook, PlatformSecrets.AlertWebhookUrl),
                (Mail, PlatformSecrets.AlertMailPassword),
                (DeadMansSwitch.Receiver, PlatformSecrets.DeadMansSwitchUrl),
            ];
            return known.Where(one => secrets.Contains(one.Secret)).ToDictionary(one => one.Key, one => SuppliedValue.Of(one.Secret.Name));
        }
    }

    /// <summary>The receivers.</summary>
    public IEnumerable<ReceiverArgs> All
    {
        get
        {
            yield return Of(Severity.Warning, settings.WarningChannel, audience => audience.HasWarnings);
            yield return Of(Severity.Critical, settings.CriticalChannel, audience => audience.HasCritical);
            if (settings.HasDeadMansSwitch)
            {
                yield return new ReceiverArgs
                {
                    Name = DeadMansSwitch.Receiver,
                    WebhookConfigs = { new WebhookConfigArgs { UrlSecret = Key(others, DeadMansSwitch.Receiver), SendResolved = false } },
                };
            }
        }
    }

    // An alert a line.
    private string Text
    {
        get
        {
            var link = settings.Runbooks is null
                ? ""
                : $$$"""{{ with .Annotations.{{{AlertRules.RunbookAnnotation}}} }} {{ . }}{{ end }}""";
            return $$$"""{{ range .Alerts }}{{ .Annotations.summary }} {{ .Annotations.description }}{{{link}}}{{ "\n" }}{{ end }}""";
        }
    }

    private ReceiverArgs Of(string severity, string channel, Func<AlertAudience, bool> gets)
    {
        var receiver = new ReceiverArgs
        {
            Name = severity,
            SlackConfigs =
            {
                new SlackConfigArgs
                {
                    ApiURL = Key(slack, severity),
                    Channel = channel,
                    SendResolved = true,
                    Title = Title,
                    Text = Text,
                    Color = """{{ if eq .Status "firing" }}danger{{ else }}good{{ end }}""",
                },
            },
        };
        if (gets(settings.PagerDuty))
        {
            receiver.PagerdutyConfigs.Add(new PagerDutyConfigArgs
            {
                RoutingKey = Key(others, PagerDuty),
                Description = Title,
                Severity = severity,
                Details = { new KeyValueArgs { Key = "alerts", Value = Text } },
                SendResolved = true,
            });
        }

        if (gets(settings.Webhook))
            receiver.WebhookConfigs.Add(new WebhookConfigArgs { UrlSecret = Key(others, Webhook), SendResolved = true });
        if (settings.Email is { } email && gets(email.Alerts))
        {
            receiver.EmailConfigs.Add(new EmailConfigArgs
            {
                To = email.To,
                From = email.From,
                Smarthost = email.Server,
                AuthUsername = email.Username,
                AuthPassword = Key(others, Mail),
                RequireTLS = true,
                Headers = { new KeyValueArgs { Key = "Subject", Value = Title } },
                Text = Text,
                SendResolved = true,
            });
        }

        return receiver;
    }

    private static SecretKeySelectorArgs Key(string secret, string key) => new() { Name = secret, Key = key };
}
