using System.Collections.Immutable;
using Infra.Applications.Model;
using Infra.Secrets;
using Infra.Kubernetes.Prometheus;
using Infra.Isolation;
using Infra.Settings;
using Infra.Values;
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
        var receivers = new AlertReceivers(args.Settings, secretName, $"{name}-receivers");
        var values = receivers.Values;
        Resource[] secrets = values.Count > 0 ? [webhooks, Declare($"{name}-receivers", values, placement)] : [webhooks];
        _ = new CustomResource(
            $"{name}-config",
            new AlertmanagerConfigArgs { Metadata = MonitoringMetadata.Of(placement, name), Spec = Spec(args.Settings, receivers) },
            placement.ChildOf(this, secrets));
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

    private Secret Declare(string name, Dictionary<string, Output<string>> values, Placement placement)
    {
        var data = new InputMap<string>();
        foreach (var (key, value) in values)
            data.Add(key, value);
        return new Secret(name, new SecretArgs { Metadata = placement.Metadata(name), StringData = data }, placement.ChildOf(this));
    }

    private static AlertmanagerConfigSpecArgs Spec(AlertSettings settings, AlertReceivers receivers)
    {
        var spec = new AlertmanagerConfigSpecArgs
        {
            Route = new RouteArgs
            {
                Receiver = Severity.Warning,
                GroupBy = { "alertname", "namespace" },
                GroupWait = "30s",
                GroupInterval = "5m",
                RepeatInterval = Duration.Format(settings.WarningRepeat),
                Routes = Routes(settings).ToArray(),
            },
            Receivers = receivers.All.ToArray(),
            InhibitRules =
            {
                // What follows from an outage is no news; nor is it, of a volume that is full, that it fills up, nor of a budget that is
                // used up fast, that it is slowly.
                Hides(AlertRules.OutageLabel, Is(Severity.Label, Severity.Critical), Is(Severity.Label, Severity.Warning)),
                Hides(AlertRules.ComponentLabel, Matches("alertname", ".+VolumeFull"), Matches("alertname", ".+VolumeFilling")),
                Hides(
                    RecordingRule.ObjectiveLabel,
                    Matches("alertname", ".+BudgetBurning"),
                    Matches("alertname", ".+BudgetBurningSlowly")),
            },
        };
        foreach (var (name, window) in settings.Mute)
            spec.MuteTimeIntervals.Add(Muted(name, window));
        return spec;
    }

    // The first that fits is taken; what bears no severity is sent as a warning, and at all times.
    private static IEnumerable<RouteArgs> Routes(AlertSettings settings)
    {
        if (settings.HasDeadMansSwitch)
            yield return DeadMansSwitch.Route;
        yield return new RouteArgs
        {
            Receiver = Severity.Critical,
            GroupBy = { "alertname", "namespace" },
            RepeatInterval = Duration.Format(settings.CriticalRepeat),
            Matchers = { Is(Severity.Label, Severity.Critical) },
        };
        if (!settings.Mute.IsEmpty)
        {
            yield return new RouteArgs
            {
                Receiver = Severity.Warning,
                GroupBy = { "alertname", "namespace" },
                Matchers = { Is(Severity.Label, Severity.Warning) },
                MuteTimeIntervals = settings.Mute.Keys.ToArray(),
            };
        }
    }

    private static MuteTimeIntervalArgs Muted(string name, MuteWindow window) => new()
    {
        Name = name,
        TimeIntervals = window.Parts
            .Select(part => new TimeIntervalArgs
            {
                Weekdays = part.Days.ToArray(),
                Times = { new TimeRangeArgs { StartTime = TimeOf(part.From), EndTime = TimeOf(part.To) } },
            })
            .ToArray(),
    };

    private static string TimeOf(int minute) => $"{minute / 60:00}:{minute % 60:00}";

    // Labels that neither alert has count as equal, so the rules ask for one that only the alerts of this program have.
    private static InhibitRuleArgs Hides(string sameLabel, MatcherArgs source, MatcherArgs target) => new()
    {
        SourceMatch = { source, Matches(sameLabel, ".+") },
        TargetMatch = { target },
        Equal = { "namespace", sameLabel },
    };

    private static MatcherArgs Is(string label, string value) => new() { Name = label, Value = value, MatchType = "=" };

    private static MatcherArgs Matches(string label, string pattern) => new() { Name = label, Value = pattern, MatchType = "=~" };
}
