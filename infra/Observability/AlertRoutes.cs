using System.Collections.Immutable;
using Infra.Applications.Model;
using Infra.Secrets;
using Infra.Kubernetes.Prometheus;
using Infra.Settings;
using Pulumi;
using Pulumi.Kubernetes.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using CustomResource = Pulumi.Kubernetes.ApiExtensions.CustomResource;

namespace Infra.Observability;

/// <summary>Sends the alerts of the namespace to Slack, one channel a severity.</summary>
internal sealed class AlertRoutes : ComponentResource
{
    public AlertRoutes(string name, AlertRoutesArgs args, ComponentResourceOptions? options = null)
        : base("infra:observability:AlertRoutes", name, options)
    {
        var placement = args.Placement;
        var secretName = $"{name}-slack";
        var webhooks = DeclareWebhooks(secretName, args);
        _ = new CustomResource(
            $"{name}-config",
            new AlertmanagerConfigArgs { Metadata = MonitoringMetadata.Of(placement, name), Spec = Spec(args.Settings, secretName) },
            placement.ChildOf(this, webhooks));
        RegisterOutputs();
    }

    // The operator reads it by its name, which is therefore fixed.
    private Resource DeclareWebhooks(string name, AlertRoutesArgs args)
    {
        var (warning, critical) = (PlatformSecrets.SlackWebhookUrl.Name, PlatformSecrets.SlackCriticalWebhookUrl.Name);
        if (args.Store is { } store && store.Has(warning))
        {
            var values = ImmutableSortedDictionary<string, string>.Empty
                .Add(Severity.Warning, warning)
                .Add(Severity.Critical, store.Has(critical) ? critical : warning);
            return store.DeclareSecret(name, name, values, this, name).Resource;
        }

        return new Secret(
            name,
            new SecretArgs
            {
                Metadata = args.Placement.Metadata(name),
                StringData = new InputMap<string>
                {
                    [Severity.Warning] = SuppliedValue.Of(warning),
                    [Severity.Critical] = SuppliedValue.Of(args.Supplied.Contains(critical) ? critical : warning),
                },
            },
            args.Placement.ChildOf(this));
    }

    private static AlertmanagerConfigSpecArgs Spec(AlertSettings settings, string secretName) => new()
    {
        Route = new RouteArgs
        {
            Receiver = Severity.Warning,
            GroupBy = { "alertname", "namespace" },
            GroupWait = "30s",
            GroupInterval = "5m",
            RepeatInterval = "12h",
            Routes =
            {
                new RouteArgs
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
            Slack(Severity.Warning, settings.WarningChannel, secretName, settings.Runbooks is not null),
            Slack(Severity.Critical, settings.CriticalChannel, secretName, settings.Runbooks is not null),
        },
        InhibitRules =
        {
            // What follows from an outage is no news; nor is it, of a volume that is full, that it fills up.
            Hides(AlertRules.OutageLabel, Is(Severity.Label, Severity.Critical), Is(Severity.Label, Severity.Warning)),
            Hides(AlertRules.ComponentLabel, Matches("alertname", ".+VolumeFull"), Matches("alertname", ".+VolumeFilling")),
        },
    };

    // Labels that neither alert has count as equal, so the rules ask for one that only the alerts of this program have.
    private static InhibitRuleArgs Hides(string sameLabel, MatcherArgs source, MatcherArgs target) => new()
    {
        SourceMatch = { source, Matches(sameLabel, ".+") },
        TargetMatch = { target },
        Equal = { "namespace", sameLabel },
    };

    private static MatcherArgs Is(string label, string value) => new() { Name = label, Value = value, MatchType = "=" };

    private static MatcherArgs Matches(string label, string pattern) => new() { Name = label, Value = pattern, MatchType = "=~" };

    private static ReceiverArgs Slack(string severity, string channel, string secretName, bool hasRunbooks) => new()
    {
        Name = severity,
        SlackConfigs =
        {
            new SlackConfigArgs
            {
                ApiURL = new SecretKeySelectorArgs { Name = secretName, Key = severity },
                Channel = channel,
                SendResolved = true,
                Title = "[{{ .Status | toUpper }}] {{ .CommonLabels.alertname }} in {{ .CommonLabels.namespace }}",
                Text = Text(hasRunbooks),
                Color = """{{ if eq .Status "firing" }}danger{{ else }}good{{ end }}""",
            },
        },
    };

    // An alert a line.
    private static string Text(bool hasRunbooks)
    {
        var link = hasRunbooks ? $$$"""{{ with .Annotations.{{{AlertRules.RunbookAnnotation}}} }} {{ . }}{{ end }}""" : "";
        return $$$"""{{ range .Alerts }}{{ .Annotations.summary }} {{ .Annotations.description }}{{{link}}}{{ "\n" }}{{ end }}""";
    }
}
