using System.Collections.Immutable;
using System.Xml;
using Infra.Observability;
using Infra.Values;
using StackPreview.Json;
using StackPreview.Kinds;
using StackPreview.Plans;
using StackPreview.Rendering;

namespace Infra.Reporting;

/// <summary>The alerts of a plan, those that need somebody now first.</summary>
internal static class AlertsSection
{
    private const string Critical = "critical";

    private static readonly ImmutableArray<ReportColumn> Columns =
    [
        new("severity", "Severity") { Width = 8, Alarming = Critical },
        new("name", "Alert") { Width = 28, IsCode = true },
        new("for", null),
        new("summary", "When it fires"),
    ];

    /// <summary>The section.</summary>
    public static ReportSection Of(Plan plan)
    {
        var alerts = from resource in plan.OfKind(MonitoringKinds.PrometheusRule)
                     from ruleGroup in resource.Inputs.Items("spec.groups")
                     from rule in ruleGroup.Items("rules")
                     where rule["alert"] is not null
                     let severity = rule.Text("labels.severity")
                     let name = rule.Text("alert")
                     orderby severity, name
                     select ImmutableArray.Create(severity, name, rule.Text("for"), rule.Text("annotations.summary"));
        var alarms = from resource in plan.OfType(AwsKinds.MetricAlarm)
                     select ImmutableArray.Create(
                         resource.Inputs.Text($"tags.{Severity.Label}"),
                         resource.Inputs.Text("name"),
                         Duration.Format(TimeSpan.FromSeconds(NumberOf(resource, "period") * NumberOf(resource, "evaluationPeriods"))),
                         resource.Inputs.Text("alarmDescription"));
        var rules = from resource in plan.OfType(AzureKinds.MetricAlert)
                    select ImmutableArray.Create(
                        resource.Inputs.Text($"tags.{Severity.Label}"),
                        resource.Inputs.Text("ruleName"),
                        Duration.Format(XmlConvert.ToTimeSpan(resource.Inputs.Text("windowSize"))),
                        resource.Inputs.Text("description"));
        var rows = alerts.Concat(alarms).Concat(rules).OrderBy(row => row[0], StringComparer.Ordinal);
        return new ReportSection("Alerts", "alerts", Columns, [.. rows]) { IsShownEmpty = true };
    }

    private static int NumberOf(PlannedResource alarm, string path) => alarm.Inputs.Number(path).GetValueOrDefault();
}
