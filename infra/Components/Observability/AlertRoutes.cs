using Infra.Components.Secrets;
using Infra.Kubernetes.Prometheus;
using Infra.Settings;
using Pulumi;
using Pulumi.Kubernetes.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using CustomResource = Pulumi.Kubernetes.ApiExtensions.CustomResource;

namespace Infra.Components.Observability;

/// <summary>Sends the alerts of the namespace to Slack, one channel a severity.</summary>
internal sealed class AlertRoutes : ComponentResource
{
    private const string WebhookKey = "url";

    public AlertRoutes(string name, AlertRoutesArgs args, ComponentResourceOptions? options = null)
        : base("infra:observability:AlertRoutes", name, options)
    {
        var placement = args.Placement;
        var secretName = $"{name}-slack";
        // The operator reads it by its name, which is therefore fixed.
        var webhook = new Secret(
            $"{name}-slack",
            new SecretArgs
            {
                Metadata = placement.Metadata(secretName),
                StringData = new InputMap<string> { [WebhookKey] = SuppliedValue.Of(PlatformSecrets.SlackWebhookUrl.Name) },
            },
            placement.ChildOf(this));
        _ = new CustomResource(
            $"{name}-config",
            new AlertmanagerConfigArgs { Metadata = MonitoringMetadata.Of(placement, name), Spec = Spec(args.Settings, secretName) },
            placement.ChildOf(this, webhook));
        RegisterOutputs();
    }

    private static AlertmanagerConfigSpecArgs Spec(AlertSettings settings, string secretName) => new()
    {
        Route = new AlertRouteArgs
        {
            Receiver = Severity.Warning,
            GroupBy = { "alertname", "namespace" },
            GroupWait = "30s",
            GroupInterval = "5m",
            RepeatInterval = "12h",
            Routes =
            {
                new AlertRouteArgs
                {
                    Receiver = Severity.Critical,
                    GroupBy = { "alertname", "namespace" },
                    RepeatInterval = "1h",
                    Matchers = { Is(Severity.Label, Severity.Critical) },
                },
            },
        },
        Receivers =
        {
            Slack(Severity.Warning, settings.WarningChannel, secretName),
            Slack(Severity.Critical, settings.CriticalChannel, secretName),
        },
        // What is broken needs no warning that it is getting worse.
        InhibitRules =
        {
            new InhibitRuleArgs
            {
                SourceMatch = { Is(Severity.Label, Severity.Critical) },
                TargetMatch = { Is(Severity.Label, Severity.Warning) },
                Equal = { "namespace", "alertname" },
            },
        },
    };

    private static MatcherArgs Is(string label, string value) => new() { Name = label, Value = value, MatchType = "=" };

    private static ReceiverArgs Slack(string name, string channel, string secretName) => new()
    {
        Name = name,
        SlackConfigs =
        {
            new SlackConfigArgs
            {
                ApiURL = new SecretKeyReferenceArgs { Name = secretName, Key = WebhookKey },
                Channel = channel,
                SendResolved = true,
                Title = "[{{ .Status | toUpper }}] {{ .CommonLabels.alertname }} in {{ .CommonLabels.namespace }}",
                Text = """{{ range .Alerts }}{{ .Annotations.summary }} {{ .Annotations.description }}{{ "\n" }}{{ end }}""",
                Color = """{{ if eq .Status "firing" }}danger{{ else }}good{{ end }}""",
            },
        },
    };
}
