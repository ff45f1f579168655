using Infra.Kubernetes.Prometheus;
using Infra.Values;
using Pulumi;
using CustomResource = Pulumi.Kubernetes.ApiExtensions.CustomResource;

namespace Infra.Observability;

/// <summary>Tells Prometheus when to raise which alert.</summary>
internal sealed class AlertRules : ComponentResource
{
    /// <summary>The label that tells what an alert watches: a data service or a workload.</summary>
    public const string ComponentLabel = "component";

    /// <summary>The label that tells which outage an alert tells of or follows from.</summary>
    public const string OutageLabel = "outage";

    /// <summary>The annotation with the address of the page that says what to do.</summary>
    public const string RunbookAnnotation = "runbook_url";

    public AlertRules(string name, AlertRulesArgs args, ComponentResourceOptions? options = null)
        : base("infra:observability:AlertRules", name, options)
    {
        foreach (var group in args.Groups)
        {
            _ = new CustomResource(
                $"{name}-{group.Name}",
                new PrometheusRuleArgs
                {
                    Metadata = MonitoringMetadata.Of(args.Placement, group.Name),
                    Spec = new PrometheusRuleSpecArgs
                    {
                        Groups =
                        {
                            new RuleGroupArgs
                            {
                                Name = $"{args.Placement.Namespace}-{group.Name}",
                                Rules = group.Records.Select(rule => Record(rule, group.Name, args))
                                    .Concat(group.Rules.Select(rule => Rule(rule, group.Name, args)))
                                    .ToArray(),
                            },
                        },
                    },
                },
                args.Placement.ChildOf(this));
        }

        RegisterOutputs();
    }

    private static RuleArgs Record(RecordingRule rule, string component, AlertRulesArgs alerts) => new()
    {
        Record = rule.Name,
        Expr = rule.Expression,
        Labels =
        {
            ["namespace"] = alerts.Placement.Namespace,
            [ComponentLabel] = component,
            [RecordingRule.ObjectiveLabel] = rule.Objective,
        },
    };

    private static RuleArgs Rule(AlertRule rule, string component, AlertRulesArgs alerts)
    {
        var args = new RuleArgs
        {
            Alert = rule.Name,
            Expr = rule.Expression,
            For = Duration.Format(rule.For),
            // Alertmanager routes the alerts of a namespace by this label, whatever the expression leaves of it.
            Labels = { [Severity.Label] = rule.Severity, ["namespace"] = alerts.Placement.Namespace, [ComponentLabel] = component },
            Annotations = { ["summary"] = rule.Summary, ["description"] = rule.Action },
        };
        if (rule.Outage is not null)
            args.Labels.Add(OutageLabel, rule.Outage);
        if (alerts.Runbooks is { } pages)
            args.Annotations.Add(RunbookAnnotation, $"{pages.OriginalString.TrimEnd('/')}/{rule.Runbook}.md");
        return args;
    }
}
